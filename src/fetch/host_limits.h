// How often, and how many at once, one host may be asked, and in which order. Pure: the time comes in as an argument.
//
// Each host has a bucket of tokens: a request takes one, `rate` of them grow back a second, up to `burst`. So has each
// site, which is all hosts below one registrable domain (the blogs of one service), with a few times as much of
// everything. Whoever wants to poll is admitted first: only as many as will soon have their turn, for the places in
// which polls wait are few, and a crowded host must not fill them. All others are told when to come back.

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

  // Whom a request is for. `site` may be the host itself.
  struct Place {
    std::string host;
    std::string site;
  };

  static constexpr int kSiteShare = 4;  // what a site may have, in shares of a host
  static constexpr std::chrono::seconds kPatience{10};
  static constexpr int kAdmittedPerConnection = 8;

  explicit HostLimits(Rules rules) : rules_(rules) {}

  // Starts a request: nothing where it may go ahead now, and must be ended by finish(). Else the earliest time to try
  // again; Time::max() where that is after the next finish() for this site.
  std::optional<Time> start(const Place& place, Time now);
  void finish(const Place& place, Clock::duration took);

  // Asks for a place among those who wait: nothing where there is one, which must be given back by leave(). Else the
  // time to come back, when there will be one: those who come back as told find their turn kept, behind nobody who
  // came later.
  enum class Visit { First, AsTold };
  std::optional<Time> admit(const Place& place, Visit visit, Time now);
  void leave(const Place& place);

  // The host asked us to stay away for so long (Retry-After). One answer speaks for its path more surely than for its
  // host: the first hold lasts an hour at most, and four times as long each time that the host, asked again, says the
  // same; up to a week. A later call may prolong a hold, never shorten it.
  void hold(std::string_view host, Clock::duration wait, Time now);
  // The end of the hold that is in force.
  std::optional<Time> held_until(std::string_view host, Time now) const;
  void lift_hold(std::string_view host);
  // The host answered well: should it ask for a hold again, that is a first one.
  void relax(std::string_view host);

  // New rules for all hosts; requests under way still count.
  void replace(Rules rules) { rules_ = rules; }
  // Drops hosts about which there is nothing left to remember. Call now and then.
  void forget_idle(Time now);
  std::size_t hosts() const { return hosts_.size(); }

 private:
  struct Bucket {
    double tokens = 0;
    Time counted;                   // when `tokens` was right
    Time booked = Time::min();      // when the next who comes has his turn
    Clock::duration usual_time{0};  // of a request; the recent weigh more
    int running = 0;
    int admitted = 0;
    Time held_until = Time::min();
    int holds = 0;  // in a row
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  using Buckets = std::unordered_map<std::string, Bucket, Hash, std::equal_to<>>;

  Rules site_rules() const;
  Bucket& bucket_of(Buckets& buckets, std::string_view name, const Rules& rules, Time now);
  static void forget_idle(Buckets& buckets, const Rules& rules, Time now);

  Rules rules_;
  Buckets hosts_;
  Buckets sites_;

  static double tokens_at(const Bucket& bucket, const Rules& rules, Time now);
  static std::optional<Time> wait_of(const Bucket& bucket, const Rules& rules, Time now);
  static void take(Bucket& bucket, const Rules& rules, Time now);
  static Clock::duration spacing_of(const Bucket& bucket, const Rules& rules);
  static bool is_crowded(const Bucket& bucket, const Rules& rules);
  static Time book(Bucket& bucket, const Rules& rules, Time earliest);
};

}  // namespace commonplace::fetch
