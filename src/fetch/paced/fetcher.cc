#include "fetch/paced/fetcher.h"

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <iterator>
#include <optional>
#include <utility>
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

}  // namespace

// The turn at one host, and then perhaps at those that it sends us on to; ends however the coroutine ends.
class PacedFetcher::Turn {
 public:
  // `home` outlives the turn.
  Turn(const std::shared_ptr<State>& state, const HostLimits::Place& home) : state_(state), home_(home) { begin(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    end();
    leave();
  }

  const HostLimits::Place& home() const { return home_; }
  const HostLimits::Place& place() const { return elsewhere_ ? *elsewhere_ : home_; }

  // Nothing: there is a place among those who wait for that host. Else when there will be one.
  std::optional<HostLimits::Time> move_to(HostLimits& limits, HostLimits::Place place) {
    leave();
    // Who comes back as told is admitted where he was turned back before: nobody else comes by a redirect.
    const auto later = limits.admit(place, HostLimits::Visit::AsTold, HostLimits::Clock::now());
    if (!later) elsewhere_ = std::move(place);
    return later;
  }
  void begin() {
    runs_ = true;
    began_ = HostLimits::Clock::now();
  }
  void end() {
    const auto state = state_.lock();
    if (std::exchange(runs_, false) && state) state->limits.finish(place(), HostLimits::Clock::now() - began_);
  }

 private:
  void leave() {
    const auto state = state_.lock();
    if (elsewhere_ && state) state->limits.leave(*elsewhere_);
    elsewhere_.reset();
  }

  std::weak_ptr<State> state_;
  const HostLimits::Place& home_;
  std::optional<HostLimits::Place> elsewhere_;
  HostLimits::Time began_;
  bool runs_ = false;
};

// A place at the end of its host's line, left however the coroutine ends.
class PacedFetcher::Place {
 public:
  Place(const std::shared_ptr<State>& state, const std::string& host, boost::asio::steady_timer& timer)
      : state_(state), host_(host), timer_(timer) {
    state->lines[host_].push_back({++state->came, &timer});
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() {
    const auto state = state_.lock();
    if (!state) return;
    const auto line = state->lines.find(host_);
    std::erase_if(line->second, [this](const Waiting& waiting) { return waiting.timer == &timer_; });
    if (line->second.empty()) {
      state->lines.erase(line);
    } else {
      line->second.front().timer->cancel();
    }
  }

  bool is_first_of(const State& state) const { return state.lines.at(host_).front().timer == &timer_; }

 private:
  std::weak_ptr<State> state_;
  const std::string& host_;
  boost::asio::steady_timer& timer_;
};

// Most hosts are asked by one at a time, and rest in between: nobody needs a place in line.
bool PacedFetcher::may_start_at_once(const HostLimits::Place& place) {
  return !closed_ && !state_->lines.contains(place.host) && !state_->limits.start(place, HostLimits::Clock::now());
}

runtime::Task<Result<bool>> PacedFetcher::wait_for_turn(HostLimits::Place place) {
  boost::asio::steady_timer timer(executor_);
  const Place in_line(state_, place.host, timer);
  while (!closed_) {
    HostLimits::Time until = HostLimits::Time::max();  // whoever is before us wakes us
    if (in_line.is_first_of(*state_)) {
      const HostLimits::Time now = HostLimits::Clock::now();
      const std::optional<HostLimits::Time> later = state_->limits.start(place, now);
      if (!later) co_return true;
      const auto held = state_->limits.held_until(place.host, now);  // a low rate alone sends nobody away
      if (held && *held > now + minutes{1}) {
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
    Turn turn(state_, place);
    request.before_host = [this, &turn](std::string host) { return move_on(turn, std::move(host)); };
    response = co_await network_.fetch(std::move(request));
  }
  if (response) heed(*response);
  wake_first();
  co_return response;
}

// A crowd that is sent to one host comes back in turn, as one that is configured to ask it does.
runtime::Task<Result<bool>> PacedFetcher::move_on(Turn& turn, std::string host) {
  turn.end();
  wake_first();
  const HostLimits::Place place = place_of(host);
  clean_now_and_then(HostLimits::Clock::now());
  if (const auto later = turn.move_to(state_->limits, place)) co_return turn_back(turn, place, *later);
  if (!may_start_at_once(place)) {
    const Result<bool> mine = co_await wait_for_turn(place);
    const auto held = state_->limits.held_until(host, HostLimits::Clock::now());
    if (!mine && held) co_return turn_back(turn, place, *held);
    if (!mine) co_return fail(mine.error());
  }
  turn.begin();
  co_return true;
}

tl::unexpected<Error> PacedFetcher::turn_back(const Turn& turn, const HostLimits::Place& place, HostLimits::Time time) {
  turned_back_.insert_or_assign(turn.home().host, TurnElsewhere{place.host, time});
  return fail(Errc::Held, "we were sent on to " + place.host + ", which is busy, or asked us to stay away");
}

// What the answer means for everything else that is asked of its host.
void PacedFetcher::heed(const FetchResponse& response) {
  const std::string_view host = response.url.host();
  if (response.status < 400) return state_->limits.relax(host);
  if (!may_ask_to_stay_away(response.status)) return;
  const auto wait = retry_after(response, clock_.now());
  if (wait || response.status == 429) state_->limits.hold(host, wait.value_or(kShortHold), HostLimits::Clock::now());
}

std::optional<seconds> PacedFetcher::admit(std::string_view host, HostLimits::Visit visit) {
  if (host.empty()) return std::nullopt;
  const HostLimits::Time now = HostLimits::Clock::now();
  clean_now_and_then(now);
  const auto turn = state_->limits.admit(place_of(host), visit, now);
  if (!turn) return std::nullopt;
  return std::chrono::ceil<seconds>(*turn - now);
}

void PacedFetcher::clean_now_and_then(HostLimits::Time now) {
  if (++state_->came % kAdmissionsBetweenCleanings != 0) return;
  state_->limits.forget_idle(now);
  std::erase_if(turned_back_, [now](const auto& entry) { return entry.second.time <= now; });
}

std::optional<Turns::Elsewhere> PacedFetcher::turned_back(std::string_view host) {
  const auto found = turned_back_.find(host);
  if (found == turned_back_.end()) return std::nullopt;
  const TurnElsewhere turn = std::move(found->second);
  turned_back_.erase(found);
  const auto wait = std::chrono::ceil<seconds>(turn.time - HostLimits::Clock::now());
  if (wait <= seconds{0}) return std::nullopt;
  return Elsewhere{turn.host, wait};
}

void PacedFetcher::leave(std::string_view host) {
  if (!host.empty()) state_->limits.leave(place_of(host));
}

std::optional<seconds> PacedFetcher::held(std::string_view host) const {
  const HostLimits::Time now = HostLimits::Clock::now();
  const auto until = state_->limits.held_until(host, now);
  if (!until) return std::nullopt;
  return std::chrono::ceil<seconds>(*until - now);
}

void PacedFetcher::close() {
  closed_ = true;
  for (auto& [host, line] : state_->lines) {
    for (const Waiting& waiting : line) waiting.timer->cancel();
  }
}

// A connection is free: the first of each line may try, the one that has waited longest before the others.
void PacedFetcher::wake_first() {
  std::vector<Waiting> first;
  first.reserve(state_->lines.size());
  for (const auto& [host, line] : state_->lines) first.push_back(line.front());
  std::ranges::sort(first, {}, &Waiting::number);
  for (const Waiting& waiting : first) waiting.timer->cancel();
}

}  // namespace commonplace::fetch::paced
