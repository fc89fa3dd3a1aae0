#include "fetch/transfer_slots.h"

#include <algorithm>
#include <iterator>

namespace commonplace::fetch {

void TransferSlots::resize(int slots) { slots_ = static_cast<std::size_t>(std::max(slots, 1)); }

std::optional<TransferSlots::Time> TransferSlots::wait(Time now) const {
  if (free(now) > 0) return std::nullopt;
  if (started_.size() >= most()) return Time::max();
  // The last so many to start are all brisk: as soon as the first of them is not, a slot is free.
  return *std::prev(started_.end(), static_cast<std::ptrdiff_t>(slots_)) + kBrisk;
}

std::size_t TransferSlots::free(Time now) const {
  if (started_.size() >= most()) return 0;
  std::size_t brisk = 0;
  for (auto start = started_.rbegin(); start != started_.rend() && *start + kBrisk > now; ++start) ++brisk;
  return std::min(slots_ - std::min(slots_, brisk), most() - started_.size());
}

}  // namespace commonplace::fetch
