// A source's rhythm → how long to wait until the next poll is worth its while.

#pragma once

#include "commonplace/schedule.h"

namespace commonplace::schedule {

// Polls are dear in proportion to their number, lateness in proportion to what is published meanwhile. The sum is
// least where polls are spaced by the square root of the gap between publications, at each moment for the rate of that
// moment. So `policy.interval` is stretched by that root, and shortened in the hours and days in which the source
// likes to publish. Never more than `policy.max_interval`; the lower bound is the caller's.
std::chrono::seconds rhythm_wait(const Rhythm& rhythm, const RefreshPolicy& policy, Timestamp now);

}  // namespace commonplace::schedule
