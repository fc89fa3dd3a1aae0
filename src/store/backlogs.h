// Which stories are news, of those that came without a date: of what one source brought all at once (the backlog of a
// new one, a publisher's mass republication) only a few. Pure; shared by the implementations.

#pragma once

#include <map>
#include <string>
#include <utility>

#include "store/records.h"

namespace commonplace::store {

// At most so many of one source that were first seen at the same moment.
constexpr std::size_t kMostOfABacklog = 5;

class Backlogs {
 public:
  // Whether the story is among those that are shown. To be asked of stories in the order in which they are.
  bool has_room_for(const StoryRow& story);

 private:
  std::map<std::pair<std::string, Timestamp>, std::size_t> counts_;
};

}  // namespace commonplace::store
