#include "app/archive.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>

#include "app/appearance.h"
#include "app/disclosure.h"
#include "app/story_reader.h"
#include "app/topic_selection.h"
#include "json/writer.h"
#include "publish/atom.h"
#include "publish/feed_parts.h"
#include "publish/links.h"
#include "publish/story.h"

namespace commonplace::app {
namespace {

// A complete document changes by a retraction only; whoever keeps it should hear of that within a day.
constexpr std::chrono::hours kCompleteAge{24};

// One entry of a kept document, and what decides whether it may still be shown.
struct KeptEntry {
  std::string key = {};                // of the story
  std::string id = {};                 // by which feeds know it
  std::string lead = {};               // key of the copy whose words these are
  std::string source = {};             // slug of that copy's
  bool is_full = false;                // with the whole text
  std::vector<std::string> keys = {};  // of all copies
  std::string xml = {};                // empty where it was withdrawn by then, and had no words
};

struct KeptDocument {
  std::string public_url;  // under which its links are
  std::string head;
  std::vector<KeptEntry> entries;
  std::string tail;
  Timestamp updated;
};

std::string to_json(const KeptDocument& document) {
  json::Writer writer(64 * 1024);
  const auto put = [&writer](std::string_view name, std::string_view value) {
    writer.name(name);
    writer.string(value);
  };
  writer.begin_object();
  put("public_url", document.public_url);
  put("head", document.head);
  put("tail", document.tail);
  writer.name("updated");
  writer.number(document.updated.time_since_epoch().count());
  writer.name("entries");
  writer.begin_array();
  for (const KeptEntry& entry : document.entries) {
    writer.begin_object();
    put("key", entry.key);
    put("id", entry.id);
    put("lead", entry.lead);
    put("source", entry.source);
    writer.name("full");
    writer.boolean(entry.is_full);
    writer.name("keys");
    writer.begin_array();
    for (const std::string& key : entry.keys) writer.string(key);
    writer.end_array();
    put("xml", entry.xml);
    writer.end_object();
  }
  writer.end_array();
  writer.end_object();
  return std::move(writer).take();
}

// What `to_json` wrote. Throws where it is something else: the store has damaged it.
KeptDocument from_json(std::string_view text) {
  const boost::json::value parsed = boost::json::parse(text);
  const boost::json::object& object = parsed.as_object();
  const auto text_of = [](const boost::json::object& from, std::string_view name) {
    return std::string(from.at(name).as_string());
  };
  KeptDocument document;
  document.public_url = text_of(object, "public_url");
  document.head = text_of(object, "head");
  document.tail = text_of(object, "tail");
  document.updated = Timestamp{std::chrono::seconds{object.at("updated").as_int64()}};
  for (const boost::json::value& value : object.at("entries").as_array()) {
    const boost::json::object& from = value.as_object();
    KeptEntry entry;
    entry.key = text_of(from, "key");
    entry.id = text_of(from, "id");
    entry.lead = text_of(from, "lead");
    entry.source = text_of(from, "source");
    entry.is_full = from.at("full").as_bool();
    for (const boost::json::value& key : from.at("keys").as_array()) entry.keys.emplace_back(key.as_string());
    entry.xml = text_of(from, "xml");
    document.entries.push_back(std::move(entry));
  }
  return document;
}

// The head of a feed with another date.
std::string dated(std::string head, Timestamp updated) {
  constexpr std::string_view kOpen = "<updated>", kClose = "</updated>";
  const auto begin = head.find(kOpen);
  const auto end = head.find(kClose, begin);
  if (begin == std::string::npos || end == std::string::npos) return head;
  return head.replace(begin + kOpen.size(), end - begin - kOpen.size(), to_rfc3339(updated));
}

class Archive {
 public:
  Archive(store::Store& store, const Live& live, const Topic& topic, std::size_t number)
      : store_(store), live_(live), topic_(topic), reader_(store, live), disclosure_(store, live, audience_of(topic)) {
    page_.site = live.site();
    page_.topic = topic;
    page_.number = number;
  }

  Result<std::optional<ArchiveDocument>> document() && {
    auto row = store_.archive(topic_.id, page_.number);
    if (!row) return fail(row.error());
    if (row->stories.empty()) return std::optional<ArchiveDocument>();
    page_.has_next = page_.number < row->newest;
    if (const Result<bool> known = know_hidden(); !known) return fail(known.error());
    ArchiveDocument made;
    made.rendered.content_type = "application/atom+xml; charset=utf-8";
    made.rendered.link = publish::archive_link_header(page_.site, topic_.slug, page_.number);
    made.max_age = row->kept.empty() ? max_age_of(live_, topic_) : kCompleteAge;
    Result<std::string> body = row->kept.empty() ? as_it_is(*row) : as_it_was(*row);
    if (!body) return fail(body.error());
    made.rendered.body = std::move(*body);
    made.rendered.last_modified = page_.updated;
    if (!is_as_kept_) made.rendered = seen_by_readers(std::move(made.rendered), live_);
    return std::optional(std::move(made));
  }

  Result<std::string> to_keep() && {
    auto row = store_.archive(topic_.id, page_.number);
    if (!row) return fail(row.error());
    page_.has_next = true;
    const Result<bool> added = add_stories(keys_of(*row));
    if (!added) return fail(added.error());
    KeptDocument kept;
    kept.public_url = page_.site.public_url;
    for (const store::JoinedStory& joined : row->stories) {
      const auto story = stories_.find(joined.key);
      if (story == stories_.end()) {
        const auto id = disclosure_.id_of(joined.atom_id);
        if (!id) return fail(id.error());
        kept.entries.push_back({.key = joined.key, .id = id->value_or("")});
        continue;
      }
      const Publisher publisher = publish::publisher_of(page_.publishers, story->second.lead.source);
      KeptEntry& entry = kept.entries.emplace_back();
      entry.key = joined.key;
      entry.id = publish::story_id(page_.site, story->second);
      entry.lead = story->second.lead.key;
      entry.source = story->second.lead.source;
      entry.is_full = !publish::full_text(story->second.lead, publisher).empty();
      entry.keys.push_back(entry.lead);
      for (const Copy& copy : story->second.copies) entry.keys.push_back(copy.key);
      add(story->second);
    }
    const std::string document = publish::write_archive(page_);
    const publish::FeedParts parts = publish::feed_parts(document);
    kept.head = parts.head;
    kept.tail = parts.tail;
    kept.updated = page_.updated;
    std::size_t next = 0;
    for (KeptEntry& entry : kept.entries) {
      if (!entry.lead.empty()) entry.xml = parts.entries.at(next++);
    }
    std::erase_if(kept.entries, [](const KeptEntry& entry) { return entry.id.empty(); });
    return to_json(kept);
  }

 private:
  static std::vector<std::string> keys_of(const store::ArchiveRow& row) {
    std::vector<std::string> keys;
    for (const store::JoinedStory& story : row.stories) {
      if (!story.retracted) keys.push_back(story.key);
    }
    return keys;
  }

  // The operator names entries; what is hidden is their stories.
  Result<bool> know_hidden() {
    if (topic_.hide.empty()) return true;
    hidden_.insert(topic_.hide.begin(), topic_.hide.end());
    auto rows = store_.stories(topic_.hide);
    if (!rows) return fail(rows.error());
    for (const store::StoryRow& row : *rows) hidden_.insert(row.key);
    store::TopicSelection nothing;
    nothing.limit = 0;
    auto told = store_.newest(topic_.id, nothing);
    if (!told) return fail(told.error());
    for (const store::RetractionRow& row : told->retracted) hidden_since_[row.atom_id] = row.since;
    return true;
  }

  Result<bool> add_stories(const std::vector<std::string>& keys) {
    auto rows = store_.stories(keys);
    if (!rows) return fail(rows.error());
    for (store::StoryRow& row : *rows) {
      const std::string key = row.key;
      Result<std::optional<Story>> story = reader_.read(std::move(row), topic_, page_.publishers);
      if (!story) return fail(story.error());
      if (*story)
        stories_.emplace(key, std::move(**story));
      else
        guarded_.insert(key);
    }
    return true;
  }

  void add(const Story& story) {
    page_.updated = std::max({page_.updated, publish::last_change(story), story.lead.first_seen.value_or(Timestamp{})});
    page_.items.emplace_back(story);
  }

  // Since when the story is not to be shown.
  std::optional<Timestamp> retracted(const store::JoinedStory& joined,
                                     const std::vector<std::string>& keys = {}) const {
    if (joined.retracted) return joined.retracted;
    const bool is_hidden = hidden_.contains(joined.key) ||
                           std::ranges::any_of(keys, [&](const std::string& key) { return hidden_.contains(key); });
    if (!is_hidden) return std::nullopt;
    const auto since = hidden_since_.find(joined.atom_id);
    return since == hidden_since_.end() ? Timestamp{} : since->second;
  }

  // `otherwise` stands for a moment that nobody knows.
  void retract(const std::string& id, Timestamp since, Timestamp otherwise) {
    const Timestamp when = since == Timestamp{} ? otherwise : since;
    page_.updated = std::max(page_.updated, when);
    page_.items.emplace_back(Retraction{id, when});
  }

  Result<std::string> as_it_is(const store::ArchiveRow& row) {
    const Result<bool> added = add_stories(keys_of(row));
    if (!added) return fail(added.error());
    for (const store::JoinedStory& joined : row.stories) {
      const auto story = stories_.find(joined.key);
      auto since = retracted(joined);
      if (guarded_.contains(joined.key)) since = Timestamp{};
      if (!since && story != stories_.end()) add(story->second);
      if (!since || joined.atom_id.empty()) continue;
      const auto id = disclosure_.id_of(joined.atom_id);
      if (!id) return fail(id.error());
      if (*id) retract(**id, *since, page_.updated);
    }
    return publish::write_archive(page_);
  }

  // Whether these words are not to be shown any more though the story is; or there are none, since it was withdrawn
  // when the document became complete.
  Result<bool> is_void(const KeptEntry& entry, const std::string& atom_id) {
    if (entry.xml.empty()) return true;
    if (const Result<bool> tells = tells_too_much(entry, atom_id); !tells || *tells) return tells;
    const auto left = store_.tombstone(entry.lead);
    if (!left) return fail(left.error());
    if (*left && (*left)->why != TombstoneReason::Pruned) return true;
    if (!entry.is_full) return false;
    const Result<Publisher> publisher = reader_.publisher(entry.source);
    if (!publisher) return fail(publisher.error());
    return publisher->republish != Republish::Full;
  }

  // Whether there are names of sources in it that are not for everybody by now, or were not when the topic was.
  Result<bool> tells_too_much(const KeptEntry& entry, const std::string& atom_id) {
    if (disclosure_.is_whole()) return false;
    const auto id = disclosure_.id_of(atom_id);
    if (!id) return fail(id.error());
    if (*id && **id != atom_id && entry.id != **id) return true;
    const Result<store::Carriers> carriers = store_.carriers(atom_id);
    if (!carriers) return fail(carriers.error());
    for (const std::string& key : entry.keys) {
      const Result<std::string> source = source_of(key, *carriers);
      if (!source) return fail(source.error());
      if (live_.guarded_sources.contains(*source)) return true;
    }
    return false;
  }

  // Of a copy, wherever it has gone.
  Result<std::string> source_of(const std::string& key, const store::Carriers& carriers) {
    const auto carrier = std::ranges::find(carriers.list, key, &store::Carriers::Carrier::key);
    if (carrier != carriers.list.end()) return carrier->source;
    const auto left = store_.tombstone(key);
    if (!left) return fail(left.error());
    if (*left) return (*left)->source;
    const auto row = store_.entry(key);
    if (!row) return fail(row.error());
    return *row ? (*row)->entry.source : std::string();
  }

  Result<std::string> as_it_was(const store::ArchiveRow& row) {
    KeptDocument kept = from_json(row.kept);
    page_.updated = kept.updated;
    std::map<std::string, const store::JoinedStory*> joined;
    for (const store::JoinedStory& story : row.stories) joined[story.key] = &story;
    std::vector<KeptEntry*> changed;
    for (KeptEntry& entry : kept.entries) {
      const auto known = joined.find(entry.key);
      const store::JoinedStory state =
          known == joined.end() ? store::JoinedStory{entry.key, entry.id, {}} : *known->second;
      if (const auto since = retracted(state, entry.keys)) {
        retract(entry.id, *since, kept.updated);
        changed.push_back(&entry);
        continue;
      }
      const Result<bool> is_over = is_void(entry, state.atom_id);
      if (!is_over) return fail(is_over.error());
      if (!*is_over) continue;
      if (const Result<bool> added = add_stories({entry.key}); !added) return fail(added.error());
      const auto story = stories_.find(entry.key);
      story == stories_.end() ? retract(entry.id, Timestamp{}, kept.updated) : add(story->second);
      changed.push_back(&entry);
    }
    is_as_kept_ = changed.empty();
    page_.items.emplace_back(Retraction{});  // so that there is one
    const std::string rendered = publish::write_archive(page_);
    const publish::FeedParts parts = publish::feed_parts(rendered);
    for (std::size_t i = 0; i < changed.size(); ++i) changed[i]->xml = parts.entries.at(i);
    // A service that has moved leads on to where it is now.
    if (kept.public_url != page_.site.public_url) kept.head = parts.head;
    std::string document = dated(std::move(kept.head), page_.updated);
    for (const KeptEntry& entry : kept.entries) document += entry.xml;
    return document + kept.tail;
  }

  store::Store& store_;
  const Live& live_;
  const Topic& topic_;
  StoryReader reader_;
  Disclosure disclosure_;
  ArchivePage page_;
  bool is_as_kept_ = false;               // nothing in it changed since it became complete
  std::map<std::string, Story> stories_;  // by key
  std::set<std::string> guarded_;         // keys of those of which readers of the topic may know nothing
  std::set<std::string> hidden_;          // keys
  std::map<std::string, Timestamp> hidden_since_;
};

}  // namespace

Result<std::optional<ArchiveDocument>> archive_document(store::Store& store, const Live& live, const Topic& topic,
                                                        std::size_t number) {
  return Archive(store, live, topic, number).document();
}

Result<std::string> archive_to_keep(store::Store& store, const Live& live, const Topic& topic, std::size_t number) {
  return Archive(store, live, topic, number).to_keep();
}

}  // namespace commonplace::app
