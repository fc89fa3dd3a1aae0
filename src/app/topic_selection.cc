#include "app/topic_selection.h"

#include <algorithm>

namespace commonplace::app {
namespace {

bool hides_key(const Topic& topic, const std::string& key) {
  return std::ranges::find(topic.hide, key) != topic.hide.end();
}

bool hides_any(const Topic& topic, const std::vector<Entry>& copies) {
  return std::ranges::any_of(copies, [&](const Entry& copy) { return hides_key(topic, copy.key); });
}

}  // namespace

serve::Audience audience_of(const Topic& topic) {
  return is_public(topic) ? serve::Audience::Everybody : serve::Audience::Guarded;
}

TopicTeaser teaser_of(const Topic& topic) { return {topic.slug, topic.title, topic.description}; }

bool belongs(const Source& source, const Topic& topic) {
  if (topic.sources.empty()) return true;
  return std::any_of(topic.sources.begin(), topic.sources.end(), [&](const std::string& name) {
    if (!name.starts_with('#')) return name == source.slug;
    return std::find(source.tags.begin(), source.tags.end(), name.substr(1)) != source.tags.end();
  });
}

std::chrono::seconds max_age_of(const Live& live, const Topic& topic) {
  using std::chrono::seconds;
  seconds shortest{3600};
  for (const Source& source : live.config.sources) {
    if (source.enabled && belongs(source, topic)) shortest = std::min(shortest, source.interval);
  }
  return std::max(shortest, seconds{60});
}

std::set<TopicId> guarded_topics(std::span<const Topic> topics) {
  std::set<TopicId> guarded;
  for (const Topic& topic : topics) {
    if (!is_public(topic)) guarded.insert(topic.id);
  }
  return guarded;
}

bool may_be_read(const Live& live, std::span<const std::string> topics) {
  return topics.empty() || std::ranges::any_of(live.config.topics, [&](const Topic& topic) {
           return is_public(topic) && std::ranges::find(topics, topic.slug) != topics.end();
         });
}

Takers takers_of(std::span<const Topic> topics, std::span<const Source> sources) {
  Takers takers;
  for (const Source& source : sources) {
    bool is_taken = false, is_taken_in_public = false;
    for (const Topic& topic : topics) {
      if (!belongs(source, topic)) continue;
      is_taken = true;
      is_taken_in_public = is_taken_in_public || is_public(topic);
    }
    if (is_taken_in_public) takers.open.insert(source.slug);
    if (is_taken && !is_taken_in_public) takers.guarded.insert(source.slug);
  }
  return takers;
}

bool discloses(const Live& live, const Topic& topic, const std::string& source) {
  return !is_public(topic) || !live.guarded_sources.contains(source);
}

void keep_public(std::vector<Entry>& copies, const store::Slugs& guarded_sources) {
  std::erase_if(copies, [&](const Entry& copy) { return guarded_sources.contains(copy.source); });
}

store::TopicSelection selection_of(const Topic& topic, Timestamp now) {
  store::TopicSelection selection{topic.limit};
  if (topic.max_age) selection.since = now - *topic.max_age;
  selection.per_source = topic.per_source;
  selection.hide = topic.hide;
  return selection;
}

bool hides(const Topic& topic, const store::StoryRow& story) {
  return hides_key(topic, story.key) || hides_any(topic, story.copies);
}

bool hides(const Topic& topic, const store::EntryRow& row) {
  return hides_key(topic, row.entry.story) || hides_any(topic, {row.entry}) || hides_any(topic, row.others);
}

}  // namespace commonplace::app
