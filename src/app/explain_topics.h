// Why an entry is in each topic or not, for `commonplace explain`. Pure.

#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "commonplace/source.h"
#include "commonplace/time.h"
#include "commonplace/topic.h"
#include "store/records.h"

namespace commonplace::app {

struct TopicReason {
  std::string topic;  // slug
  enum class Place {
    Out,
    LeftOut,
    Shown
  } place = Place::Out;  // LeftOut: the rule takes it, a setting does not show it
  std::string why;
};

// What publishing shows of each topic now: the keys of its stories. Of topics that are not named nothing is known.
using ShownStories = std::map<std::string, std::set<std::string>, std::less<>>;

// One for each topic, in their order; a story is in a topic through any of its copies.
std::vector<TopicReason> explain_topics(const store::EntryRow& row, std::span<const Topic> topics,
                                        std::span<const Source> sources, const ShownStories& shown, Timestamp now);

// "in topic", "left out", "not in topic"
std::string_view label_of(TopicReason::Place place);

}  // namespace commonplace::app
