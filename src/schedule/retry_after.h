// How long anybody may ask us to stay away.

#pragma once

#include <chrono>

namespace commonplace::schedule {

inline constexpr std::chrono::seconds kLongestRetryAfter = std::chrono::days{7};

}  // namespace commonplace::schedule
