// How many transfers may run at once. Pure: the time comes in as an argument.
//
// A transfer that has run for a while waits for its server, not for us: it gives its slot up to the next and goes on
// beside it, so that a hundred servers that drip keep nobody waiting. In all only a few times as many may run.

#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <optional>

namespace commonplace::fetch {

class TransferSlots {
 public:
  using Clock = std::chrono::steady_clock;
  using Time = Clock::time_point;
  using Transfer = std::list<Time>::iterator;

  static constexpr std::chrono::milliseconds kBrisk{300};  // for so long a transfer fills a slot
  static constexpr std::size_t kSlowPerSlot = 3;

  explicit TransferSlots(int slots) { resize(slots); }
  void resize(int slots);

  // Nothing where a transfer may start; else when to ask again: at that time, or after the next finish() (Time::max()).
  std::optional<Time> wait(Time now) const;
  // How many may start at once now.
  std::size_t free(Time now) const;
  Transfer start(Time now) { return started_.insert(started_.end(), now); }
  void finish(Transfer transfer) { started_.erase(transfer); }

 private:
  std::size_t most() const { return slots_ * (1 + kSlowPerSlot); }

  std::size_t slots_ = 1;
  std::list<Time> started_;  // in that order
};

}  // namespace commonplace::fetch
