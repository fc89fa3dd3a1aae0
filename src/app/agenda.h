// What takes place in a topic → what its page and its calendar show of it.

#pragma once

#include <optional>
#include <vector>

#include "commonplace/publish.h"
#include "store/records.h"

namespace commonplace::app {

// A calendar goes back so far.
constexpr std::chrono::days kEventsKept{28};
// What is to come is bounded, too: the next ones.
constexpr std::size_t kEventsShown = 500;

// What the store is asked for, as of `now`: a little more than is shown.
store::EventSpan past_events(Timestamp now);
store::EventSpan coming_events(Timestamp now);

// With its event where a calendar had that when it was called off.
Retraction retraction_of(const Site& site, const store::RetractionRow& row);

// Events are over at the end of their last day, so that pages change at midnight and at no other time.
struct Agenda {
  std::vector<Story> events;  // as in TopicPage
  std::size_t past = 0;
  std::optional<Timestamp> last_over;
  std::optional<Timestamp> good_until;  // then it looks different

  // `stories` in any order, each once.
  Agenda(const Site& site, std::vector<Story> stories, Timestamp now);

  // So many at most: what comes next before what is over.
  void keep(std::size_t limit);
};

}  // namespace commonplace::app
