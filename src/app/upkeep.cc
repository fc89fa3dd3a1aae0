#include "app/upkeep.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/redirect_error.hpp>
#include <boost/json/serialize.hpp>
#include <cerrno>
#include <cstring>

#include "app/renormalize.h"
#include "app/retention.h"
#include "app/spawn.h"
#include "runtime/log.h"
#include "store/sqlite/backup.h"

namespace commonplace::app {
namespace {

using namespace std::chrono_literals;
using runtime::run_on;
using runtime::Task;

// After a start there is more urgent work; and a clock that was set is no reason to forget twice.
constexpr auto kFirst = 10min;
constexpr auto kDaily = 24h;

// Others write in between.
constexpr std::size_t kAtATime = 200;

constexpr std::size_t kJournalRows = 100;

// The file without its name: gone with the last who reads it.
Result<serve::Body> take_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const int number = errno;
  ::unlink(path.c_str());
  struct stat status {};
  if (descriptor < 0 || ::fstat(descriptor, &status) != 0) {
    if (descriptor >= 0) ::close(descriptor);
    return fail(Errc::Io, path + " cannot be read: " + std::strerror(number));
  }
  auto file = std::make_shared<serve::MemoryFile>(descriptor, std::make_shared<std::atomic<std::size_t>>(1));
  return serve::Body(std::move(file), 0, static_cast<std::size_t>(status.st_size));
}

}  // namespace

std::string outlived_to_json(const Outlived& outlived) {
  std::string lines;
  for (const auto& [slug, count] : outlived) {
    lines += boost::json::serialize(boost::json::object{{"source", slug}, {"pruned", count}}) + "\n";
  }
  return lines;
}

void Upkeep::start() { spawn_logged(parts_.net, prune_daily(), "prune"); }

void Upkeep::stop() {
  stopping_ = true;
  daily_.cancel();
}

Task<bool> Upkeep::prune_daily() {
  std::chrono::steady_clock::duration wait = kFirst;
  while (!stopping_) {
    daily_.expires_after(wait);
    boost::system::error_code cancelled;
    co_await daily_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, cancelled));
    if (stopping_) break;
    Task<std::optional<Result<std::string>>> work = logged(prune(false), "prune");
    const std::optional<Result<std::string>> pruned = co_await std::move(work);
    if (pruned && !*pruned) runtime::log_error("cannot prune: " + pruned->error().detail);
    wait = kDaily;
  }
  co_return true;
}

Task<Result<Upkeep::Journal>> Upkeep::journal() {
  auto read = [this] { return parts_.store.journal(kJournalRows); };
  Result<std::vector<store::JournalRow>> rows = co_await run_on(parts_.readers, std::move(read));
  if (!rows) co_return fail(rows.error());
  co_return Journal{parts_.engine.live()->site(), std::move(*rows)};
}

Task<Result<std::string>> Upkeep::prune(bool dry_run) {
  if (dry_run) {
    auto count = [this, live = parts_.engine.live(), now = parts_.engine.clock().now()] {
      return count_outlived(parts_.store, *live, now);
    };
    const Result<Outlived> counted = co_await run_on(parts_.readers, std::move(count));
    if (!counted) co_return fail(counted.error());
    co_return outlived_to_json(*counted);
  }
  auto list = [this] { return parts_.store.sources(); };
  Result<std::vector<store::SourceRow>> sources = co_await run_on(parts_.readers, std::move(list));
  if (!sources) co_return fail(sources.error());
  Pruning pruning(std::move(*sources));
  std::size_t total = 0;
  for (bool more = true; more && !stopping_;) {
    auto take_out = [this, &pruning, live = parts_.engine.live(), now = parts_.engine.clock().now()] {
      return pruning.take_out(parts_.engine.store(), *live, now, kAtATime);
    };
    const Result<Outlived> portion = co_await run_on(parts_.engine.writer(), std::move(take_out));
    if (!portion) co_return fail(portion.error());
    for (const auto& [slug, count] : *portion) total += count;
    more = !portion->empty();
  }
  if (total > 0) {
    runtime::log_info("pruned entries=" + std::to_string(total) +
                      " sources=" + std::to_string(pruning.taken_out().size()));
  }
  co_return outlived_to_json(pruning.taken_out());
}

Task<Result<std::string>> Upkeep::renormalize(std::vector<std::string> slugs, bool dry_run) {
  const std::shared_ptr<const Live> live = parts_.engine.live();
  const Result<std::vector<const Source*>> sources = sources_to_renormalize(*live, slugs);
  if (!sources) co_return fail(sources.error());
  const auto how = dry_run ? store::RetentionStore::Amending::Try : store::RetentionStore::Amending::Store;
  std::string lines;
  for (const Source* source : *sources) {
    auto read = [this, live, source, how, now = parts_.engine.clock().now()] {
      return app::renormalize(parts_.engine.store(), *live, *source, how, now);
    };
    const Result<Renormalized> outcome = co_await run_on(parts_.engine.writer(), std::move(read));
    if (!outcome) co_return fail(outcome.error());
    lines += renormalized_to_json(source->slug, *outcome);
    parts_.touched(outcome->touched);
  }
  if (!dry_run) parts_.engine.indexer().wake();
  co_return lines;
}

Task<Result<serve::Body>> Upkeep::back_up() {
  auto copy = [path = store_path(parts_.engine.live()->config.service)]() -> Result<serve::Body> {
    const std::string beside = path + ".backup";  // where a copy was cut short, it is not good for anything
    ::unlink(beside.c_str());
    if (const Result<bool> done = store::sqlite::back_up(path, beside); !done) return fail(done.error());
    return take_file(beside);
  };
  co_return co_await run_on(copier_, std::move(copy));
}

}  // namespace commonplace::app
