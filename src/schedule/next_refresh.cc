// History, hints and policy → the next time to ask. Deterministic: the jitter comes from a given seed.

#include <algorithm>

#include "base/digest.h"
#include "commonplace/schedule.h"

namespace commonplace {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr seconds kFirstBackOff = minutes{15};
constexpr seconds kLongestBackOff = hours{24};
constexpr seconds kGoneLook = hours{24 * 7};
constexpr seconds kLongestRetryAfter = hours{24 * 7};

// Up to a tenth later, never earlier: sources that began together drift apart, and no publisher's minimum is undercut.
seconds with_jitter(seconds wait, std::uint64_t seed, Timestamp now) {
  const auto tick = now.time_since_epoch().count();
  const std::string_view bytes(reinterpret_cast<const char*>(&tick), sizeof tick);
  const auto range = static_cast<std::uint64_t>(std::max<std::int64_t>(1, wait.count() / 10));
  return wait + seconds(static_cast<std::int64_t>(base::fast_hash(bytes, seed) % range));
}

seconds back_off(int failures) {
  seconds wait = kFirstBackOff;
  for (int i = 1; i < failures && wait < kLongestBackOff; ++i) wait *= 2;
  return std::min(wait, kLongestBackOff);
}

seconds regular_wait(const RefreshHints& hints, const RefreshPolicy& policy) {
  seconds wait = policy.interval;
  if (hints.ttl) wait = std::max(wait, *hints.ttl);
  if (hints.max_age) wait = std::max(wait, *hints.max_age);
  const seconds longest = std::max(policy.max_interval, policy.min_interval);
  return std::clamp(wait, policy.min_interval, longest);
}

}  // namespace

Timestamp next_refresh(const RefreshHistory& history, const RefreshHints& hints, const RefreshPolicy& policy,
                       Timestamp now) {
  seconds wait = regular_wait(hints, policy);
  if (history.state == SourceState::Gone) {
    wait = kGoneLook;
  } else if (history.failures > 0) {
    wait = back_off(history.failures);
  }
  if (hints.retry_after) wait = std::max(wait, std::min(*hints.retry_after, kLongestRetryAfter));
  return now + std::max(seconds{1}, with_jitter(wait, policy.jitter_seed, now));
}

}  // namespace commonplace
