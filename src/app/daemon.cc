#include "app/daemon.h"

#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <map>

#include "app/alerts.h"
#include "app/answers.h"
#include "app/archive_keeper.h"
#include "app/engine.h"
#include "app/explain.h"
#include "app/hub_notifier.h"
#include "app/listings.h"
#include "app/poll_counters.h"
#include "app/poll_json.h"
#include "app/publication.h"
#include "app/reload_report.h"
#include "app/source_request.h"
#include "app/source_settings.h"
#include "app/spawn.h"
#include "app/systemd.h"
#include "app/unknown_name.h"
#include "app/upkeep.h"
#include "commonplace/version.h"
#include "runtime/folder_watch.h"
#include "runtime/log.h"
#include "runtime/memory.h"
#include "serve/admin.h"
#include "serve/listener.h"
#include "serve/snapshot.h"

namespace commonplace::app {
namespace {

using namespace std::chrono_literals;
using runtime::run_on;
using runtime::Task;
using serve::Request;

constexpr std::size_t kEntriesLookedAt = 50;  // of a source, for what its publisher should know
constexpr auto kDrainTime = 3s;               // for answers in flight
constexpr auto kPollStopTime = 1s;            // for polls to commit what they have fetched

// News come in bursts, and what they took is not needed until the next: so long after the last one was indexed it is
// given back.
constexpr auto kTidyAfter = 5s;

runtime::LogLevel log_level(const std::string& name) {
  if (name == "debug") return runtime::LogLevel::Debug;
  if (name == "warn") return runtime::LogLevel::Warn;
  if (name == "error") return runtime::LogLevel::Error;
  return runtime::LogLevel::Info;
}

// What had to be guessed or repaired in these entries, the most frequent first.
std::vector<std::pair<std::string, std::size_t>> warnings_of(const std::vector<Entry>& entries) {
  std::map<std::string, std::size_t> counts;
  for (const Entry& entry : entries) {
    for (const std::string& warning : entry.warnings) ++counts[warning];
  }
  std::vector<std::pair<std::string, std::size_t>> warnings(counts.begin(), counts.end());
  std::ranges::stable_sort(warnings, std::ranges::greater{}, &std::pair<std::string, std::size_t>::second);
  return warnings;
}

void log_messages(const Live& live) {
  for (const config::Message& message : live.messages) {
    const bool error = message.severity == config::Message::Severity::Error;
    (error ? runtime::log_error : runtime::log_warn)(message.to_string());
  }
}

// How many descriptors this process may have open: as many as the system lets it have, up to what it can need.
std::size_t descriptors() {
  constexpr rlim_t kEnough = 16384;
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 256;
  const rlim_t wanted = std::min(limit.rlim_max, kEnough);
  if (limit.rlim_cur < wanted) {
    const rlimit raised{wanted, limit.rlim_max};
    if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  }
  return limit.rlim_cur;
}

class Daemon final : private serve::Admin::Delegate {
 public:
  explicit Daemon(Launch launch)
      : launch_(std::move(launch)),
        signals_(net_, SIGTERM, SIGINT, SIGHUP),
        folder_watch_(net_, launch_.directory),
        public_(net_.get_executor(), [this](Request request) { return answers_->answer(std::move(request)); }),
        admin_listener_(net_.get_executor(), [this](Request request) { return admin_->answer(std::move(request)); }) {}

  Result<bool> run() {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    if (const Result<bool> started = start(); !started) return started;
    net_.run();
    publication_->join();
    readers_.join();
    return true;
  }

 private:
  Result<bool> start() {
    // Before the drop-ins are read, so that no change to them is missed.
    const Result<bool> watching = folder_watch_.start();
    auto engine = Engine::open(net_, launch_, [this](const PollReport& report) { polled(report); });
    if (!engine) return fail(engine.error());
    engine_ = std::move(*engine);
    runtime::give_back_memory();  // what the drop-ins took while they were read
    started_ = engine_->clock().now();
    const std::shared_ptr<const Live> live = engine_->live();
    runtime::set_log_level(log_level(live->config.service.log_level));
    log_messages(*live);
    auto page_store = open_for_reading(live->config.service);
    if (!page_store) return fail(page_store.error());
    page_store_ = std::move(*page_store);
    const std::size_t most_files = std::min(SnapshotBuilder::kMostFiles, descriptors() / 4);
    publication_.emplace(Publication::Parts{
        net_, *page_store_, *engine_, most_files,
        [this](const serve::Snapshot* before, const serve::Snapshot& now) { published(before, now); }});
    auto query_store = open_for_reading(live->config.service);
    if (!query_store) return fail(query_store.error());
    query_store_ = std::move(*query_store);
    answers_.emplace(Answers::Parts{*query_store_, readers_, publication_->snapshots(), *engine_});
    upkeep_.emplace(Upkeep::Parts{net_, *query_store_, readers_, *engine_,
                                  [this](const std::vector<TopicId>& touched) { publication_->publish(touched); }});
    serve::Admin::Delegate& daemon = *this;
    admin_.emplace(daemon, *upkeep_);
    archives_.emplace(ArchiveKeeper::Parts{net_, *query_store_, readers_, engine_->store(), engine_->writer(),
                                           [this] { return engine_->live(); }});
    alert_network_.emplace(net_.get_executor(), alert_settings(live->config.service));
    hub_.emplace(HubNotifier::Parts{net_, *alert_network_});
    alerts_.emplace(Alerts::Parts{net_, *alert_network_, engine_->store(), engine_->writer(), engine_->clock()});
    if (const Result<bool> listening = listen(live->config.service); !listening) return listening;
    spawn_logged(net_, come_up(), "start");
    spawn_logged(net_, watch_signals(), "signals");
    if (watching) {
      spawn_logged(net_, watch_folder(), "folder");
    } else {
      runtime::log_warn(watching.error().detail + "; after a change run `commonplace reload`");
    }
    if (const auto interval = watchdog_interval()) spawn_logged(net_, feed_watchdog(*interval), "watchdog");
    return true;
  }

  Result<bool> listen(const config::Service& service) {
    const std::vector<ActivatedSocket> activated = activated_sockets();
    bool admin_activated = false;
    for (const ActivatedSocket& socket : activated) {
      const bool admin = socket.name == "admin";
      admin_activated = admin_activated || admin;
      const auto adopted = (admin ? admin_listener_ : public_).adopt(socket.descriptor);
      if (!adopted) return fail(adopted.error());
      runtime::log_info("listen address=" + *adopted + " by=systemd");
    }
    // Sockets that systemd opened take the place of the configured public ones.
    if (activated.size() == (admin_activated ? 1u : 0u)) {
      for (const std::string& address : service.listen) {
        const auto bound = public_.listen(address);
        if (!bound) return fail(bound.error());
        runtime::log_info("listen address=" + *bound);
      }
    }
    if (!admin_activated) {
      const auto bound = admin_listener_.listen(service.admin_listen);
      if (!bound) return fail(bound.error());
      runtime::log_info("listen address=" + *bound + " for=admin");
    }
    return true;
  }

  // The first snapshot, then polling: readers are answered from what is stored before anybody is asked anything.
  Task<bool> come_up() {
    Task<bool> publishing = publication_->publish_all();
    co_await std::move(publishing);
    engine_->refresher().start();
    engine_->indexer().wake();
    Task<std::optional<bool>> watching = logged(alerts_->apply(engine_->live()), "alerts");
    co_await std::move(watching);
    alerts_->start();
    upkeep_->start();
    co_return true;
  }

  // Once there is something to serve.
  void say_ready() {
    if (std::exchange(is_ready_, true)) return;
    const config::Config& config = engine_->live()->config;
    runtime::log_info("ready version=" + std::string(version()) + " sources=" + std::to_string(config.sources.size()) +
                      " topics=" + std::to_string(config.topics.size()));
    notify_ready(std::to_string(config.sources.size()) + " sources, " + std::to_string(config.topics.size()) +
                 " topics");
  }

  // --- after polls ------------------------------------------------------------------------------------------------

  void polled(const PollReport& report) {
    counters_.count(report);
    publication_->publish(report.touched);
    if (alerts_) alerts_->polled(report);
    if (report.entries > 0) tidy_up_later();
  }

  void published(const serve::Snapshot* before, const serve::Snapshot& now) {
    say_ready();
    const std::shared_ptr<const Live> live = engine_->live();
    hub_->tell(live->config.service.hub, changed_feeds(*live, before, now));
    answers_->forget();
    archives_->wake();
    tidy_up_later();
  }

  void tidy_up_later() {
    is_untidy_ = true;
    if (!std::exchange(tidying_planned_, true)) plan_tidying();
  }

  void plan_tidying() {
    is_untidy_ = false;
    tidying_.expires_after(kTidyAfter);
    tidying_.async_wait([this](boost::system::error_code cancelled) {
      if (cancelled) return;
      if (is_untidy_ || engine_->indexer().is_running()) return plan_tidying();
      tidying_planned_ = false;
      boost::asio::post(engine_->writer(), [&store = engine_->store()] {
        store.forget_pages();
        runtime::give_back_memory();
      });
    });
  }

  // In the drop-ins as they are now.
  std::size_t mistakes() const {
    const auto errors =
        std::ranges::count(engine_->live()->messages, config::Message::Severity::Error, &config::Message::severity);
    return static_cast<std::size_t>(errors) + (refusal_.empty() ? 0 : 1);
  }

  // --- serve::Admin::Delegate -------------------------------------------------------------------------------------

  Task<Result<serve::Admin::State>> state() override {
    auto read = [this] { return query_store_->sources(); };
    Result<std::vector<store::SourceRow>> rows = co_await run_on(readers_, std::move(read));
    if (!rows) co_return fail(rows.error());
    const std::shared_ptr<const Live> live = engine_->live();
    serve::Admin::State state;
    state.site = live->site();
    state.now = engine_->clock().now();
    state.sources = std::move(*rows);
    if (!refusal_.empty()) state.messages.push_back(refusal_ + "; until then all stays as it was");
    for (const config::Message& message : live->messages) state.messages.push_back(message.to_string());
    state.mistakes = mistakes();
    state.started = started_;
    state.topics = live->config.topics.size();
    state.kept = live->drop_ins.kept;
    state.left_out = live->drop_ins.left_out;
    state.outage = engine_->outage();
    state.ready = publication_->snapshots().load() != nullptr;
    co_return state;
  }

  Task<Result<serve::Admin::SourceView>> source(std::string slug) override {
    struct Stored {
      std::optional<store::SourceRow> row;
      std::vector<store::PollRun> polls;
      std::vector<Entry> entries;  // the newest
    };
    auto read = [this, slug]() -> Result<Stored> {
      Result<std::optional<store::SourceRow>> row = query_store_->source(slug);
      if (!row) return fail(row.error());
      if (!*row) return Stored{};
      Result<std::vector<store::PollRun>> polls = query_store_->polls((*row)->id);
      if (!polls) return fail(polls.error());
      Result<std::vector<Entry>> entries = query_store_->entries({{}, slug, std::nullopt, kEntriesLookedAt});
      if (!entries) return fail(entries.error());
      return Stored{std::move(*row), std::move(*polls), std::move(*entries)};
    };
    Result<Stored> stored = co_await run_on(readers_, std::move(read));
    if (!stored) co_return fail(stored.error());
    if (!stored->row) co_return fail(Errc::NotFound, "no source '" + slug + "' is known");
    const std::shared_ptr<const Live> live = engine_->live();
    serve::Admin::SourceView view;
    view.site = live->site();
    view.now = engine_->clock().now();
    view.row = std::move(*stored->row);
    view.polls = std::move(stored->polls);
    view.noticed = describe(view.row.id_quality);
    view.warnings = warnings_of(stored->entries);
    if (const Source* configured = live->source(slug)) {
      view.explained = explain_source(view.row, *configured, view.now);
      view.explanation = explain_source_as_json(view.row, *configured, view.now);
      view.configured = settings_of(*configured);
    }
    co_return view;
  }

  Task<Result<std::string>> topics() override {
    auto read = [this, live = engine_->live()] { return list_topics(*query_store_, live->config); };
    co_return co_await run_on(readers_, std::move(read));
  }

  Task<Result<std::string>> entries(std::string query) override {
    auto read = [this, live = engine_->live(), query = std::move(query)] {
      return list_entries(*query_store_, live->config, query);
    };
    co_return co_await run_on(readers_, std::move(read));
  }

  Task<Result<std::string>> metrics() override {
    auto read = [this] { return query_store_->gauges(); };
    Result<std::vector<store::SourceGauge>> gauges = co_await run_on(readers_, std::move(read));
    if (!gauges) co_return fail(gauges.error());
    serve::Metrics metrics;
    metrics.version = version();
    const std::shared_ptr<const serve::Snapshot> snapshot = publication_->snapshots().load();
    metrics.ready = snapshot != nullptr;
    if (snapshot) metrics.published = serve::size_of(*snapshot);
    metrics.connections = public_.connections();
    metrics.config_errors = mistakes();
    metrics.sources = std::move(*gauges);
    metrics.all_polls = counters_.all();
    metrics.polls = counters_.by_source();
    metrics.alerts_delivered = alerts_->delivered();
    metrics.alerts_failed = alerts_->failed();
    metrics.alerts_watched = alerts_->watched();
    co_return serve::write_metrics(metrics);
  }

  Task<Result<std::string>> poll(serve::Admin::PollRequest request) override {
    const std::shared_ptr<const Live> live = engine_->live();
    if (const auto unknown = first_unknown_source(live->config, request.slugs)) co_return fail(*unknown);
    const auto force = request.force ? Refresher::Force::Yes : Refresher::Force::No;
    const std::vector<PollReport> reports = co_await engine_->refresher().poll_now(std::move(request.slugs), force);
    std::string lines;
    for (const PollReport& report : reports) lines += poll_report_to_json(report) + "\n";
    co_return lines;
  }

  Task<Result<std::string>> reload() override {
    notify_reloading();
    Result<Applied> applied = co_await engine_->reload();
    notify_ready("reloaded");
    if (!applied) {
      runtime::log_error("reload failed: " + applied.error().detail);
      refusal_ = applied.error().detail;
      co_return fail(applied.error());
    }
    refusal_.clear();
    const Live& live = *applied->live;
    log_messages(live);
    runtime::set_log_level(log_level(live.config.service.log_level));
    alert_network_->replace_settings(alert_settings(live.config.service));
    co_await alerts_->apply(applied->live);
    counters_.keep_only(live.config);
    Task<bool> publishing = publication_->publish_all();
    co_await std::move(publishing);
    runtime::log_info("reloaded: " + reload_in_words(live, applied->difference));
    co_return reload_as_json(live, applied->difference) + "\n";
  }

  // Nobody waits for the outcome, which is in the log.
  Task<bool> reload_unasked() {
    Task<std::optional<Result<std::string>>> work = logged(reload(), "reload");
    const std::optional<Result<std::string>> reloaded = co_await std::move(work);
    co_return reloaded.has_value() && reloaded->has_value();
  }

  // What happens in the folder of the drop-ins is looked at once it has settled, and read again where it is different.
  Task<bool> watch_folder() {
    for (;;) {
      Task<Result<bool>> wait = folder_watch_.settled();
      const Result<bool> settled = co_await std::move(wait);
      if (stopping_) co_return true;
      if (!settled) runtime::log_warn(settled.error().detail + "; after a change run `commonplace reload`");
      auto read = [folder = launch_.directory] { return config::digest_of(config::read_directory(folder)); };
      const std::string digest = co_await run_on(readers_, std::move(read));
      if (digest != engine_->live()->drop_ins.digest) {
        Task<bool> work = reload_unasked();
        co_await std::move(work);
      }
      if (!settled) co_return true;
    }
  }

  // --- signals and the end ----------------------------------------------------------------------------------------

  Task<bool> watch_signals() {
    for (;;) {
      const int signal = co_await signals_.async_wait(boost::asio::use_awaitable);
      if (signal == SIGHUP) {  // takes minutes in a large store, and other signals are not to wait
        if (!stopping_) spawn_logged(net_, reload_unasked(), "reload");
        continue;
      }
      if (stopping_) {  // asked twice: now
        net_.stop();
        co_return true;
      }
      stopping_ = true;
      spawn_logged(net_, shut_down(), "shutdown");
    }
  }

  // Backwards: no new readers, no new polls, transfers cancelled, what was fetched committed.
  Task<bool> shut_down() {
    runtime::log_info("stopping");
    notify_stopping();
    folder_watch_.stop();
    publication_->stop();
    archives_->stop();
    upkeep_->stop();
    hub_->stop();
    alerts_->stop();
    alert_network_->close();
    engine_->stop();
    const bool drained = co_await public_.drain(kDrainTime);
    co_await admin_listener_.drain(100ms);
    boost::asio::steady_timer pause(net_);
    for (auto waited = 0ms; engine_->refresher().in_flight() > 0 && waited < kPollStopTime; waited += 10ms) {
      pause.expires_after(10ms);
      co_await pause.async_wait(boost::asio::use_awaitable);
    }
    runtime::log_info(drained ? "stopped" : "stopped; some answers were cut off");
    net_.stop();
    co_return true;
  }

  // Only a net thread and a writer that both answer keep the watchdog quiet.
  Task<bool> feed_watchdog(std::chrono::microseconds interval) {
    boost::asio::steady_timer timer(net_);
    for (;;) {
      timer.expires_after(interval);
      co_await timer.async_wait(boost::asio::use_awaitable);
      auto probe = [this] { return engine_->store().next_due(store::Reach::Any).has_value(); };
      Task<std::optional<bool>> probing = logged(run_on(engine_->writer(), std::move(probe)), "watchdog");
      const std::optional<bool> good = co_await std::move(probing);
      if (good && *good) notify_watchdog();
    }
  }

  Launch launch_;
  boost::asio::io_context net_{1};
  boost::asio::signal_set signals_;
  runtime::FolderWatch folder_watch_;
  boost::asio::thread_pool readers_{1};  // answers queries, on query_store_
  std::unique_ptr<store::Store> page_store_;
  std::unique_ptr<store::Store> query_store_;
  std::unique_ptr<Engine> engine_;
  Timestamp started_;
  std::string refusal_;  // why the last reload changed nothing; empty: it did
  std::optional<fetch::curl::CurlFetcher> alert_network_;
  std::optional<HubNotifier> hub_;
  std::optional<Alerts> alerts_;
  PollCounters counters_;
  std::optional<Publication> publication_;  // on page_store_
  std::optional<Answers> answers_;
  std::optional<ArchiveKeeper> archives_;
  std::optional<Upkeep> upkeep_;
  std::optional<serve::Admin> admin_;
  serve::Listener public_;
  serve::Listener admin_listener_;
  boost::asio::steady_timer tidying_{net_};
  bool tidying_planned_ = false;
  bool is_untidy_ = false;
  bool is_ready_ = false;
  bool stopping_ = false;
};

}  // namespace

Result<bool> run_daemon(const Launch& launch) {
  runtime::start_log(runtime::LogLevel::Info);
  return Daemon(launch).run();
}

}  // namespace commonplace::app
