// How often, and how many at once, one host may be asked. Pure: the time comes in as an argument.
//
// Each host has a bucket of tokens: a request takes one, `rate` of them grow back a second, up to `burst`.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace commonplace::fetch {

class HostLimits {
 public:
  using Clock = std::chrono::steady_clock;
  using Time = Clock::time_point;

  struct Rules {
    double rate = 0.5;   // requests a second; 0 and less: no spacing
    double burst = 1;    // requests that a rested host takes at once
    int concurrent = 2;  // 0 and less: no limit
  };

  explicit HostLimits(Rules rules) : rules_(rules) {}

  // Starts a request: nothing where it may go ahead now, and must be ended by finish(). Else the earliest time to try
  // again; Time::max() where that is after the next finish() for this host.
  std::optional<Time> start(std::string_view host, Time now);
  // The same answer, but starts nothing.
  std::optional<Time> would_wait(std::string_view host, Time now) const;
  void finish(std::string_view host);

  // No request to the host before `until` (Retry-After); a later call may prolong this, never shorten it.
  void hold(std::string_view host, Time until);

  // New rules for all hosts; requests under way still count.
  void replace(Rules rules) { rules_ = rules; }
  // Drops hosts about which there is nothing left to remember. Call now and then.
  void forget_idle(Time now);
  std::size_t hosts() const { return hosts_.size(); }

 private:
  struct Host {
    double tokens = 0;
    Time counted;  // when `tokens` was right
    Time held_until = Time::min();
    int running = 0;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };

  double tokens_at(const Host& host, Time now) const;
  std::optional<Time> wait_of(const Host& host, Time now) const;
  Host& host_of(std::string_view name, Time now);

  Rules rules_;
  std::unordered_map<std::string, Host, Hash, std::equal_to<>> hosts_;
};

}  // namespace commonplace::fetch
