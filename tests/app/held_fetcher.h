// A Fetcher whose answers wait until the test lets them go.

#pragma once

#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "fetch/fetcher.h"

namespace commonplace::testing {

// Belongs to the net thread.
class HeldFetcher final : public fetch::Fetcher {
 public:
  explicit HeldFetcher(std::string body) : body_(std::move(body)) {}

  runtime::Task<Result<fetch::FetchResponse>> fetch(fetch::FetchRequest request) override;

  void release_one();  // the one that has waited longest
  void release_all();

  std::size_t waiting() const { return waiting_.size(); }
  std::size_t most_at_once() const { return most_at_once_; }
  const std::vector<std::string>& requested() const { return requested_; }  // hosts, in order

 private:
  std::string body_;
  std::deque<boost::asio::steady_timer*> waiting_;
  std::size_t most_at_once_ = 0;
  std::vector<std::string> requested_;
};

}  // namespace commonplace::testing
