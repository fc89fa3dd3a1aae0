#include "app/archive_keeper.h"

#include <optional>
#include <string>

#include "app/archive.h"
#include "app/spawn.h"
#include "runtime/log.h"

namespace commonplace::app {

using runtime::run_on;
using runtime::Task;

void ArchiveKeeper::wake() {
  if (std::exchange(at_work_, true)) return;
  spawn_logged(parts_.net, keep_all(), "archives");
}

// One document after another: a store from before has thousands, and entries' pages wait in the same line.
Task<bool> ArchiveKeeper::keep_all() {
  constexpr std::chrono::milliseconds kRest{20};
  bool more = true;
  while (more && !stopping_) {
    Task<bool> step = keep_one();
    more = co_await std::move(step);
    rest_.expires_after(kRest);
    if (more) co_await rest_.async_wait(boost::asio::use_awaitable);
  }
  at_work_ = false;
  co_return true;
}

Task<bool> ArchiveKeeper::keep_one() {
  struct Made {
    store::ArchiveName name;
    std::string document;
  };
  auto make = [this, live = parts_.engine.live()]() -> Result<std::optional<Made>> {
    const Result<std::optional<store::ArchiveName>> next = parts_.store.unkept_archive();
    if (!next) return fail(next.error());
    const Topic* topic = *next ? live->topic((*next)->topic) : nullptr;
    if (!topic) return std::optional<Made>();
    Result<std::string> document = archive_to_keep(parts_.store, *live, *topic, (*next)->number);
    if (!document) return fail(document.error());
    return std::optional(Made{**next, std::move(*document)});
  };
  Result<std::optional<Made>> made = co_await run_on(parts_.readers, std::move(make));
  if (!made) runtime::log_error("cannot make an archive: " + made.error().detail);
  if (!made || !*made) co_return false;
  auto keep = [this, made = std::move(**made)] { return parts_.engine.store().keep_archive(made.name, made.document); };
  const Result<bool> kept = co_await run_on(parts_.engine.writer(), std::move(keep));
  if (!kept) runtime::log_error("cannot keep an archive: " + kept.error().detail);
  co_return kept.has_value();
}

}  // namespace commonplace::app
