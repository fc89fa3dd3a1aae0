#include "app/narrowed_feed.h"

#include <algorithm>
#include <set>

#include "app/agenda.h"
#include "app/story_reader.h"
#include "app/topic_selection.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/type_names.h"
#include "publish/dates.h"
#include "publish/story.h"
#include "topic/error.h"
#include "topic/evaluate.h"

namespace commonplace::app {
namespace {

// As the configuration spells it; empty where it knows none of that name that readers of the topic may hear of.
std::string spelling_of_type(const Live& live, const Topic& topic, std::string_view type) {
  const auto is_meant = [type](std::string_view name) { return base::equals_ignoring_case(name, type); };
  for (const std::string_view name : kTypeNames) {
    if (is_meant(name)) return std::string(name);
  }
  for (const Source& source : live.config.sources) {
    if (!discloses(live, topic, source.slug)) continue;
    if (is_meant(source.type)) return source.type;
    for (const auto& [name, query] : source.types) {
      if (is_meant(name)) return name;
    }
  }
  return {};
}

class Narrowing {
 public:
  Narrowing(store::PageStore& store, const Live& live, const Topic& topic, OutputFormat format, FeedParameters asked,
            Timestamp now)
      : store_(store),
        live_(live),
        topic_(topic),
        format_(format),
        asked_(std::move(asked)),
        now_(now),
        reader_(store, live) {}

  Result<NarrowedFeed> run() && {
    if (std::string problem = settle(); !problem.empty()) return refuse(std::move(problem));
    NarrowedFeed feed;
    if (!asked_.narrows()) {
      feed.is_whole = true;
      return feed;
    }
    const Result<bool> read = format_ == OutputFormat::Calendar ? read_events() : read_stories();
    if (!read) return fail(read.error());
    // Where nothing is left, that is so since the topic changed.
    if (page_.updated == Timestamp{}) page_.updated = topic_changed_;
    feed.page = std::move(page_);
    return feed;
  }

 private:
  static NarrowedFeed refuse(std::string problem) {
    NarrowedFeed refused;
    refused.problem = std::move(problem);
    return refused;
  }

  // One spelling for all that mean the same, and what of it means nothing.
  std::string settle() {
    if (!asked_.type.empty()) {
      const std::string type = spelling_of_type(live_, topic_, asked_.type);
      if (type.empty()) return "there is no type '" + asked_.type + "'";
      asked_.type = type;
    }
    const bool is_known = live_.source(asked_.source) && discloses(live_, topic_, asked_.source);
    if (!asked_.source.empty() && !is_known) return "there is no source '" + asked_.source + "'";
    if (format_ != OutputFormat::Calendar && asked_.limit == topic_.limit) asked_.limit.reset();
    if (asked_.query.empty()) return {};
    auto query = Query::compile(asked_.query);
    if (!query) return "the query cannot be understood at " + topic::describe(asked_.query, query.error());
    query_ = std::move(*query);
    return {};
  }

  // Nothing that the readers do not see decides what they get.
  bool wants(const store::StoryRow& story) const {
    std::vector<const Entry*> seen;
    for (const Entry& copy : story.copies) {
      if (discloses(live_, topic_, copy.source)) seen.push_back(&copy);
    }
    if (seen.empty()) return false;
    if (!asked_.type.empty() && seen.front()->type != asked_.type) return false;
    if (!asked_.language.empty() && !topic::is_in_language(seen.front()->language, asked_.language)) return false;
    const auto any = [&](auto is_it) { return std::ranges::any_of(seen, is_it); };
    if (!asked_.source.empty() && !any([&](const Entry* copy) { return copy->source == asked_.source; })) return false;
    return asked_.query.empty() || any([&](const Entry* copy) {
             const Source* source = live_.source(copy->source);
             return query_.matches(
                 *copy, source ? std::span<const std::string>(source->tags) : std::span<const std::string>());
           });
  }

  // The date of the feed is that of what it shows.
  void date(Timestamp moment) { page_.updated = std::max(page_.updated, moment); }

  Result<bool> read_stories() {
    store::TopicSelection selection = selection_of(topic_, now_);
    selection.limit = asked_.limit.value_or(topic_.limit);
    if (asked_.since) {
      const Timestamp before = *asked_.since - std::chrono::seconds{1};
      selection.since = std::max(selection.since.value_or(before), before);
    }
    if (!asked_.source.empty()) selection.per_source.reset();  // it keeps others from being crowded out
    selection.most = kStoriesLookedAt;
    selection.wants = [this](const store::StoryRow& story) { return wants(story); };
    auto found = store_.newest(topic_.id, selection);
    if (!found) return fail(found.error());
    if (const Result<bool> begun = begin(*found); !begun) return begun;
    for (store::StoryRow& row : found->stories) {
      for (const Entry& copy : row.copies) {
        if (discloses(live_, topic_, copy.source)) date(copy.first_seen.value_or(row.published));
      }
      Result<std::optional<Story>> story = reader_.read(std::move(row), topic_, page_.publishers);
      if (!story) return fail(story.error());
      if (!*story) continue;
      date(publish::last_change(**story));
      page_.stories.push_back(std::move(**story));
    }
    return tell_what_is_gone(*found);
  }

  Result<bool> read_events() {
    store::TopicSelection head = selection_of(topic_, now_);
    head.limit = 0;
    const auto found = store_.newest(topic_.id, head);
    if (!found) return fail(found.error());
    if (const Result<bool> begun = begin(*found); !begun) return begun;
    std::vector<Story> stories;
    std::set<std::string> seen;
    for (const store::EventSpan& span : {past_events(now_), coming_events(now_)}) {
      auto rows = store_.events(topic_.id, span);
      if (!rows) return fail(rows.error());
      for (store::StoryRow& row : *rows) {
        if (hides(topic_, row) || !wants(row) || !seen.insert(row.key).second) continue;
        Result<std::optional<Story>> story = reader_.read_event(std::move(row), topic_, page_.publishers);
        if (!story) return fail(story.error());
        if (!*story) continue;
        if (asked_.since && publish::event_over(page_.site, *(*story)->lead.event) <= *asked_.since) continue;
        stories.push_back(std::move(**story));
      }
    }
    Agenda agenda(page_.site, std::move(stories), now_);
    if (asked_.limit) agenda.keep(*asked_.limit);
    for (const Story& story : agenda.events) date(publish::last_change(story));
    page_.events = std::move(agenda.events);
    page_.past_events = agenda.past;
    page_.last_event_over = agenda.last_over;
    return tell_what_is_gone(*found);
  }

  Result<bool> begin(const store::PageStore::TopicStories& found) {
    page_.site = live_.site();
    page_.topic = topic_;
    page_.asked = asked_;
    page_.max_age = max_age_of(live_, topic_);
    topic_changed_ = found.changed;
    if (asked_.source.empty()) return true;
    const Result<Publisher> publisher = reader_.publisher(asked_.source);  // for the title, also where nothing is found
    if (!publisher) return fail(publisher.error());
    page_.publishers.emplace(asked_.source, *publisher);
    return true;
  }

  Result<bool> tell_what_is_gone(const store::PageStore::TopicStories& found) {
    auto retractions = reader_.retractions(found.retracted, topic_, page_.stories);
    if (!retractions) return fail(retractions.error());
    page_.retractions = std::move(*retractions);
    for (const Retraction& retraction : page_.retractions) date(retraction.since);
    return true;
  }

  store::PageStore& store_;
  const Live& live_;
  const Topic& topic_;
  const OutputFormat format_;
  FeedParameters asked_;
  const Timestamp now_;
  StoryReader reader_;
  Query query_;
  TopicPage page_;
  Timestamp topic_changed_;
};

}  // namespace

Result<NarrowedFeed> narrowed_feed(store::PageStore& store, const Live& live, const Topic& topic, OutputFormat format,
                                   FeedParameters asked, Timestamp now) {
  return Narrowing(store, live, topic, format, std::move(asked), now).run();
}

}  // namespace commonplace::app
