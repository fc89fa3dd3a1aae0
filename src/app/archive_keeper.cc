#include "app/archive_keeper.h"

#include <optional>
#include <string>
#include <utility>

#include "app/archive.h"
#include "app/spawn.h"
#include "runtime/log.h"

namespace commonplace::app {

using runtime::run_on;
using runtime::Task;

void ArchiveKeeper::wake() {
  woken_ = true;
  if (std::exchange(at_work_, true)) return;
  spawn_logged(parts_.net, keep_all(), "archives");
}

Task<bool> ArchiveKeeper::keep_all() {
  while (woken_ && !stopping_) {
    woken_ = false;
    Task<std::optional<bool>> round = logged(keep_each(), "archives");
    co_await std::move(round);
  }
  at_work_ = false;
  co_return true;
}

// One document after another: a store from before has thousands, and entries' pages wait in the same line. A topic
// whose next one cannot be made is passed over until the next wake.
Task<bool> ArchiveKeeper::keep_each() {
  constexpr std::chrono::milliseconds kRest{20};
  TopicId passed_over{};
  while (!stopping_) {
    auto look = [this, passed_over] { return parts_.store.unkept_archive(passed_over); };
    const Result<std::optional<store::ArchiveName>> next = co_await run_on(parts_.readers, std::move(look));
    if (!next) {
      runtime::log_error("cannot look for archives: " + next.error().detail);
      co_return false;
    }
    if (!*next) break;
    Task<std::optional<bool>> work = logged(keep(**next), "archive");
    const bool kept = (co_await std::move(work)).value_or(false);
    if (!kept) passed_over = (*next)->topic;
    rest_.expires_after(kRest);
    co_await rest_.async_wait(boost::asio::use_awaitable);
  }
  co_return true;
}

Task<bool> ArchiveKeeper::keep(store::ArchiveName name) {
  auto make = [this, name, live = parts_.live()]() -> Result<std::string> {
    const Topic* topic = live->topic(name.topic);
    if (!topic) return fail(Errc::NotFound, "its topic is not configured any more");
    return archive_to_keep(parts_.store, *live, *topic, name.number);
  };
  Result<std::string> document = co_await run_on(parts_.readers, std::move(make));
  if (!document) {
    runtime::log_error("cannot make an archive: " + document.error().detail);
    co_return false;
  }
  auto write = [this, name, document = std::move(*document)] { return parts_.kept.keep_archive(name, document); };
  const Result<bool> kept = co_await run_on(parts_.writer, std::move(write));
  if (!kept) runtime::log_error("cannot keep an archive: " + kept.error().detail);
  co_return kept.has_value();
}

}  // namespace commonplace::app
