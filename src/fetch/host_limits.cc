#include "fetch/host_limits.h"

#include <algorithm>
#include <cmath>

#include "schedule/retry_after.h"

namespace commonplace::fetch {
namespace {

using Seconds = std::chrono::duration<double>;

// What is missing to a whole token by rounding alone does not make anyone wait.
constexpr double kWhole = 1 - 1e-9;
constexpr std::chrono::hours kFirstHold{1};
// A host that has not asked for a hold for so long starts with a clean slate.
constexpr std::chrono::hours kGrudge{24};

HostLimits::Clock::duration longest_hold(int holds_before) {
  HostLimits::Clock::duration longest = kFirstHold;
  for (int i = 0; i < holds_before && longest < schedule::kLongestRetryAfter; ++i) longest *= 4;
  return std::min<HostLimits::Clock::duration>(longest, schedule::kLongestRetryAfter);
}

// Rounded up: a caller who comes back at that time must find the token there.
HostLimits::Clock::duration rounded_up(double seconds) {
  using Period = HostLimits::Clock::duration::period;
  return HostLimits::Clock::duration(
      static_cast<HostLimits::Clock::rep>(std::ceil(seconds * Period::den / Period::num)));
}

}  // namespace

HostLimits::Rules HostLimits::site_rules() const {
  return {rules_.rate * kSiteShare, rules_.burst * kSiteShare, rules_.concurrent * kSiteShare};
}

double HostLimits::tokens_at(const Bucket& bucket, const Rules& rules, Time now) {
  const double grown = Seconds(std::max(now - bucket.counted, Clock::duration::zero())).count() * rules.rate;
  return std::min(bucket.tokens + grown, std::max(rules.burst, 1.0));
}

std::optional<HostLimits::Time> HostLimits::wait_of(const Bucket& bucket, const Rules& rules, Time now) {
  if (rules.concurrent > 0 && bucket.running >= rules.concurrent) return Time::max();
  Time next = std::max(now, bucket.held_until);
  if (rules.rate > 0) {
    const double missing = 1 - tokens_at(bucket, rules, now);
    if (missing > 1 - kWhole) next = std::max(next, now + rounded_up(missing / rules.rate));
  }
  if (next <= now) return std::nullopt;
  return next;
}

void HostLimits::take(Bucket& bucket, const Rules& rules, Time now) {
  bucket.tokens = std::max(tokens_at(bucket, rules, now) - 1, 0.0);
  bucket.counted = now;
  ++bucket.running;
}

HostLimits::Bucket& HostLimits::bucket_of(Buckets& buckets, std::string_view name, const Rules& rules, Time now) {
  const auto found = buckets.find(name);
  if (found != buckets.end()) return found->second;
  Bucket rested;
  rested.tokens = std::max(rules.burst, 1.0);
  rested.counted = now;
  return buckets.emplace(std::string(name), rested).first->second;
}

std::optional<HostLimits::Time> HostLimits::start(const Place& place, Time now) {
  Bucket& host = bucket_of(hosts_, place.host, rules_, now);
  Bucket& site = bucket_of(sites_, place.site, site_rules(), now);
  const auto later = std::max(wait_of(host, rules_, now), wait_of(site, site_rules(), now));
  if (later) return later;
  take(host, rules_, now);
  take(site, site_rules(), now);
  return std::nullopt;
}

void HostLimits::finish(const Place& place, Clock::duration took) {
  const auto end = [took](Buckets& buckets, const std::string& name) {
    const auto found = buckets.find(name);
    if (found == buckets.end() || found->second.running == 0) return;
    Bucket& bucket = found->second;
    --bucket.running;
    bucket.usual_time += (took - bucket.usual_time) / 8;
  };
  end(hosts_, place.host);
  end(sites_, place.site);
}

// One request more: what the rate allows, or what the connections get through where they are slower.
HostLimits::Clock::duration HostLimits::spacing_of(const Bucket& bucket, const Rules& rules) {
  const Clock::duration by_rate = rules.rate > 0 ? rounded_up(1 / rules.rate) : Clock::duration::zero();
  const Clock::duration by_connections =
      rules.concurrent > 0 ? bucket.usual_time / rules.concurrent : Clock::duration::zero();
  return std::max(by_rate, by_connections);
}

bool HostLimits::is_crowded(const Bucket& bucket, const Rules& rules) {
  return rules.concurrent > 0 && bucket.admitted >= rules.concurrent * kAdmittedPerConnection;
}

HostLimits::Time HostLimits::book(Bucket& bucket, const Rules& rules, Time earliest) {
  const Time turn = std::max({earliest, bucket.booked, bucket.held_until});
  bucket.booked = turn + spacing_of(bucket, rules);
  return turn;
}

std::optional<HostLimits::Time> HostLimits::admit(const Place& place, Visit visit, Time now) {
  const Rules site_rules_now = site_rules();
  Bucket& host = bucket_of(hosts_, place.host, rules_, now);
  Bucket& site = bucket_of(sites_, place.site, site_rules_now, now);
  const bool crowded = is_crowded(host, rules_) || is_crowded(site, site_rules_now);
  const bool turn_kept = visit == Visit::AsTold && host.held_until <= now + kPatience;
  if (crowded || !turn_kept) {
    const Time earliest = crowded ? now + kPatience : now;
    // A host that is booked far ahead must not take the turns of its neighbours.
    const Time turn = std::max(book(host, rules_, earliest), book(site, site_rules_now, earliest));
    if (crowded || turn > now + kPatience) return turn;
  }
  ++host.admitted;
  ++site.admitted;
  return std::nullopt;
}

void HostLimits::leave(const Place& place) {
  const auto leave_one = [](Buckets& buckets, const std::string& name) {
    const auto found = buckets.find(name);
    if (found != buckets.end() && found->second.admitted > 0) --found->second.admitted;
  };
  leave_one(hosts_, place.host);
  leave_one(sites_, place.site);
}

void HostLimits::hold(std::string_view name, Clock::duration wait, Time now) {
  Bucket& host = bucket_of(hosts_, name, rules_, now);
  if (now >= host.held_until) {  // else one that was under way when the hold began: no more than the first one said
    if (host.holds > 0 && now >= host.held_until + kGrudge) host.holds = 0;
    ++host.holds;
  }
  host.held_until = std::max(host.held_until, now + std::min(wait, longest_hold(host.holds - 1)));
}

std::optional<HostLimits::Time> HostLimits::held_until(std::string_view name, Time now) const {
  const auto found = hosts_.find(name);
  if (found == hosts_.end() || found->second.held_until <= now) return std::nullopt;
  return found->second.held_until;
}

void HostLimits::lift_hold(std::string_view name) {
  const auto found = hosts_.find(name);
  if (found != hosts_.end()) found->second.held_until = Time::min();
}

void HostLimits::relax(std::string_view name) {
  const auto found = hosts_.find(name);
  if (found != hosts_.end()) found->second.holds = 0;
}

void HostLimits::forget_idle(Buckets& buckets, const Rules& rules, Time now) {
  const double full = std::max(rules.burst, 1.0);
  std::erase_if(buckets, [&](const auto& entry) {
    const Bucket& bucket = entry.second;
    const bool rested = rules.rate <= 0 || tokens_at(bucket, rules, now) >= full * kWhole;
    const Time remembered = bucket.holds > 0 ? bucket.held_until + kGrudge : bucket.held_until;
    return bucket.running == 0 && bucket.admitted == 0 && bucket.booked <= now && remembered <= now && rested;
  });
}

void HostLimits::forget_idle(Time now) {
  forget_idle(hosts_, rules_, now);
  forget_idle(sites_, site_rules(), now);
}

}  // namespace commonplace::fetch
