// A Fetcher in front of another: each host is asked no more often, and by no more at once, than the operator allows.

#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>

#include "fetch/fetcher.h"
#include "fetch/host_limits.h"

namespace commonplace::fetch::paced {

// Lives on the net thread. Waiting for a turn does not count towards a request's time.
class PacedFetcher final : public Fetcher {
 public:
  PacedFetcher(boost::asio::any_io_executor executor, Fetcher& network, HostLimits::Rules rules)
      : executor_(std::move(executor)), network_(network), limits_(rules) {}

  runtime::Task<Result<FetchResponse>> fetch(FetchRequest request) override;

  void replace_rules(HostLimits::Rules rules) { limits_.replace(rules); }
  // Whoever waits for a turn gets Cancelled, now and from now on.
  void close();

 private:
  void wake_all();

  boost::asio::any_io_executor executor_;
  Fetcher& network_;
  HostLimits limits_;
  std::list<boost::asio::steady_timer*> waiting_;
  bool closed_ = false;
};

}  // namespace commonplace::fetch::paced
