// History and policy → the next time to ask, and why then. Deterministic: the jitter comes from a given seed.

#include <algorithm>

#include "base/digest.h"
#include "schedule/hints.h"
#include "schedule/retry_after.h"
#include "schedule/rhythm.h"

namespace commonplace {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr seconds kFirstBackOff = minutes{15};
constexpr seconds kLongestBackOff = hours{24};
constexpr seconds kGoneLook = hours{24 * 7};
// Everybody whom a publisher tells to skip the night would come at its end.
constexpr seconds kSpreadAfterSkipped = minutes{10};
constexpr seconds kBeat{5};
// A beat is a small part of what is waited.
constexpr int kBeatsInAWait = 12;

std::uint64_t draw(std::uint64_t seed, Timestamp now) {
  const auto tick = now.time_since_epoch().count();
  return base::fast_hash({reinterpret_cast<const char*>(&tick), sizeof tick}, seed);
}

seconds part_of(seconds whole, std::uint64_t drawn) {
  const auto range = static_cast<std::uint64_t>(std::max<std::int64_t>(1, whole.count()));
  return seconds(static_cast<std::int64_t>(drawn % range));
}

// Whatever is due within a beat is due at its end: polls are claimed and written down together, and neither processor
// nor disk is woken for each of them.
Timestamp at_beat(Timestamp at, seconds wait) {
  const seconds beat = std::clamp(wait / kBeatsInAWait, seconds{1}, kBeat);
  const seconds since = at.time_since_epoch() % beat;
  return since > seconds{0} ? at + (beat - since) : at;
}

RefreshReason back_off(int failures) {
  seconds wait = kFirstBackOff;
  for (int i = 1; i < failures && wait < kLongestBackOff; ++i) wait *= 2;
  RefreshReason reason;
  reason.cause = RefreshCause::BackOff;
  reason.wait = std::min(wait, kLongestBackOff);
  reason.failures = failures;
  return reason;
}

struct Bounds {
  seconds shortest, longest;
};

Bounds bounds_of(const RefreshPolicy& policy) {
  const seconds shortest = std::max(policy.min_interval, seconds{1});
  return {shortest, std::max(policy.max_interval, shortest)};
}

RefreshReason regular(const RefreshHistory& history, const RefreshPolicy& policy, Timestamp now) {
  const Bounds bounds = bounds_of(policy);
  const std::optional<seconds> gap = publication_gap(history.rhythm, now);
  RefreshReason reason;
  reason.gap = gap.value_or(seconds{0});
  reason.cause = gap ? RefreshCause::Rhythm : RefreshCause::Interval;
  RefreshPolicy bounded = policy;
  bounded.max_interval = bounds.longest;
  const seconds wanted = schedule::rhythm_wait(history.rhythm, bounded, now);
  reason.wait = std::clamp(wanted, bounds.shortest, bounds.longest);
  if (wanted >= bounds.longest) reason.cause = RefreshCause::MaxInterval;
  if (wanted < bounds.shortest) reason.cause = RefreshCause::MinInterval;

  const auto asked = schedule::asked_wait(history.hints, now);
  if (asked && asked->wait > reason.wait && reason.wait < bounds.longest) {
    reason.cause = asked->cause;
    reason.asked = asked->wait;
    reason.wait = std::min(asked->wait, bounds.longest);
  }
  return reason;
}

// Past the hours and days that the publisher asks us to skip, but never past the longest interval: like a ttl, they
// speak within the operator's bounds.
NextRefresh unskipped(NextRefresh next, const PublisherHints& hints, const RefreshPolicy& policy, Timestamp now,
                      std::uint64_t drawn) {
  const Timestamp free = schedule::after_skipped(hints, next.at);
  if (free == next.at) return next;
  const seconds longest = bounds_of(policy).longest;
  const Timestamp latest = std::max(now + longest, next.at);
  next.at = std::min(free + part_of(kSpreadAfterSkipped, drawn), latest);
  next.reason.cause = RefreshCause::Skipped;
  next.reason.asked = free - now;
  next.reason.wait = free <= latest ? next.at - now : std::min(next.at - now, longest);
  return next;
}

}  // namespace

NextRefresh next_refresh(const RefreshHistory& history, const RefreshPolicy& policy, Timestamp now,
                         std::optional<seconds> retry_after) {
  NextRefresh next;
  const bool fails = history.failures > 0;
  if (history.state == SourceState::Gone) {
    next.reason.cause = RefreshCause::Gone;
    next.reason.wait = kGoneLook;
  } else {
    next.reason = fails ? back_off(history.failures) : regular(history, policy, now);
  }
  if (retry_after && *retry_after > next.reason.wait) {
    next.reason.cause = RefreshCause::RetryAfter;
    next.reason.asked = *retry_after;
    next.reason.wait = std::min(*retry_after, schedule::kLongestRetryAfter);
  }
  // Up to a tenth later, never earlier: sources that began together drift apart, and no publisher's minimum is
  // undercut.
  const std::uint64_t drawn = draw(policy.jitter_seed, now);
  next.at = at_beat(now + next.reason.wait + part_of(next.reason.wait / 10, drawn), next.reason.wait);
  if (fails) return next;
  next = unskipped(next, history.hints, policy, now, drawn);
  const auto& due = history.entries_due;
  if (due && *due < next.at && history.state != SourceState::Gone && !retry_after) {
    next.at = std::max(*due, now + seconds{1});
    next.reason.cause = RefreshCause::EntryDue;
    next.reason.wait = next.at - now;
  }
  return next;
}

}  // namespace commonplace
