#include "app/engine.h"

#include <algorithm>
#include <filesystem>
#include <thread>

#include "app/holds.h"
#include "app/source_request.h"
#include "runtime/log.h"
#include "store/sqlite/store.h"

namespace commonplace::app {
namespace {

fetch::HostLimits::Rules host_rules(const config::Service& service) {
  return {service.host_rate, 1, service.host_connections};
}

bool is_there(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

// A poll is one line: quiet where nothing is new, loud where something is wrong.
void log_poll(const PollReport& report) {
  if (report.status == PollStatus::Unchanged && !runtime::logs(runtime::LogLevel::Debug)) return;
  const std::string line = "poll source=" + report.source + " status=" + std::string(name(report.status)) +
                           " http=" + std::to_string(report.http) + " new=" + std::to_string(report.fresh) +
                           " revised=" + std::to_string(report.revised) +
                           " ms=" + std::to_string(static_cast<long>(report.seconds * 1000)) +
                           (report.message.empty() ? "" : " message=\"" + report.message + "\"");
  switch (report.status) {
    case PollStatus::Ok:
      return runtime::log_info(line);
    case PollStatus::Unchanged:
    case PollStatus::Waiting:
      return runtime::log_debug(line);
    case PollStatus::Blocked:
    case PollStatus::Gone:
    case PollStatus::Error:
      return runtime::log_warn(line);
  }
}

// Where the store lies must be known before it can lend its last good texts: for this alone the drop-ins are read once
// more than they are used.
Result<config::Service> read_service(const Launch& launch) {
  config::Loaded loaded = read_configuration(launch);
  config::Service& service = loaded.config.service;
  if (loaded.service_bad && !is_there(store_path(service))) return fail(Errc::BadConfig, loaded.service_error);
  return std::move(service);
}

}  // namespace

std::string store_path(const config::Service& service) {
  return service.database.substr(std::string_view("sqlite:").size());
}

Result<std::unique_ptr<store::Store>> open_for_reading(const config::Service& service) {
  return store::sqlite::open_sqlite(store_path(service), store::Access::ReadOnly, tag_authority(service));
}

Result<std::unique_ptr<Engine>> Engine::open(boost::asio::io_context& net, Launch launch, Observer observer) {
  const Result<config::Service> service = read_service(launch);
  if (!service) return fail(service.error());
  Result<runtime::FileLock> lock = runtime::FileLock::acquire(store_path(*service) + ".lock");
  if (!lock) {
    if (lock.error().code != Errc::StoreLocked) return fail(lock.error());
    return fail(Errc::StoreLocked, lock.error().detail + "; `commonplace status` asks it how it is");
  }
  auto store = store::sqlite::open_sqlite(store_path(*service), store::Access::ReadWrite, tag_authority(*service));
  if (!store) return fail(store.error());
  Result<Applied> applied = apply_configuration(**store, launch, runtime::SystemClock().now(), Moment::Start);
  if (!applied) return fail(applied.error());
  const auto holds = host_holds(**store, *applied->live, runtime::SystemClock().now());
  if (!holds) return fail(holds.error());
  std::unique_ptr<Engine> engine(new Engine(net, std::move(launch), std::move(observer), std::move(*lock),
                                            std::move(*store), std::move(applied->live)));
  for (const HostHold& hold : *holds)
    engine->paced_.remember_hold(hold.host, hold.wait, engine->clock_.now() - hold.since);
  return engine;
}

Engine::Engine(boost::asio::io_context& net, Launch launch, Observer observer, runtime::FileLock lock,
               std::unique_ptr<store::Store> store, std::shared_ptr<const Live> live)
    : launch_(std::move(launch)),
      observer_(std::move(observer)),
      lock_(std::move(lock)),
      store_(std::move(store)),
      live_(std::move(live)),
      in_force_(live_),
      workers_(std::max(1u, std::thread::hardware_concurrency())),
      network_(net.get_executor(), fetch_settings(live_->config.service)),
      paced_(net.get_executor(), network_, host_rules(live_->config.service), clock_),
      files_(live_->config.service.file_root),
      pipeline_({paced_, files_, *store_, workers_, writer_, clock_, [this] { return in_force_; }}),
      refresher_({net, pipeline_, *store_, writer_, clock_, paced_, *this}),
      indexer_(net, *store_, writer_) {}

Engine::~Engine() {
  workers_.join();
  writer_.join();
}

void Engine::polled(const PollReport& report) {
  log_poll(report);
  if (report.fresh + report.revised > 0) indexer_.wake();
  if (observer_) observer_(report);
}

runtime::Task<Result<Applied>> Engine::reload() {
  auto apply = [this] {
    Result<Applied> applied = apply_configuration(*store_, launch_, clock_.now(), Moment::Reload);
    if (!applied) return applied;
    applied->difference = config::difference(in_force_->config, applied->live->config);
    in_force_ = applied->live;
    return applied;
  };
  Result<Applied> applied = co_await runtime::run_on(writer_, std::move(apply));
  if (applied) {
    live_ = applied->live;
    network_.replace_settings(fetch_settings(live_->config.service));
    paced_.replace_rules(host_rules(live_->config.service));
    files_ = fetch::local::LocalFetcher(live_->config.service.file_root);
    refresher_.wake();
  }
  co_return applied;
}

void Engine::stop() {
  refresher_.stop();
  indexer_.stop();
  paced_.close();
  network_.close();
}

}  // namespace commonplace::app
