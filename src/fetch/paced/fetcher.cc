#include "fetch/paced/fetcher.h"

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <iterator>
#include <vector>

#include "fetch/response.h"
#include "fetch/site.h"

namespace commonplace::fetch::paced {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

// 429 without a word on how long.
constexpr seconds kShortHold = minutes{1};
constexpr std::uint64_t kAdmissionsBetweenCleanings = 4096;

HostLimits::Place place_of(std::string_view host) { return {std::string(host), site_of(host)}; }

// Ends the turn however the coroutine ends.
class Turn {
 public:
  Turn(HostLimits& limits, HostLimits::Place place) : limits_(limits), place_(std::move(place)) {}
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() { limits_.finish(place_, HostLimits::Clock::now() - began_); }

 private:
  HostLimits& limits_;
  HostLimits::Place place_;
  HostLimits::Time began_ = HostLimits::Clock::now();
};

bool may_hold(int status) { return status == 429 || status == 503 || status == 403; }

}  // namespace

// A place at the end of its host's line, left however the coroutine ends.
class PacedFetcher::Place {
 public:
  Place(PacedFetcher& fetcher, const std::string& host, boost::asio::steady_timer& timer)
      : fetcher_(fetcher), host_(host), timer_(timer) {
    fetcher_.lines_[host_].push_back({++fetcher_.came_, &timer});
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() {
    const auto line = fetcher_.lines_.find(host_);
    std::erase_if(line->second, [this](const Waiting& waiting) { return waiting.timer == &timer_; });
    if (line->second.empty()) {
      fetcher_.lines_.erase(line);
    } else {
      line->second.front().timer->cancel();
    }
  }

  bool is_first() const { return fetcher_.lines_.at(host_).front().timer == &timer_; }

 private:
  PacedFetcher& fetcher_;
  const std::string& host_;
  boost::asio::steady_timer& timer_;
};

// Most hosts are asked by one at a time, and rest in between: nobody needs a place in line.
bool PacedFetcher::may_start_at_once(const HostLimits::Place& place) {
  return !closed_ && !lines_.contains(place.host) && !limits_.start(place, HostLimits::Clock::now());
}

runtime::Task<Result<bool>> PacedFetcher::wait_for_turn(HostLimits::Place place) {
  boost::asio::steady_timer timer(executor_);
  const Place in_line(*this, place.host, timer);
  while (!closed_) {
    HostLimits::Time until = HostLimits::Time::max();  // whoever is before us wakes us
    if (in_line.is_first()) {
      const HostLimits::Time now = HostLimits::Clock::now();
      const std::optional<HostLimits::Time> later = limits_.start(place, now);
      if (!later) co_return true;
      if (*later != HostLimits::Time::max() && *later > now + minutes{1}) {
        co_return fail(Errc::Held, place.host + " has asked us to stay away for a while");
      }
      until = *later;
    }
    timer.expires_at(until);
    boost::system::error_code woken;
    co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, woken));
  }
  co_return fail(Errc::Cancelled, "polling has stopped");
}

runtime::Task<Result<FetchResponse>> PacedFetcher::fetch(FetchRequest request) {
  const HostLimits::Place place = place_of(request.url.host());
  if (!may_start_at_once(place)) {
    const Result<bool> mine = co_await wait_for_turn(place);
    if (!mine) co_return fail(mine.error());
  }
  Result<FetchResponse> response = fail(Errc::Cancelled, "");
  {
    const Turn turn(limits_, place);
    response = co_await network_.fetch(std::move(request));
  }
  if (response) heed(*response);
  wake_first();
  co_return response;
}

// What the answer means for everything else that is asked of its host.
void PacedFetcher::heed(const FetchResponse& response) {
  const std::string_view host = response.url.host();
  if (response.status < 400) return limits_.relax(host);
  if (!may_hold(response.status)) return;
  const auto wait = retry_after(response, clock_.now());
  if (wait || response.status == 429) limits_.hold(host, wait.value_or(kShortHold), HostLimits::Clock::now());
}

std::optional<seconds> PacedFetcher::admit(std::string_view host, HostLimits::Visit visit) {
  if (host.empty()) return std::nullopt;
  const HostLimits::Time now = HostLimits::Clock::now();
  if (++came_ % kAdmissionsBetweenCleanings == 0) limits_.forget_idle(now);
  const auto turn = limits_.admit(place_of(host), visit, now);
  if (!turn) return std::nullopt;
  return std::chrono::ceil<seconds>(*turn - now);
}

void PacedFetcher::leave(std::string_view host) {
  if (!host.empty()) limits_.leave(place_of(host));
}

std::optional<seconds> PacedFetcher::held(std::string_view host) const {
  const HostLimits::Time now = HostLimits::Clock::now();
  const auto until = limits_.held_until(host, now);
  if (!until) return std::nullopt;
  return std::chrono::ceil<seconds>(*until - now);
}

void PacedFetcher::close() {
  closed_ = true;
  for (auto& [host, line] : lines_) {
    for (const Waiting& waiting : line) waiting.timer->cancel();
  }
}

// A connection is free: the first of each line may try, the one that has waited longest before the others.
void PacedFetcher::wake_first() {
  std::vector<Waiting> first;
  first.reserve(lines_.size());
  for (const auto& [host, line] : lines_) first.push_back(line.front());
  std::ranges::sort(first, {}, &Waiting::number);
  for (const Waiting& waiting : first) waiting.timer->cancel();
}

}  // namespace commonplace::fetch::paced
