// When to ask a source again. Pure: the time and the jitter come in as arguments.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "commonplace/source.h"
#include "commonplace/time.h"

namespace commonplace {

// What the publisher said about timing, in the answer or in the document.
struct RefreshHints {
  std::optional<std::chrono::seconds> retry_after;  // 429 and 503
  std::optional<std::chrono::seconds> ttl;          // RSS <ttl>
  std::optional<std::chrono::seconds> max_age;      // Cache-Control
};

// What the operator said.
struct RefreshPolicy {
  std::chrono::seconds interval{3600};
  std::chrono::seconds min_interval{900};
  std::chrono::seconds max_interval{43200};
  std::uint64_t jitter_seed = 0;  // equal seeds give equal answers; spreads sources over time
};

// The next time to ask, later than `now`. Success: the interval, lengthened by the publisher's hints within the
// operator's bounds. Failure: 15 min × 2ⁿ up to 24 h. Gone: a week. Retry-After, up to 7 days, is a lower bound.
Timestamp next_refresh(const RefreshHistory& history, const RefreshHints& hints, const RefreshPolicy& policy,
                       Timestamp now);

}  // namespace commonplace
