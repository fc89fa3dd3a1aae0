#include "app/refresher.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "app/holds.h"
#include "app/spawn.h"
#include "commonplace/schedule.h"
#include "fetch/transfer_slots.h"
#include "runtime/log.h"

namespace commonplace::app {

using runtime::run_on;
using runtime::Task;
using Visit = fetch::HostLimits::Visit;

namespace {

using std::chrono::seconds;

constexpr std::chrono::seconds kLongestSleep{60};  // the clock may be set while we sleep
constexpr std::chrono::seconds kAfterFailure{1};
constexpr std::chrono::seconds kAway{300};
constexpr std::chrono::seconds kForever = std::chrono::years{100};
constexpr std::string_view kCutOff = "it could not be reached: this machine was cut off";

std::string waits_for(std::string_view host) {
  return "waits for its turn: " + std::string(host) + " is busy, or asked us to stay away";
}

std::string host_of(const Live& live, const store::DueSource& due) { return host_of(live, due.slug, due.adopted_url); }

void log_resumed(const store::Resumed& resumed) {
  if (resumed.moved_back > std::chrono::seconds{0}) {
    runtime::log_warn("the clock was set back; schedule moved_back=" + in_words(resumed.moved_back));
  }
  if (resumed.spread > 0) runtime::log_info("schedule overdue=" + std::to_string(resumed.spread) + " spread=yes");
}

}  // namespace

Refresher::Refresher(Parts parts) : parts_(parts), timer_(parts.net), polling_(parts.turns) {}

void Refresher::start() { spawn_logged(parts_.net, run(), "refresher"); }

void Refresher::stop() {
  stopping_ = true;
  wake();
}

void Refresher::wake() {
  woken_ = true;
  timer_.cancel();
}

// Whether the schedule cannot be taken as it stands: we have just begun, slept, or the clock was set.
bool Refresher::was_away(Timestamp now) {
  const bool away = !last_round_ || now < *last_round_ || now > *last_round_ + kAway;
  last_round_ = now;
  return away;
}

Result<Refresher::Round> Refresher::claim(Places places, bool resume) {
  using store::Reach;
  Round round;
  const Timestamp now = parts_.clock.now();
  if (resume) {
    auto resumed = parts_.store.resume({.now = now});
    if (!resumed) return fail(resumed.error());
    round.resumed = *resumed;
  }
  const std::pair<Reach, std::size_t> kinds[] = {{places.reach, places.free}, {Reach::Network, places.tries}};
  for (const auto& [reach, limit] : kinds) {
    if (limit == 0) continue;
    auto claimed = parts_.store.claim_due({.now = now, .limit = limit, .reach = reach});
    if (!claimed) return fail(claimed.error());
    std::ranges::move(*claimed, std::back_inserter(round.due));
  }
  auto next = parts_.store.next_due(places.is_crowded ? Reach::Any : places.reach);
  if (!next) return fail(next.error());
  round.next = *next;
  return round;
}

std::vector<store::PutOff> Refresher::begin(std::vector<store::DueSource> due) {
  std::vector<store::PutOff> put_off;
  const std::shared_ptr<const Live> live = parts_.delegate.live();
  for (store::DueSource& source : due) {
    if (polling_.contains(source.slug)) continue;  // its lease ran out while it waits for its host's turn
    std::string host = host_of(*live, source);
    const auto wait = parts_.turns.admit(host, source.put_off ? Visit::AsTold : Visit::First);
    if (wait) {
      put_off.push_back({source.id, parts_.clock.now() + std::max(*wait, std::chrono::seconds{1}), waits_for(host)});
    } else {
      spawn(std::move(source), std::move(host));
    }
  }
  return put_off;
}

void Refresher::follow_outage() {
  Outage& outage = parts_.pipeline.outage();
  if (outage.is_on() == next_try_.has_value()) return;
  if (outage.is_on()) {
    next_try_ = parts_.clock.now() + outage.next_wait();
    runtime::log_warn("this machine is " + outage.in_words());
  } else {
    next_try_.reset();
    last_round_.reset();  // what fell due meanwhile is not to be asked all at once
    runtime::log_info("this machine is not taken for cut off from the network any more");
  }
}

std::size_t Refresher::transfers() const {
  return static_cast<std::size_t>(parts_.delegate.live()->config.service.parallel);
}

std::size_t Refresher::free_places() const {
  const std::size_t places = kWaitingPerTransfer * transfers();
  return places - std::min(places, polling_.size());
}

// Polls that would only wait for others are better off in the store: each of them takes memory that those under way
// would find in the processor's cache.
std::size_t Refresher::room() const { return std::min(free_places(), parts_.turns.room()); }

bool Refresher::is_worth_a_claim() const { return room() >= transfers(); }

Refresher::Places Refresher::take_places() {
  follow_outage();
  if (const std::size_t free = room(); !next_try_ && free > 0) return {.free = free};
  Places places{.reach = store::Reach::Files, .free = free_places()};  // files wait for no transfer
  if (!next_try_) {
    places.is_crowded = true;
    return places;
  }
  const Timestamp now = parts_.clock.now();
  next_try_ = std::min(*next_try_, now + Outage::kLongestWait);  // the clock may have been set back
  if (polling_.over_network() > 0 || now < *next_try_) return places;
  next_try_ = now + parts_.pipeline.outage().next_wait();
  places.tries = 1;
  return places;
}

std::chrono::milliseconds Refresher::sleep_until(const std::optional<Timestamp>& next_due, bool may_be_more) {
  using std::chrono::milliseconds;
  if (next_try_) return sleep_during_outage(next_due);
  if (may_be_more) {  // polls that end wake us, but not those that let others pass; some have ended while we claimed
    is_hungry_ = true;
    if (is_worth_a_claim()) return milliseconds{0};
    return room() == 0 ? fetch::TransferSlots::kBrisk : kMoment;
  }
  if (!next_due) return kLongestSleep;
  return std::clamp<milliseconds>(parts_.clock.until(*next_due), milliseconds{20}, kLongestSleep);
}

// Each poll that ends wakes us meanwhile.
std::chrono::milliseconds Refresher::sleep_during_outage(const std::optional<Timestamp>& next_due) const {
  using std::chrono::milliseconds;
  milliseconds sleep = kLongestSleep;
  if (polling_.over_network() == 0) sleep = std::min(sleep, parts_.clock.until(*next_try_));
  if (next_due && free_places() > 0) sleep = std::min(sleep, parts_.clock.until(*next_due));
  return std::max(sleep, milliseconds{20});
}

std::optional<store::PutOff> Refresher::comeback(Errc why, store::PutOff as_it_was, std::optional<Timestamp> held_until,
                                                 std::string_view host) const {
  const Timestamp now = parts_.clock.now();
  const Timestamp allowed = std::max(held_until.value_or(now), now);
  if (why == Errc::Offline) return store::PutOff{as_it_was.source, allowed, std::string(kCutOff)};
  if (why != Errc::Held) return std::nullopt;
  const auto elsewhere = parts_.turns.turned_back(host);
  const seconds wait = elsewhere ? elsewhere->wait : parts_.turns.held(host).value_or(seconds{0});
  const Timestamp turn = std::max(now + wait, allowed);
  if (as_it_was.until > turn) return as_it_was;
  return store::PutOff{as_it_was.source, turn, waits_for(elsewhere ? elsewhere->host : host)};
}

Task<bool> Refresher::give_back(store::PutOff back) {
  auto write = [this, back = std::move(back)] { return parts_.store.put_off(std::span(&back, 1)); };
  const Result<bool> written = co_await run_on(parts_.writer, std::move(write));
  if (!written) runtime::log_error("refresher cannot give a source back: " + written.error().detail);
  co_return written.has_value();
}

// How long to sleep then.
Task<std::chrono::milliseconds> Refresher::begin_due() {
  const Places places = take_places();
  const bool resume = was_away(parts_.clock.now());
  auto work = [this, places, resume] { return claim(places, resume); };
  Result<Round> round = co_await run_on(parts_.writer, std::move(work));
  if (!round) {
    last_round_.reset();  // what was to be put right may not have been
    runtime::log_error("refresher cannot claim sources: " + round.error().detail);
    co_return kLongestSleep;
  }
  log_resumed(round->resumed);
  const std::size_t claimed = round->due.size();
  std::vector<store::PutOff> put_off = begin(std::move(round->due));
  if (!put_off.empty()) {
    woken_ = true;  // their places are free for others
    auto write = [this, put_off = std::move(put_off)] { return parts_.store.put_off(put_off); };
    const Result<bool> written = co_await run_on(parts_.writer, std::move(write));
    if (!written) runtime::log_error("refresher cannot put sources off: " + written.error().detail);
  }
  const bool is_due = round->next && *round->next <= parts_.clock.now();
  co_return sleep_until(round->next, places.is_crowded ? is_due : claimed >= places.free);
}

Task<bool> Refresher::run() {
  while (!stopping_) {
    woken_ = false;
    is_hungry_ = false;
    Task<std::optional<std::chrono::milliseconds>> round = logged(begin_due(), "refresher");
    const std::optional<std::chrono::milliseconds> sleep = co_await std::move(round);
    if (!sleep) {
      last_round_.reset();
      woken_ = false;  // what failed is not tried again and again without a pause
    }
    if (woken_ || stopping_) continue;
    const std::chrono::milliseconds pause = sleep.value_or(kAfterFailure);
    wakes_at_ = parts_.clock.now() + std::chrono::floor<std::chrono::seconds>(pause);
    timer_.expires_after(pause);
    co_await sleep_until_woken();
    wakes_at_ = Timestamp::min();
  }
  co_return true;
}

Task<bool> Refresher::sleep_until_woken() {
  do {
    boost::system::error_code interrupted;
    co_await timer_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, interrupted));
  } while (!woken_ && !stopping_ && timer_.expiry() > std::chrono::steady_clock::now());
  co_return true;
}

// Its place is free, and it may be due again before anybody else.
void Refresher::ended(const PollReport& report) {
  const bool is_usual = report.next_poll && !next_try_ && !parts_.pipeline.outage().is_on();
  if (!is_usual || *report.next_poll < wakes_at_) return wake();
  if (!is_hungry_) return;
  if (is_worth_a_claim()) return wake();
  const auto in_a_moment = std::chrono::steady_clock::now() + kMoment;
  if (timer_.expiry() > in_a_moment) timer_.expires_at(in_a_moment);
}

void Refresher::spawn(store::DueSource due, std::string host) {
  const std::string what = "poll of " + due.slug;
  auto one = [](Refresher* self, store::DueSource source, PollsUnderWay::Token token) -> Task<bool> {
    const std::shared_ptr<const Live> live = self->parts_.delegate.live();
    Task<PollReport> work = self->poll(live, std::move(source), std::move(token));
    co_await std::move(work);
    co_return true;
  };
  PollsUnderWay::Token token = polling_.begin(due.slug, std::move(host), PollsUnderWay::Admitted::Yes);
  spawn_logged(parts_.net, one(this, std::move(due), std::move(token)), what);
}

Task<PollReport> Refresher::poll(std::shared_ptr<const Live> live, store::DueSource&& due, PollsUnderWay::Token token) {
  PollReport report;
  report.source = due.slug;
  report.status = PollStatus::Error;
  store::PutOff as_it_was{due.id, due.next_poll, due.next_poll_reason};
  std::optional<Timestamp> held_until;
  if (const auto left = hold_left(due.history, parts_.clock.now())) held_until = parts_.clock.now() + *left;
  std::optional<store::PutOff> back;
  try {
    Result<PollReport> outcome = co_await parts_.pipeline.refresh(std::move(live), std::move(due));
    if (outcome) {
      report = std::move(*outcome);
    } else {
      const Error& error = outcome.error();
      report.message = error.detail;
      if (error.code == Errc::Held) report.status = PollStatus::Waiting;
      back = comeback(error.code, std::move(as_it_was), held_until, token.host());
    }
  } catch (const std::exception& error) {
    report.message = std::string("the poll broke off: ") + error.what();
  }
  if (back) {
    Task<bool> giving = give_back(std::move(*back));
    co_await std::move(giving);
  }
  token.end();
  ended(report);
  parts_.delegate.polled(report);
  co_return report;
}

// What is not polled is told all the same: whoever names a source wants to hear of it.
PollReport Refresher::pass_over(const std::string& slug, PollStatus status, std::string why) {
  PollReport report;
  report.source = slug;
  report.status = status;
  report.message = std::move(why);
  parts_.delegate.polled(report);
  return report;
}

std::optional<std::string> Refresher::hold_of(const Live& live, const store::DueSource& due) const {
  const std::string host = host_of(live, due);
  const std::optional<seconds> of_host = parts_.turns.held(host);
  const std::optional<seconds> of_source = hold_left(due.history, parts_.clock.now());
  const std::optional<seconds> wait = std::max(of_host, of_source);
  if (!wait) return std::nullopt;
  // Who said so to the source itself may be another, to whom its host has sent us.
  const std::string who = of_source ? "its server" : host;
  return who + " asked us to stay away for " + in_words(*wait) + " more; --force asks it all the same";
}

// Shared by poll_now and its polls, whichever of them ends first.
struct Refresher::Batch {
  Batch(boost::asio::io_context& net, std::shared_ptr<const Live> in_force)
      : live(std::move(in_force)), all_ended(net, boost::asio::steady_timer::time_point::max()) {}

  // One of its polls; the last to end wakes who waits for them.
  class Member {
   public:
    explicit Member(std::shared_ptr<Batch> batch) : batch_(std::move(batch)) { ++batch_->left; }
    Member(Member&&) = default;
    Member& operator=(Member&&) = delete;
    ~Member() {
      if (batch_ && --batch_->left == 0) batch_->all_ended.cancel();
    }

    const std::shared_ptr<const Live>& live() const { return batch_->live; }
    void report(PollReport report) { batch_->reports.push_back(std::move(report)); }

   private:
    std::shared_ptr<Batch> batch_;
  };

  std::shared_ptr<const Live> live;
  std::vector<PollReport> reports;
  std::size_t left = 0;
  boost::asio::steady_timer all_ended;
};

void Refresher::spawn(std::shared_ptr<Batch> batch, store::DueSource due) {
  const std::string what = "poll of " + due.slug;
  auto one = [](Refresher* self, Batch::Member member, store::DueSource source,
                PollsUnderWay::Token token) -> Task<bool> {
    Task<PollReport> work = self->poll(member.live(), std::move(source), std::move(token));
    PollReport report = co_await std::move(work);
    member.report(std::move(report));
    co_return true;
  };
  std::string host = host_of(*batch->live, due);
  PollsUnderWay::Token token = polling_.begin(due.slug, std::move(host), PollsUnderWay::Admitted::No);
  spawn_logged(parts_.net, one(this, Batch::Member(std::move(batch)), std::move(due), std::move(token)), what);
}

Task<std::vector<PollReport>> Refresher::poll_now(std::vector<std::string> slugs, Force force) {
  const std::shared_ptr<const Live> live = parts_.delegate.live();
  if (slugs.empty()) {
    for (const Source& source : live->config.sources) {
      if (source.enabled) slugs.push_back(source.slug);
    }
  }
  std::sort(slugs.begin(), slugs.end());
  slugs.erase(std::unique(slugs.begin(), slugs.end()), slugs.end());
  auto claim = [this, slugs]() -> Result<std::vector<store::DueSource>> {
    const Timestamp now = parts_.clock.now();
    // Whoever is asked out of turn is not overdue, and the turns of the others are theirs.
    if (const auto resumed = parts_.store.resume({.now = now, .grace = kForever}); !resumed)
      return fail(resumed.error());
    return parts_.store.claim(slugs, {.now = now, .limit = slugs.size()});
  };
  const Result<std::vector<store::DueSource>> claimed = co_await run_on(parts_.writer, std::move(claim));
  const auto batch = std::make_shared<Batch>(parts_.net, live);
  if (!claimed) {
    PollReport report;
    report.status = PollStatus::Error;
    report.message = claimed.error().detail;
    batch->reports.push_back(std::move(report));
    co_return std::move(batch->reports);
  }

  // All at once, within the limits of the fetcher.
  std::unordered_map<std::string_view, const store::DueSource*> by_slug;
  for (const store::DueSource& due : *claimed) by_slug.emplace(due.slug, &due);
  std::vector<store::PutOff> given_back;
  for (const std::string& slug : slugs) {
    const auto found = by_slug.find(slug);
    const store::DueSource* due = found == by_slug.end() ? nullptr : found->second;
    if (!due) {
      batch->reports.push_back(pass_over(slug, PollStatus::Error, "this source is not enabled"));
    } else if (polling_.contains(slug)) {
      batch->reports.push_back(pass_over(slug, PollStatus::Waiting, "this source is being polled already"));
    } else if (auto hold = hold_of(*live, *due); hold && force == Force::No) {
      given_back.push_back({due->id, due->next_poll, due->next_poll_reason});
      batch->reports.push_back(pass_over(slug, PollStatus::Waiting, std::move(*hold)));
    } else {
      if (hold) parts_.turns.lift_hold(host_of(*live, *due));
      spawn(batch, *due);
    }
  }
  if (!given_back.empty()) {
    auto write = [this, given_back = std::move(given_back)] { return parts_.store.put_off(given_back); };
    const Result<bool> written = co_await run_on(parts_.writer, std::move(write));
    if (!written) runtime::log_error("refresher cannot give sources back: " + written.error().detail);
    wake();
  }
  boost::system::error_code interrupted;
  while (batch->left > 0) {
    co_await batch->all_ended.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, interrupted));
  }
  co_return std::move(batch->reports);
}

}  // namespace commonplace::app
