#include "app/refresher.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>

#include "app/spawn.h"
#include "runtime/log.h"

namespace commonplace::app {

using runtime::run_on;
using runtime::Task;

namespace {

constexpr std::chrono::seconds kLongestSleep{60};  // the clock may be set while we sleep

}  // namespace

Refresher::Refresher(Parts parts) : parts_(parts), timer_(parts.net) {}

void Refresher::start() { spawn_logged(parts_.net, run(), "refresher"); }

void Refresher::stop() {
  stopping_ = true;
  wake();
}

void Refresher::wake() {
  woken_ = true;
  timer_.cancel();
}

Task<bool> Refresher::run() {
  while (!stopping_) {
    woken_ = false;
    const auto parallel =
        kWaitingPerTransfer * static_cast<std::size_t>(parts_.delegate.live()->config.service.parallel);
    const std::size_t free = parallel > polling_.size() ? parallel - polling_.size() : 0;
    auto claim = [this, free]() -> Result<std::pair<std::vector<store::DueSource>, std::optional<Timestamp>>> {
      std::vector<store::DueSource> due;
      if (free > 0) {
        auto claimed = parts_.store.claim_due({.now = parts_.clock.now(), .limit = free});
        if (!claimed) return fail(claimed.error());
        due = std::move(*claimed);
      }
      auto next = parts_.store.next_due();
      if (!next) return fail(next.error());
      return std::pair(std::move(due), *next);
    };
    auto claimed = co_await run_on(parts_.writer, std::move(claim));
    std::chrono::seconds sleep = kLongestSleep;
    if (!claimed) {
      runtime::log_error("refresher cannot claim sources: " + claimed.error().detail);
    } else {
      for (const store::DueSource& due : claimed->first) spawn(due);
      const bool full = polling_.size() >= parallel;  // a finished poll wakes us
      if (claimed->second && !full)
        sleep = std::clamp(*claimed->second - parts_.clock.now(), std::chrono::seconds{0}, sleep);
    }
    if (woken_ || stopping_) continue;
    timer_.expires_after(std::max<std::chrono::milliseconds>(sleep, std::chrono::milliseconds{20}));
    boost::system::error_code interrupted;
    co_await timer_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, interrupted));
  }
  co_return true;
}

void Refresher::spawn(const store::DueSource& due) {
  if (!polling_.insert(due.slug).second) return;  // its lease ran out while it waits for its host's turn
  auto one = [](Refresher* self, store::DueSource source) -> Task<bool> {
    co_await self->poll(self->parts_.delegate.live(), std::move(source));
    co_return true;
  };
  spawn_logged(parts_.net, one(this, due), "poll of " + due.slug);
}

Task<PollReport> Refresher::poll(std::shared_ptr<const Live> live, store::DueSource due) {
  const std::string slug = due.slug;
  PollReport report;
  report.source = slug;
  report.status = PollStatus::Error;
  try {
    Result<PollReport> outcome = co_await parts_.pipeline.refresh(std::move(live), std::move(due));
    if (outcome) {
      report = std::move(*outcome);
    } else {
      report.message = outcome.error().detail;
    }
  } catch (const std::exception& error) {
    report.message = std::string("the poll broke off: ") + error.what();
  }
  polling_.erase(slug);
  parts_.delegate.polled(report);
  wake();
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

Task<std::vector<PollReport>> Refresher::poll_now(std::vector<std::string> slugs) {
  const std::shared_ptr<const Live> live = parts_.delegate.live();
  if (slugs.empty()) {
    for (const Source& source : live->config.sources) {
      if (source.enabled) slugs.push_back(source.slug);
    }
  }
  std::sort(slugs.begin(), slugs.end());
  slugs.erase(std::unique(slugs.begin(), slugs.end()), slugs.end());
  auto claim = [this, slugs]() {
    return parts_.store.claim(slugs, {.now = parts_.clock.now(), .limit = slugs.size()});
  };
  const Result<std::vector<store::DueSource>> claimed = co_await run_on(parts_.writer, std::move(claim));
  std::vector<PollReport> reports;
  if (!claimed) {
    PollReport report;
    report.status = PollStatus::Error;
    report.message = claimed.error().detail;
    reports.push_back(std::move(report));
    co_return reports;
  }

  // All at once, within the limits of the fetcher; the last to end wakes us.
  boost::asio::steady_timer all_done(parts_.net, boost::asio::steady_timer::time_point::max());
  std::size_t left = 0;
  auto one = [&](store::DueSource due) -> Task<bool> {
    PollReport report = co_await poll(live, std::move(due));
    reports.push_back(std::move(report));
    if (--left == 0) all_done.cancel();
    co_return true;
  };
  for (const std::string& slug : slugs) {
    const auto due = std::ranges::find(*claimed, slug, &store::DueSource::slug);
    if (due == claimed->end()) {
      reports.push_back(pass_over(slug, PollStatus::Error, "this source is not enabled"));
    } else if (!polling_.insert(slug).second) {
      reports.push_back(pass_over(slug, PollStatus::Waiting, "this source is being polled already"));
    } else {
      ++left;
      spawn_logged(parts_.net, one(*due), "poll of " + slug);
    }
  }
  boost::system::error_code interrupted;
  while (left > 0) co_await all_done.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, interrupted));
  co_return reports;
}

}  // namespace commonplace::app
