#include "fetch/host_limits.h"

#include <algorithm>
#include <cmath>

namespace commonplace::fetch {
namespace {

using Seconds = std::chrono::duration<double>;

// What is missing to a whole token by rounding alone does not make anyone wait.
constexpr double kWhole = 1 - 1e-9;

}  // namespace

double HostLimits::tokens_at(const Host& host, Time now) const {
  const double grown = Seconds(std::max(now - host.counted, Clock::duration::zero())).count() * rules_.rate;
  return std::min(host.tokens + grown, std::max(rules_.burst, 1.0));
}

std::optional<HostLimits::Time> HostLimits::wait_of(const Host& host, Time now) const {
  if (rules_.concurrent > 0 && host.running >= rules_.concurrent) return Time::max();
  Time next = std::max(now, host.held_until);
  if (rules_.rate > 0) {
    const double missing = 1 - tokens_at(host, now);
    // Rounded up: a caller who comes back at that time must find the token there.
    const double ticks = std::ceil(missing / rules_.rate * Clock::duration::period::den / Clock::duration::period::num);
    if (missing > 1 - kWhole) next = std::max(next, now + Clock::duration(static_cast<Clock::rep>(ticks)));
  }
  if (next <= now) return std::nullopt;
  return next;
}

HostLimits::Host& HostLimits::host_of(std::string_view name, Time now) {
  const auto found = hosts_.find(name);
  if (found != hosts_.end()) return found->second;
  Host rested;
  rested.tokens = std::max(rules_.burst, 1.0);
  rested.counted = now;
  return hosts_.emplace(std::string(name), rested).first->second;
}

std::optional<HostLimits::Time> HostLimits::start(std::string_view name, Time now) {
  Host& host = host_of(name, now);
  if (const auto wait = wait_of(host, now)) return wait;
  host.tokens = std::max(tokens_at(host, now) - 1, 0.0);
  host.counted = now;
  ++host.running;
  return std::nullopt;
}

std::optional<HostLimits::Time> HostLimits::would_wait(std::string_view name, Time now) const {
  const auto found = hosts_.find(name);
  if (found == hosts_.end()) return std::nullopt;
  return wait_of(found->second, now);
}

void HostLimits::finish(std::string_view name) {
  const auto found = hosts_.find(name);
  if (found != hosts_.end() && found->second.running > 0) --found->second.running;
}

void HostLimits::hold(std::string_view name, Time until) {
  const auto found = hosts_.find(name);
  if (found != hosts_.end()) {
    found->second.held_until = std::max(found->second.held_until, until);
    return;
  }
  Host& host = host_of(name, Time{});
  host.held_until = until;
}

void HostLimits::forget_idle(Time now) {
  const double full = std::max(rules_.burst, 1.0);
  std::erase_if(hosts_, [&](const auto& entry) {
    const Host& host = entry.second;
    const bool rested = rules_.rate <= 0 || tokens_at(host, now) >= full * kWhole;
    return host.running == 0 && host.held_until <= now && rested;
  });
}

}  // namespace commonplace::fetch
