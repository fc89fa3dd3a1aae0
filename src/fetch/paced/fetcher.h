// A Fetcher in front of another: each host is asked no more often, and by no more at once, than the operator allows,
// and not while it has asked us to stay away.

#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>

#include "fetch/fetcher.h"
#include "fetch/host_limits.h"
#include "fetch/turns.h"
#include "runtime/clock.h"

namespace commonplace::fetch::paced {

// Lives on the net thread. Waiting for a turn does not count towards a request's time. Whoever waits for one host goes
// in the order in which they came, and so do the first of all hosts of one site. Whom a redirect sends to another host
// waits for a turn there too: what many are sent to is asked no more often than what many are configured to ask.
class PacedFetcher final : public Fetcher, public Turns {
 public:
  PacedFetcher(boost::asio::any_io_executor executor, Fetcher& network, HostLimits::Rules rules,
               const runtime::Clock& clock)
      : executor_(std::move(executor)),
        network_(network),
        clock_(clock),
        state_(std::make_shared<State>(State{.limits = HostLimits(rules)})) {}

  // Error: Held where the host, or one that a redirect leads to, is held or crowded for longer than anybody should wait
  // here.
  runtime::Task<Result<FetchResponse>> fetch(FetchRequest request) override;

  std::size_t room() const override { return network_.room(); }
  std::optional<std::chrono::seconds> admit(std::string_view host, HostLimits::Visit visit) override;
  void leave(std::string_view host) override;
  std::optional<Elsewhere> turned_back(std::string_view host) override;
  std::optional<std::chrono::seconds> held(std::string_view host) const override;
  void lift_hold(std::string_view host) override { state_->limits.lift_hold(host); }

  // The host asked us to stay away, so long ago: a process before this one was told so.
  void remember_hold(std::string_view host, std::chrono::seconds wait, std::chrono::seconds ago) {
    state_->limits.hold(host, wait, HostLimits::Clock::now() - ago);
  }
  void replace_rules(HostLimits::Rules rules) { state_->limits.replace(rules); }
  // Whoever waits for a turn gets Cancelled, now and from now on.
  void close();

 private:
  struct Waiting {
    std::uint64_t number;  // in the order in which they came
    boost::asio::steady_timer* timer;
  };
  struct TurnElsewhere {
    std::string host;
    HostLimits::Time time;
  };
  // What turns and places in line are given back to, by coroutines that may be destroyed after the fetcher.
  struct State {
    HostLimits limits;
    std::map<std::string, std::deque<Waiting>> lines = {};  // by host; none is empty
    std::uint64_t came = 0;
  };
  class Place;
  class Turn;

  bool may_start_at_once(const HostLimits::Place& place);
  runtime::Task<Result<bool>> wait_for_turn(HostLimits::Place place);
  runtime::Task<Result<bool>> move_on(Turn& turn, std::string host);
  tl::unexpected<Error> turn_back(const Turn& turn, const HostLimits::Place& place, HostLimits::Time time);
  void clean_now_and_then(HostLimits::Time now);
  void heed(const FetchResponse& response);
  void wake_first();

  boost::asio::any_io_executor executor_;
  Fetcher& network_;
  const runtime::Clock& clock_;
  const std::shared_ptr<State> state_;
  std::map<std::string, TurnElsewhere, std::less<>> turned_back_;  // by the host that sent them on
  bool closed_ = false;
};

}  // namespace commonplace::fetch::paced
