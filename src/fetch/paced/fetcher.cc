#include "fetch/paced/fetcher.h"

#include <boost/asio/redirect_error.hpp>

namespace commonplace::fetch::paced {
namespace {

// Ends the turn however the coroutine ends.
class Turn {
 public:
  Turn(HostLimits& limits, std::string host) : limits_(limits), host_(std::move(host)) {}
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() { limits_.finish(host_); }

 private:
  HostLimits& limits_;
  std::string host_;
};

}  // namespace

runtime::Task<Result<FetchResponse>> PacedFetcher::fetch(FetchRequest request) {
  const std::string host(request.url.host());
  boost::asio::steady_timer timer(executor_);
  while (!closed_) {
    const std::optional<HostLimits::Time> later = limits_.start(host, HostLimits::Clock::now());
    if (!later) break;
    timer.expires_at(*later);
    const auto place = waiting_.insert(waiting_.end(), &timer);
    boost::system::error_code woken;
    co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, woken));
    waiting_.erase(place);
  }
  if (closed_) co_return fail(Errc::Cancelled, "polling has stopped");
  Result<FetchResponse> response = fail(Errc::Cancelled, "");
  {
    const Turn turn(limits_, host);
    response = co_await network_.fetch(std::move(request));
  }
  wake_all();
  co_return response;
}

void PacedFetcher::close() {
  closed_ = true;
  wake_all();
}

void PacedFetcher::wake_all() {
  for (boost::asio::steady_timer* timer : waiting_) timer->cancel();
}

}  // namespace commonplace::fetch::paced
