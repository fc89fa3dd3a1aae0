#include "app/search_indexer.h"

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <utility>

#include "app/spawn.h"
#include "runtime/log.h"

namespace commonplace::app {

using runtime::Task;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int kRestsForAWait = 10;
constexpr auto kLongestRest = std::chrono::seconds{5};

}  // namespace

SearchIndexer::Duration rest_after(SearchIndexer::Duration waited, SearchIndexer::Duration took) {
  return std::min<SearchIndexer::Duration>(took + kRestsForAWait * waited, kLongestRest);
}

void SearchIndexer::wake() {
  woken_ = true;
  if (stopping_ || std::exchange(running_, true)) return;
  spawn_logged(net_, run(), "search index");
}

void SearchIndexer::stop() {
  stopping_ = true;
  pause_.cancel();
}

Task<bool> SearchIndexer::run() {
  bool is_more = true;
  while (is_more && !stopping_) {
    woken_ = false;
    Task<Batch> work = index_some();
    const Batch batch = co_await std::move(work);
    is_more = woken_ || (batch.indexed && *batch.indexed > 0);
    if (!batch.indexed) {
      runtime::log_error("cannot index for searching: " + batch.indexed.error().detail);
      is_more = false;  // the next poll that brings something tries again
    }
    if (!is_more || stopping_) break;
    pause_.expires_after(rest_after(batch.waited, batch.took));
    boost::system::error_code cancelled;
    co_await pause_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, cancelled));
  }
  running_ = false;
  co_return true;
}

Task<bool> SearchIndexer::finish(Duration at_most) {
  stop();
  const Clock::time_point end = Clock::now() + at_most;
  while (Clock::now() < end) {
    Task<Batch> work = index_some();
    const Batch batch = co_await std::move(work);
    if (!batch.indexed) runtime::log_error("cannot index for searching: " + batch.indexed.error().detail);
    if (!batch.indexed || *batch.indexed == 0) co_return batch.indexed.has_value();
  }
  co_return false;
}

Task<SearchIndexer::Batch> SearchIndexer::index_some() {
  auto work = [this, asked = Clock::now()] {
    const Clock::time_point began = Clock::now();
    Batch batch{store_.index_for_search(kBatch)};
    batch.waited = began - asked;
    batch.took = Clock::now() - began;
    return batch;
  };
  std::string failure;
  try {
    co_return co_await runtime::run_on(writer_, std::move(work));
  } catch (const std::exception& thrown) {
    failure = thrown.what();
  }
  co_return Batch{fail(Errc::StoreFailed, std::move(failure))};
}

}  // namespace commonplace::app
