#include "held_fetcher.h"

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "support/fake_fetcher.h"

namespace commonplace::testing {

runtime::Task<Result<fetch::FetchResponse>> HeldFetcher::fetch(fetch::FetchRequest request) {
  requested_.emplace_back(request.url.host());
  boost::asio::steady_timer gate(co_await boost::asio::this_coro::executor,
                                 boost::asio::steady_timer::time_point::max());
  waiting_.push_back(&gate);
  most_at_once_ = std::max(most_at_once_, waiting_.size());
  boost::system::error_code opened;
  co_await gate.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, opened));
  fetch::FetchResponse response = make_response(200, body_);
  response.url = request.url;
  co_return response;
}

void HeldFetcher::release_one() {
  if (waiting_.empty()) return;
  boost::asio::steady_timer* gate = waiting_.front();
  waiting_.pop_front();
  gate->cancel();
}

void HeldFetcher::release_all() {
  while (!waiting_.empty()) release_one();
}

}  // namespace commonplace::testing
