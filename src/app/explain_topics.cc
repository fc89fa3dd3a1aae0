#include "app/explain_topics.h"

#include <algorithm>

#include "app/topic_selection.h"
#include "commonplace/schedule.h"
#include "text/normalize.h"
#include "topic/evaluate.h"
#include "topic/explain.h"
#include "topic/query.h"
#include "topic/rule.h"

namespace commonplace::app {
namespace {

using Place = TopicReason::Place;

std::string join(const std::vector<std::string>& words, std::string_view joint) {
  std::string line;
  for (const std::string& word : words) (line.empty() ? line : line.append(joint)).append(word);
  return line;
}

std::string setting(std::string_view key, const std::vector<std::string>& values) {
  return "`" + std::string(key) + "` takes " + join(values, ", ") + " only";
}

struct Ruling {
  bool takes = false;
  std::string why;
};

// What the topic's rule says of one copy.
Ruling rule_on(const Entry& entry, const Topic& topic, std::span<const Source> sources) {
  if (!topic.sources.empty()) {
    const std::vector<std::string> slugs = topic::slugs_of(topic, sources);
    if (std::ranges::find(slugs, entry.source) == slugs.end()) {
      return {false, setting("sources", topic.sources) + ", it comes from " + entry.source};
    }
  }
  const auto is_type = [&](const std::string& type) { return text::fold(type) == text::fold(entry.type); };
  if (!topic.types.empty() && std::ranges::none_of(topic.types, is_type)) {
    return {false, setting("types", topic.types) + ", it is of type " + entry.type};
  }
  const auto is_language = [&](const std::string& range) { return topic::is_in_language(entry.language, range); };
  if (!topic.languages.empty() && std::ranges::none_of(topic.languages, is_language)) {
    return {false, setting("languages", topic.languages) +
                       (entry.language.empty() ? ", its own is unknown" : ", it is in " + entry.language)};
  }
  const auto tree = topic::parse_query(topic.match);
  if (!tree) return {false, "its query cannot be understood"};
  const auto source = std::ranges::find(sources, entry.source, &Source::slug);
  const std::vector<std::string> tags = source == sources.end() ? std::vector<std::string>() : source->tags;
  const topic::Verdict verdict = topic::explain(*tree, entry, tags);
  if (verdict.reasons.empty()) return {verdict.matches, "its query takes everything"};
  return {verdict.matches, topic::in_words(verdict.reasons)};
}

bool is_pinned(const Topic& topic, const store::EntryRow& row) {
  const auto is_named = [&](const Entry& copy) { return std::ranges::find(topic.pin, copy.key) != topic.pin.end(); };
  return is_named(row.entry) || std::ranges::any_of(row.others, is_named);
}

TopicReason reason_of(const store::EntryRow& row, const Topic& topic, std::span<const Source> sources,
                      const ShownStories& shown, Timestamp now) {
  Ruling ruling = rule_on(row.entry, topic, sources);
  for (const Entry& copy : row.others) {
    if (ruling.takes) break;
    Ruling other = rule_on(copy, topic, sources);
    if (other.takes) ruling = {true, "through its copy " + copy.key + " of " + copy.source + ": " + other.why};
  }
  TopicReason reason{topic.slug, Place::Out, std::move(ruling.why)};
  if (hides(topic, row)) {
    if (ruling.takes) reason.place = Place::LeftOut;
    reason.why = "`hide` names it" + (ruling.takes ? "; else: " + reason.why : std::string());
    return reason;
  }
  if (is_pinned(topic, row)) {
    reason.place = Place::Shown;
    reason.why = "`pin` names it; " + reason.why;
    return reason;
  }
  if (!ruling.takes) return reason;
  const Timestamp published = *row.entry.published;
  if (topic.max_age && published <= now - *topic.max_age) {
    return {topic.slug, Place::LeftOut,
            "older than its `max_age` of " + in_words(*topic.max_age) + "; else: " + reason.why};
  }
  reason.place = Place::Shown;
  const auto stories = shown.find(topic.slug);
  if (stories == shown.end() || stories->second.contains(row.entry.story)) return reason;
  const bool is_stored = std::ranges::find(row.topics, topic.slug) != row.topics.end();
  reason.place = Place::LeftOut;
  std::string setting = !is_stored         ? "no daemon has applied its rule as it is now"
                        : topic.per_source ? "not among its newest: `limit` is " + std::to_string(topic.limit) +
                                                 ", `per_source` " + std::to_string(*topic.per_source)
                                           : "not among its newest: `limit` is " + std::to_string(topic.limit);
  reason.why = setting + "; else: " + reason.why;
  return reason;
}

}  // namespace

std::vector<TopicReason> explain_topics(const store::EntryRow& row, std::span<const Topic> topics,
                                        std::span<const Source> sources, const ShownStories& shown, Timestamp now) {
  std::vector<TopicReason> reasons;
  for (const Topic& topic : topics) reasons.push_back(reason_of(row, topic, sources, shown, now));
  return reasons;
}

std::string_view label_of(TopicReason::Place place) {
  switch (place) {
    case Place::Out:
      return "not in topic";
    case Place::LeftOut:
      return "left out";
    case Place::Shown:
      break;
  }
  return "in topic";
}

}  // namespace commonplace::app
