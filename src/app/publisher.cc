#include "app/publisher.h"

#include <algorithm>

#include "app/agenda.h"
#include "app/appearance.h"
#include "app/topic_selection.h"
#include "base/digest.h"
#include "publish/story.h"

namespace commonplace::app {
namespace {

using std::chrono::seconds;

constexpr std::size_t kNewestOnIndex = 3;
constexpr seconds kSiteAge{3600};  // of what changes with the configuration

// What grows too old leaves the topic without anybody's writing it down: that moment is a change, too, where it made
// room that nothing fills.
Timestamp updated_of(const Topic& topic, const store::PageStore::TopicStories& found) {
  const bool has_room = found.stories.size() < topic.limit;
  if (!topic.max_age || !found.newest_too_old || !has_room) return found.changed;
  return std::max(found.changed, *found.newest_too_old + *topic.max_age);
}

}  // namespace

// What is found only in topics that are not for everybody is on no public page, whoever pins it there.
Result<bool> SnapshotBuilder::may_be_pinned(const Topic& topic, const store::StoryRow& story) {
  if (!is_public(topic)) return true;
  const auto row = pages_.entry(story.copies.front().key);
  if (!row) return fail(row.error());
  return *row && may_be_read(*live_, (*row)->topics);
}

// What the operator wants first, whatever its age and whether or not it belongs to the topic, then the others.
Result<bool> SnapshotBuilder::put_pins_first(TopicPage& page) {
  if (page.topic.pin.empty()) return true;
  auto pinned = pages_.stories(page.topic.pin);
  if (!pinned) return fail(pinned.error());
  std::vector<Story> stories;
  for (store::StoryRow& row : *pinned) {
    if (hides(page.topic, row)) continue;
    const Result<bool> may = may_be_pinned(page.topic, row);
    if (!may) return fail(may.error());
    if (!*may) continue;
    Result<std::optional<Story>> story = stories_->read(std::move(row), page.topic, page.publishers);
    if (!story) return fail(story.error());
    if (!*story) continue;
    std::erase_if(page.stories, [&](const Story& other) { return other.key == (*story)->key; });
    stories.push_back(std::move(**story));
  }
  std::ranges::move(page.stories, std::back_inserter(stories));
  if (stories.size() > page.topic.limit) stories.resize(page.topic.limit);
  page.stories = std::move(stories);
  return true;
}

Result<SnapshotBuilder::Built> SnapshotBuilder::build_topic(const Topic& topic) {
  auto found = pages_.newest(topic.id, selection_of(topic, now_));
  if (!found) return fail(found.error());
  TopicPage page;
  page.site = live_->site();
  page.topic = topic;
  page.updated = updated_of(topic, *found);
  page.archives = found->archives;
  if (is_public(topic)) page.hub = live_->config.service.hub;
  page.max_age = max_age_of(*live_, topic);
  for (store::StoryRow& row : found->stories) {
    Result<std::optional<Story>> story = stories_->read(std::move(row), page.topic, page.publishers);
    if (!story) return fail(story.error());
    if (*story) page.stories.push_back(std::move(**story));
  }
  auto retractions = stories_->retractions(found->retracted, topic, page.stories);
  if (!retractions) return fail(retractions.error());
  page.retractions = std::move(*retractions);
  for (const std::string& slug : topic.related) {
    for (const Topic& other : live_->config.topics) {
      // A public page tells nothing of what is not for everybody.
      if (other.slug == slug && (is_public(other) || !is_public(topic))) page.related.push_back(teaser_of(other));
    }
  }
  Built built;
  if (const Result<bool> added = add_events(page, built); !added) return fail(added.error());
  const serve::Audience audience = audience_of(topic);
  const std::string path = "/topics/" + topic.slug;
  serve::Shelf shelf(files_);
  built.atom = publish(path + ".atom", render(page, OutputFormat::Atom), page.max_age, audience, &shelf);
  built.rss = publish(path + ".rss", render(page, OutputFormat::Rss), page.max_age, audience, &shelf);
  built.json = publish(path + ".json", render(page, OutputFormat::Json), page.max_age, audience, &shelf);
  built.calendar = publish(path + ".ics", render(page, OutputFormat::Calendar), page.max_age, audience, &shelf);
  built.row = {teaser_of(topic), {}, found->total, page.updated};
  const std::size_t few = std::min(kNewestOnIndex, page.stories.size());
  built.row.newest.assign(page.stories.begin(), page.stories.begin() + static_cast<std::ptrdiff_t>(few));
  if (topic.max_age && !page.stories.empty()) {
    const Timestamp too_old = page.stories.back().published + *topic.max_age;
    built.good_until = std::min(built.good_until.value_or(too_old), too_old);
  }
  if (const Result<bool> pinned = put_pins_first(page); !pinned) return fail(pinned.error());
  built.html = publish(path, render(page, OutputFormat::Html), page.max_age, audience, &shelf);
  if (is_public(topic)) {
    built.embed = std::make_shared<const Embed>(make_embed(page));
    built.embed_page =
        publish(path + "/embed", render(*built.embed, Embed::kUsual), page.max_age, serve::Audience::Everybody, &shelf);
  }
  built.publishers = std::move(page.publishers);
  return built;
}

std::shared_ptr<const serve::Representation> SnapshotBuilder::publish(const std::string& path, const Rendered& rendered,
                                                                      seconds max_age, serve::Audience audience,
                                                                      serve::Shelf* shelf) const {
  if (last_) {
    const auto before = last_->by_path.find(path);
    if (before != last_->by_path.end() && serve::represents(*before->second, rendered, max_age, audience)) {
      return before->second;
    }
  }
  return serve::represent(rendered, max_age, audience, shelf);
}

Result<bool> SnapshotBuilder::add_events(TopicPage& page, Built& built) {
  std::vector<Story> stories;
  std::set<std::string> seen;
  for (const store::EventSpan& span : {past_events(now_), coming_events(now_)}) {
    auto rows = pages_.events(page.topic.id, span);
    if (!rows) return fail(rows.error());
    for (store::StoryRow& row : *rows) {
      if (hides(page.topic, row) || !seen.insert(row.key).second) continue;
      Result<std::optional<Story>> story = stories_->read_event(std::move(row), page.topic, page.publishers);
      if (!story) return fail(story.error());
      if (*story) stories.push_back(std::move(**story));
    }
  }
  Agenda agenda(page.site, std::move(stories), now_);
  page.events = std::move(agenda.events);
  page.past_events = agenda.past;
  page.last_event_over = agenda.last_over;
  built.good_until = agenda.good_until;
  if (!is_public(page.topic)) return true;
  built.events.events = page.events;
  built.events.past_events = page.past_events;
  built.events.retractions = page.retractions;
  built.events.updated = std::max(page.updated, page.last_event_over.value_or(page.updated));
  return true;
}

Result<SourceList> SnapshotBuilder::sources_of(const Topic& topic) {
  SourceList list{live_->site(), teaser_of(topic), {}};
  for (const Source& source : live_->config.sources) {
    if (!source.enabled || !belongs(source, topic)) continue;
    const Result<Publisher> shown = stories_->publisher(source.slug);
    if (!shown) return fail(shown.error());
    list.sources.push_back(*shown);
  }
  return list;
}

void SnapshotBuilder::add_topics(serve::Snapshot& snapshot) {
  for (const Topic& topic : live_->config.topics) {
    const Built& built = built_.at(topic.id);
    const std::string path = "/topics/" + topic.slug;
    snapshot.by_path[path] = built.html;
    snapshot.by_path[path + ".atom"] = built.atom;
    snapshot.by_path[path + ".rss"] = built.rss;
    snapshot.by_path[path + ".json"] = built.json;
    snapshot.by_path[path + ".ics"] = built.calendar;
    if (is_public(topic)) {
      snapshot.by_path[path + "/embed"] = built.embed_page;
      snapshot.embeds[path + "/embed"] = built.embed;
      continue;
    }
    const auto guard = std::make_shared<const serve::Guard>(topic.tokens);
    for (const char* form : {"", ".atom", ".rss", ".json", ".ics", ".opml"}) snapshot.guards[path + form] = guard;
  }
}

// Of ten thousand publishers, megabytes; what they say of themselves is remembered as one number.
Result<std::uint64_t> SnapshotBuilder::digest_of_publishers() {
  std::uint64_t digest = 0;
  for (const Source& source : live_->config.sources) {
    if (!source.enabled) continue;
    const Result<Publisher> shown = stories_->publisher(source.slug);
    if (!shown) return fail(shown.error());
    for (const std::string* told : {&shown->slug, &shown->title, &shown->homepage, &shown->feed_url})
      digest = base::fast_hash(*told, digest);
  }
  return digest;
}

// Where no source says anything new of itself, the lists are those that there were: a thousand sources are in a hundred
// topics.
Result<bool> SnapshotBuilder::add_lists_of_sources(serve::Snapshot& snapshot) {
  if (live_->config.topics.empty()) return true;
  const Result<std::uint64_t> publishers = digest_of_publishers();
  if (!publishers) return fail(publishers.error());
  const bool is_same = last_ && *publishers == listed_ && listed_live_ == live_;
  for (const Topic& topic : live_->config.topics) {
    const std::string path = "/topics/" + topic.slug + ".opml";
    if (is_same) {
      snapshot.by_path[path] = last_->by_path.at(path);
      continue;
    }
    const Result<SourceList> sources = sources_of(topic);
    if (!sources) return fail(sources.error());
    snapshot.by_path[path] = publish(path, render_opml(*sources), kSiteAge, audience_of(topic));
  }
  listed_ = *publishers;
  listed_live_ = live_;
  return true;
}

void SnapshotBuilder::add_site(serve::Snapshot& snapshot) {
  IndexPage index;
  index.site = live_->site();
  for (const Topic& topic : live_->config.topics) {
    if (!is_public(topic)) continue;
    const Built& built = built_.at(topic.id);
    index.updated = std::max(index.updated, built.row.updated);
    index.publishers.insert(built.publishers.begin(), built.publishers.end());
    index.topics.push_back(built.row);
  }
  serve::Shelf shelf(files_);
  auto add = [&](const std::string& path, const Rendered& rendered, seconds max_age) {
    snapshot.by_path[path] =
        publish(path, seen_by_readers(rendered, *live_), max_age, serve::Audience::Everybody, &shelf);
  };
  add("/", render(index), seconds{60});
  add("/opml.xml", render_opml(index), kSiteAge);
  add("/sitemap.xml", render_sitemap(index), kSiteAge);
  add("/robots.txt", render_robots(index.site), kSiteAge);
  add("/opensearch.xml", render_search_description(index.site), kSiteAge);
  add_events(snapshot);
}

// A story that is in several topics takes place once.
void SnapshotBuilder::add_events(serve::Snapshot& snapshot) {
  EventsPage page;
  page.site = live_->site();
  std::vector<Story> stories;
  std::set<std::string> seen;
  for (const Topic& topic : live_->config.topics) {
    if (!is_public(topic)) continue;
    const Built& built = built_.at(topic.id);
    page.updated = std::max(page.updated, built.events.updated);
    page.publishers.insert(built.publishers.begin(), built.publishers.end());
    for (const Story& story : built.events.events) {
      if (seen.insert(publish::story_id(page.site, story)).second) stories.push_back(story);
    }
  }
  // What one topic lost may be in another still.
  for (const Topic& topic : live_->config.topics) {
    if (!is_public(topic)) continue;
    for (const Retraction& retraction : built_.at(topic.id).events.retractions) {
      if (retraction.event && seen.insert(retraction.atom_id).second) page.retractions.push_back(retraction);
    }
  }
  Agenda agenda(page.site, std::move(stories), now_);
  page.events = std::move(agenda.events);
  page.past_events = agenda.past;
  serve::Shelf shelf(files_);
  for (const auto& [path, format] :
       {std::pair("/events", OutputFormat::Html), std::pair("/events.ics", OutputFormat::Calendar)}) {
    snapshot.by_path[path] =
        publish(path, seen_by_readers(render(page, format), *live_), seconds{300}, serve::Audience::Everybody, &shelf);
  }
}

Result<bool> SnapshotBuilder::shows_what_publishers_say(const Built& built) {
  for (const auto& [slug, shown] : built.publishers) {
    const Result<Publisher> now = stories_->publisher(slug);
    if (!now) return fail(now.error());
    if (*now != shown) return false;
  }
  return true;
}

// What is pinned may be in no topic, so that nobody is told of its changes.
bool SnapshotBuilder::is_good(const Topic& topic, const Built& built) const {
  return topic.pin.empty() && (!built.good_until || now_ < *built.good_until);
}

std::optional<Timestamp> SnapshotBuilder::good_until() const {
  std::optional<Timestamp> first;
  for (const auto& [id, built] : built_) {
    if (built.good_until) first = std::min(first.value_or(*built.good_until), *built.good_until);
  }
  return first;
}

Result<bool> SnapshotBuilder::renew_topics(const std::set<TopicId>& touched) {
  std::map<TopicId, Built> next;
  for (const Topic& topic : live_->config.topics) {
    const auto before = built_.find(topic.id);
    if (before != built_.end() && !touched.contains(topic.id) && is_good(topic, before->second)) {
      const Result<bool> same = shows_what_publishers_say(before->second);
      if (!same) return fail(same.error());
      if (*same) {
        next.emplace(topic.id, before->second);
        continue;
      }
    }
    Result<Built> built = build_topic(topic);
    if (!built) return fail(built.error());
    next.emplace(topic.id, std::move(*built));
  }
  built_ = std::move(next);
  return true;
}

std::shared_ptr<const serve::FeedHistory> SnapshotBuilder::history_of(const std::string& path) const {
  if (!last_) return nullptr;
  const auto before = last_->histories.find(path);
  return before == last_->histories.end() ? nullptr : before->second;
}

Result<std::shared_ptr<const serve::Snapshot>> SnapshotBuilder::build(std::shared_ptr<const Live> live,
                                                                      const std::set<TopicId>& touched, Timestamp now) {
  // After an attempt that failed nobody names its topics again.
  if (live != live_ || !std::exchange(are_renewed_, false)) built_.clear();
  now_ = now;
  live_ = std::move(live);
  stories_.emplace(pages_, *live_);
  if (const Result<bool> renewed = renew_topics(touched); !renewed) return fail(renewed.error());
  are_renewed_ = true;
  auto snapshot = std::make_shared<serve::Snapshot>();
  snapshot->site = live_->site();
  add_topics(*snapshot);
  if (const Result<bool> added = add_lists_of_sources(*snapshot); !added) return fail(added.error());
  add_site(*snapshot);
  for (const Topic& topic : live_->config.topics) {
    for (const char* form : {".atom", ".rss"}) {
      const std::string path = "/topics/" + topic.slug + form;
      const auto& document = snapshot->by_path.at(path);
      const bool is_same = last_ && last_->by_path.contains(path) && last_->by_path.at(path) == document;
      snapshot->histories[path] = is_same ? history_of(path) : serve::FeedHistory::after(history_of(path), *document);
    }
  }
  stories_.reset();
  last_ = snapshot;
  return last_;
}

}  // namespace commonplace::app
