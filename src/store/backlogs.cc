#include "store/backlogs.h"

#include <algorithm>

namespace commonplace::store {
namespace {

// The copy that the story's date is from.
const Entry& first_copy(const StoryRow& story) {
  const auto found = std::find_if(story.copies.begin(), story.copies.end(),
                                  [&story](const Entry& copy) { return copy.key == story.key; });
  return found == story.copies.end() ? story.copies.front() : *found;
}

}  // namespace

bool Backlogs::has_room_for(const StoryRow& story) {
  const Entry& first = first_copy(story);
  if (first.date_from != DateFrom::FirstSeen || !first.first_seen) return true;
  return ++counts_[{first.source, *first.first_seen}] <= kMostOfABacklog;
}

}  // namespace commonplace::store
