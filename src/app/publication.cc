#include "app/publication.h"

#include <algorithm>

#include "app/spawn.h"
#include "runtime/log.h"

namespace commonplace::app {
namespace {

using namespace std::chrono_literals;
using runtime::run_on;
using runtime::Task;

// Between two snapshots lies so many times what the last one took, so that a burst of news spends its time on the news:
// what comes alone is published at once, what comes in a flood soon after.
constexpr int kRestAfterBuild = 20;
constexpr auto kLongestRest = 1s;

// A store that could not be read may be readable again.
constexpr auto kAfterFailure = 60s;

}  // namespace

void Publication::publish(const std::vector<TopicId>& touched) {
  touched_.insert(touched.begin(), touched.end());
  if (touched_.empty() || is_building_ || is_planned_) return;
  is_planned_ = true;
  spawn_logged(parts_.net, build_rested(), "snapshot");
}

Task<bool> Publication::publish_all() {
  wants_all_ = true;
  Task<bool> work = build();
  co_return co_await std::move(work);
}

void Publication::stop() {
  stopping_ = true;
  aging_.cancel();
}

Task<bool> Publication::build_rested() {
  rest_.expires_at(rested_at_);
  co_await rest_.async_wait(boost::asio::use_awaitable);
  is_planned_ = false;
  if (touched_.empty()) co_return true;
  Task<bool> work = build();
  co_return co_await std::move(work);
}

// One build at a time; what is touched meanwhile is built in the next one.
Task<bool> Publication::build() {
  if (is_building_) co_return true;
  is_building_ = true;
  bool built = true;
  do {
    Task<std::optional<bool>> work = logged(build_once(), "snapshot");
    built = (co_await std::move(work)).value_or(false);
    if (!built) build_again_at(parts_.engine.clock().now() + kAfterFailure);
  } while (built && wants_all_);
  is_building_ = false;
  publish({});
  co_return true;
}

Task<bool> Publication::build_once() {
  const auto began = std::chrono::steady_clock::now();
  auto build = [this, live = parts_.engine.live(), touched = std::exchange(touched_, {}),
                now = parts_.engine.clock().now()] {
    Result<std::shared_ptr<const serve::Snapshot>> snapshot = builder_.build(live, touched, now);
    return std::pair(std::move(snapshot), builder_.good_until());
  };
  wants_all_ = false;
  auto [built, good_until] = co_await run_on(pages_, std::move(build));
  const auto now = std::chrono::steady_clock::now();
  rested_at_ = now + std::min<std::chrono::steady_clock::duration>(kRestAfterBuild * (now - began), kLongestRest);
  if (!built) {
    runtime::log_error("snapshot failed: " + built.error().detail);
    co_return false;
  }
  const std::shared_ptr<const serve::Snapshot> before = snapshots_.load();
  const std::shared_ptr<const serve::Snapshot> published = std::move(*built);
  snapshots_.store(published);
  build_again_at(good_until);
  parts_.published(before.get(), *published);
  co_return true;
}

// In steps, so that a clock that is set, or a machine that sleeps, makes it late by no more than one.
void Publication::build_again_at(std::optional<Timestamp> when) {
  constexpr std::chrono::seconds kStep{60};
  aging_.cancel();
  if (!when || stopping_) return;
  const std::chrono::seconds wait = *when - parts_.engine.clock().now();
  aging_.expires_after(std::clamp(wait, std::chrono::seconds{1}, kStep));
  aging_.async_wait([this, when](boost::system::error_code cancelled) {
    if (cancelled || stopping_) return;
    if (parts_.engine.clock().now() < *when) return build_again_at(when);
    spawn_logged(parts_.net, build(), "snapshot");
  });
}

}  // namespace commonplace::app
