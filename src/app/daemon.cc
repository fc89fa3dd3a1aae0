#include "app/daemon.h"

#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <set>

#include "app/alerts.h"
#include "app/archive.h"
#include "app/engine.h"
#include "app/explain.h"
#include "app/kept_answers.h"
#include "app/narrowed_feed.h"
#include "app/poll_counters.h"
#include "app/poll_json.h"
#include "app/publisher.h"
#include "app/search_page.h"
#include "app/source_request.h"
#include "app/source_settings.h"
#include "app/sources_page.h"
#include "app/spawn.h"
#include "app/systemd.h"
#include "app/topic_selection.h"
#include "commonplace/version.h"
#include "publish/links.h"
#include "runtime/log.h"
#include "runtime/memory.h"
#include "serve/admin.h"
#include "serve/listener.h"
#include "serve/respond.h"
#include "serve/snapshot.h"

namespace commonplace::app {
namespace {

using namespace std::chrono_literals;
using runtime::run_on;
using runtime::Task;
using serve::Request;
using serve::Response;

constexpr auto kDrainTime = 3s;     // for answers in flight
constexpr auto kPollStopTime = 1s;  // for polls to commit what they have fetched

// Between two snapshots lies so many times what the last one took, so that a burst of news spends its time on the news:
// what comes alone is published at once, what comes in a flood soon after.
constexpr int kRestAfterBuild = 20;
constexpr auto kLongestRest = 1s;

// News come in bursts, and what they took is not needed until the next: so long after the last one it is given back.
constexpr auto kTidyAfter = 5s;

constexpr std::size_t kSearchesWaiting = 16;
constexpr auto kSearchAge = 60s;
constexpr auto kEntryAge = 1h;

runtime::LogLevel log_level(const std::string& name) {
  if (name == "debug") return runtime::LogLevel::Debug;
  if (name == "warn") return runtime::LogLevel::Warn;
  if (name == "error") return runtime::LogLevel::Error;
  return runtime::LogLevel::Info;
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
        public_(net_.get_executor(), [this](Request request) { return answer(std::move(request)); }),
        admin_listener_(net_.get_executor(), [this](Request request) { return admin_.answer(std::move(request)); }) {}

  Result<bool> run() {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    if (const Result<bool> started = start(); !started) return started;
    net_.run();
    pages_.join();
    readers_.join();
    return true;
  }

 private:
  Result<bool> start() {
    auto engine = Engine::open(net_, launch_, [this](const PollReport& report) { polled(report); });
    if (!engine) return fail(engine.error());
    engine_ = std::move(*engine);
    const std::shared_ptr<const Live> live = engine_->live();
    runtime::set_log_level(log_level(live->config.service.log_level));
    log_messages(*live);
    auto page_store = open_for_reading(live->config.service);
    if (!page_store) return fail(page_store.error());
    page_store_ = std::move(*page_store);
    builder_.emplace(*page_store_, std::min(SnapshotBuilder::kMostFiles, descriptors() / 4));
    auto query_store = open_for_reading(live->config.service);
    if (!query_store) return fail(query_store.error());
    query_store_ = std::move(*query_store);
    sources_page_.emplace(*query_store_);
    alert_network_.emplace(net_.get_executor(), alert_settings(live->config.service));
    alerts_.emplace(Alerts::Parts{net_, *alert_network_, engine_->store(), engine_->writer(), engine_->clock()});
    if (const Result<bool> listening = listen(live->config.service); !listening) return listening;
    spawn_logged(net_, come_up(), "start");
    spawn_logged(net_, watch_signals(), "signals");
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
    rebuild_all_ = true;
    co_await build_snapshots();
    engine_->refresher().start();
    engine_->indexer().wake();
    co_await alerts_->apply(engine_->live());
    alerts_->start();
    const config::Config& config = engine_->live()->config;
    runtime::log_info("ready version=" + std::string(version()) + " sources=" + std::to_string(config.sources.size()) +
                      " topics=" + std::to_string(config.topics.size()));
    notify_ready(std::to_string(config.sources.size()) + " sources, " + std::to_string(config.topics.size()) +
                 " topics");
    co_return true;
  }

  // --- publishing -------------------------------------------------------------------------------------------------

  void polled(const PollReport& report) {
    counters_.count(report);
    publish(report.touched);
    if (alerts_) alerts_->polled(report);
    if (report.entries > 0) tidy_up_later();
  }

  void publish(const std::vector<TopicId>& touched) {
    dirty_.insert(touched.begin(), touched.end());
    if (dirty_.empty() || building_ || build_planned_) return;
    build_planned_ = true;
    spawn_logged(net_, build_rested(), "snapshot");
  }

  Task<bool> build_rested() {
    rest_.expires_at(rested_at_);
    co_await rest_.async_wait(boost::asio::use_awaitable);
    build_planned_ = false;
    if (!dirty_.empty()) co_await build_snapshots();
    co_return true;
  }

  // One build at a time; what is touched meanwhile is built in the next one.
  Task<bool> build_snapshots() {
    if (building_) co_return true;
    building_ = true;
    do {
      const auto began = std::chrono::steady_clock::now();
      auto build = [this, live = engine_->live(), touched = std::exchange(dirty_, {}), now = engine_->clock().now()] {
        Result<std::shared_ptr<const serve::Snapshot>> snapshot = builder_->build(live, touched, now);
        return std::pair(std::move(snapshot), builder_->good_until());
      };
      rebuild_all_ = false;
      auto [built, good_until] = co_await run_on(pages_, std::move(build));
      const auto now = std::chrono::steady_clock::now();
      rested_at_ = now + std::min<std::chrono::steady_clock::duration>(kRestAfterBuild * (now - began), kLongestRest);
      if (!built) {
        runtime::log_error("snapshot failed: " + built.error().detail);
        break;
      }
      snapshots_.store(std::move(*built));
      kept_answers_.forget();
      build_again_at(good_until);
      keep_archives();
    } while (rebuild_all_);
    building_ = false;
    publish({});
    tidy_up_later();
    co_return true;
  }

  void keep_archives() {
    if (std::exchange(keeping_archives_, true)) return;
    spawn_logged(net_, keep_complete_archives(), "archives");
  }

  // What has become complete, one document after another: a store from before has thousands, and entries' pages wait in
  // the same line.
  Task<bool> keep_complete_archives() {
    constexpr auto kRest = 20ms;
    bool more = true;
    while (more && !stopping_) {
      Task<bool> step = keep_one_archive();
      more = co_await std::move(step);
      rest_of_archives_.expires_after(kRest);
      if (more) co_await rest_of_archives_.async_wait(boost::asio::use_awaitable);
    }
    keeping_archives_ = false;
    co_return true;
  }

  Task<bool> keep_one_archive() {
    struct Made {
      store::ArchiveName name;
      std::string document;
    };
    auto make = [this, live = engine_->live()]() -> Result<std::optional<Made>> {
      const Result<std::optional<store::ArchiveName>> next = query_store_->unkept_archive();
      if (!next) return fail(next.error());
      const Topic* topic = *next ? live->topic((*next)->topic) : nullptr;
      if (!topic) return std::optional<Made>();
      Result<std::string> document = archive_to_keep(*query_store_, *live, *topic, (*next)->number);
      if (!document) return fail(document.error());
      return std::optional(Made{**next, std::move(*document)});
    };
    Result<std::optional<Made>> made = co_await run_on(readers_, std::move(make));
    if (!made) runtime::log_error("cannot make an archive: " + made.error().detail);
    if (!made || !*made) co_return false;
    auto keep = [this, made = std::move(**made)] { return engine_->store().keep_archive(made.name, made.document); };
    const Result<bool> kept = co_await run_on(engine_->writer(), std::move(keep));
    if (!kept) runtime::log_error("cannot keep an archive: " + kept.error().detail);
    co_return kept.has_value();
  }

  // In steps, so that a clock that is set, or a machine that sleeps, makes it late by no more than one.
  void build_again_at(std::optional<Timestamp> when) {
    constexpr std::chrono::seconds kStep{60};
    aging_.cancel();
    if (!when) return;
    const std::chrono::seconds wait = *when - engine_->clock().now();
    aging_.expires_after(std::clamp(wait, std::chrono::seconds{1}, kStep));
    aging_.async_wait([this, when](boost::system::error_code cancelled) {
      if (cancelled || stopping_) return;
      if (engine_->clock().now() < *when) return build_again_at(when);
      spawn_logged(net_, build_snapshots(), "snapshot");
    });
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
      if (is_untidy_) return plan_tidying();
      tidying_planned_ = false;
      boost::asio::post(pages_, &runtime::give_back_memory);
    });
  }

  // --- answering --------------------------------------------------------------------------------------------------

  serve::Reply answer(Request request) {
    const std::shared_ptr<const serve::Snapshot> snapshot = snapshots_.load();
    serve::Answer answer = serve::respond(request, snapshot.get());
    if (auto* response = std::get_if<Response>(&answer)) return std::move(*response);
    if (auto* search = std::get_if<serve::SearchQuery>(&answer)) {
      return answer_search_query(std::move(request), std::move(*search));
    }
    if (auto* archive = std::get_if<serve::ArchiveQuery>(&answer)) {
      return answer_archive_query(std::move(request), std::move(*archive));
    }
    if (auto* feed = std::get_if<serve::FeedQuery>(&answer)) {
      return answer_feed_query(std::move(request), std::move(*feed), snapshot);
    }
    if (std::holds_alternative<serve::SourcesQuery>(answer)) return answer_sources_query(std::move(request));
    return answer_entry_query(std::move(request), std::get<serve::EntryQuery>(std::move(answer)));
  }

  Task<Response> answer_entry_query(Request request, serve::EntryQuery query) {
    const std::shared_ptr<const Live> live = engine_->live();
    auto read = [this, live, request = std::move(request), query = std::move(query)]() -> Result<Response> {
      const Result<EntryAnswer> answer = answer_entry(*query_store_, *live, query.key, query.revision);
      if (!answer) return fail(answer.error());
      return respond_to_entry(request, *live, *answer);
    };
    Result<Response> response = co_await run_on(readers_, std::move(read));
    if (response) co_return std::move(*response);
    runtime::log_error("cannot read an entry: " + response.error().detail);
    co_return serve::respond_error(500, live->site());
  }

  static Response respond_to_entry(const Request& request, const Live& live, const EntryAnswer& answer) {
    const std::string_view encodings = request.header("accept-encoding");
    if (const auto* page = std::get_if<EntryPage>(&answer)) {
      return serve::respond_with(
          request, serve::represent_once(render(*page), kEntryAge, serve::Audience::Everybody, encodings));
    }
    if (const auto* guarded = std::get_if<GuardedEntry>(&answer)) {
      if (!guarded->guard.admits(request)) {
        if (guarded->instead) return serve::respond_elsewhere(live.site(), "/entries/" + *guarded->instead);
        return serve::respond_unauthorized(live.site());
      }
      return serve::respond_with(
          request, serve::represent_once(render(guarded->page), kEntryAge, serve::Audience::Guarded, encodings));
    }
    if (const auto* other = std::get_if<OtherEntry>(&answer)) {
      return serve::respond_elsewhere(live.site(), "/entries/" + other->key);
    }
    if (const auto* gone = std::get_if<GonePage>(&answer)) return serve::respond_gone(render(*gone));
    return serve::respond_error(404, live.site());
  }

  Task<Response> answer_sources_query(Request request) {
    const std::shared_ptr<const Live> live = engine_->live();
    auto read = [this, live] { return sources_page_->get(live); };
    const auto page = co_await run_on(readers_, std::move(read));
    if (page) co_return serve::respond_with(request, *page);
    runtime::log_error("cannot read the sources: " + page.error().detail);
    co_return serve::respond_error(500, live->site());
  }

  Task<Response> answer_search_query(Request request, serve::SearchQuery query) {
    const std::shared_ptr<const Live> live = engine_->live();
    auto search = [this, live, request = std::move(request), query = std::move(query)]() -> Result<Response> {
      Result<SearchAnswer> found = search_page(*query_store_, *live, query.asked, query.format);
      if (!found) return fail(found.error());
      if (found->page.problem) return serve::respond_problem(found->status, found->page, query.format);
      return serve::respond_with(
          request, serve::represent_once(render(found->page, query.format), kSearchAge, serve::Audience::Everybody,
                                         request.header("accept-encoding")));
    };
    Task<Response> answer = answer_in_line(live, std::move(search));
    co_return co_await std::move(answer);
  }

  Task<Response> answer_feed_query(Request request, serve::FeedQuery query,
                                   std::shared_ptr<const serve::Snapshot> snapshot) {
    const std::shared_ptr<const Live> live = engine_->live();
    const auto topic = std::ranges::find(live->config.topics, query.slug, &Topic::slug);
    if (topic == live->config.topics.end()) co_return serve::respond_error(404, live->site());
    // The configuration may be newer than the snapshot that the request was admitted by.
    const bool is_guarded = !is_public(*topic);
    if (is_guarded && !serve::Guard(topic->tokens).admits(request)) co_return serve::respond_unauthorized(live->site());
    // One spelling a question and an encoding. What grows too old by itself is asked anew.
    const std::string encodings(request.header("accept-encoding"));
    std::string question;
    if (!topic->max_age)
      question = publish::topic_url(Site{}, query.slug, query.format, query.asked) + "\n" + encodings;
    if (const auto kept = kept_answers_.find(question)) co_return serve::respond_with(request, kept);
    auto made = std::make_shared<KeptAnswers::Document>();
    auto read = [this, live, &topic = *topic, request = std::move(request), query = std::move(query), is_guarded,
                 snapshot = std::move(snapshot), now = engine_->clock().now(), encodings, made]() -> Result<Response> {
      Result<NarrowedFeed> feed = narrowed_feed(*query_store_, *live, topic, query.format, query.asked, now);
      if (!feed) return fail(feed.error());
      if (!feed->problem.empty()) return serve::respond_bad_parameter(feed->problem);
      if (feed->is_whole) return serve::respond_whole(request, *snapshot);
      const auto audience = is_guarded ? serve::Audience::Guarded : serve::Audience::Everybody;
      *made = serve::represent_once(render(feed->page, query.format), feed->page.max_age, audience, encodings);
      return serve::respond_with(request, *made);
    };
    const std::uint64_t state = kept_answers_.state();
    Task<Response> work = answer_in_line(live, std::move(read));
    Response response = co_await std::move(work);
    if (*made && !question.empty()) kept_answers_.keep(question, *made, state);
    co_return response;
  }

  Task<Response> answer_archive_query(Request request, serve::ArchiveQuery query) {
    const std::shared_ptr<const Live> live = engine_->live();
    const auto topic = std::ranges::find(live->config.topics, query.slug, &Topic::slug);
    if (topic == live->config.topics.end()) co_return serve::respond_error(404, live->site());
    const bool is_guarded = !is_public(*topic);
    if (is_guarded && !serve::Guard(topic->tokens).admits(request)) co_return serve::respond_unauthorized(live->site());
    auto read = [this, live, &topic = *topic, request = std::move(request), number = query.number,
                 is_guarded]() -> Result<Response> {
      Result<std::optional<ArchiveDocument>> found = archive_document(*query_store_, *live, topic, number);
      if (!found) return fail(found.error());
      if (!*found) return serve::respond_error(404, live->site());
      const auto audience = is_guarded ? serve::Audience::Guarded : serve::Audience::Everybody;
      return serve::respond_with(request, serve::represent_once((*found)->rendered, (*found)->max_age, audience,
                                                                request.header("accept-encoding")));
    };
    Task<Response> answer = answer_in_line(live, std::move(read));
    co_return co_await std::move(answer);
  }

  // One search after another, and only so many wait: the store's reader has pages of entries to show, too.
  Task<Response> answer_in_line(std::shared_ptr<const Live> live, std::function<Result<Response>()> search) {
    if (searches_ == kSearchesWaiting) {
      Response busy = serve::respond_error(503, live->site());
      busy.headers.emplace_back("Retry-After", "2");
      co_return busy;
    }
    ++searches_;
    std::string failure;
    std::optional<Response> response;
    try {
      Result<Response> answered = co_await run_on(readers_, std::move(search));
      if (answered) response = std::move(*answered);
      if (!answered) failure = answered.error().detail;
    } catch (const std::exception& thrown) {
      failure = thrown.what();
    }
    --searches_;
    if (response) co_return *std::move(response);
    runtime::log_error("cannot read what is asked for: " + failure);
    co_return serve::respond_error(500, live->site());
  }

  // --- serve::Admin::Delegate
  // -----------------------------------------------------------------------------------------

  Task<Result<serve::Admin::State>> state() override {
    auto read = [this] { return query_store_->sources(); };
    Result<std::vector<store::SourceRow>> rows = co_await run_on(readers_, std::move(read));
    if (!rows) co_return fail(rows.error());
    const std::shared_ptr<const Live> live = engine_->live();
    serve::Admin::State state;
    state.site = live->site();
    state.now = engine_->clock().now();
    state.sources = std::move(*rows);
    for (const config::Message& message : live->messages) state.messages.push_back(message.to_string());
    state.outage = engine_->outage();
    state.ready = snapshots_.load() != nullptr;
    co_return state;
  }

  Task<Result<serve::Admin::SourceView>> source(std::string slug) override {
    struct Stored {
      std::optional<store::SourceRow> row;
      std::vector<store::PollRun> polls;
    };
    auto read = [this, slug]() -> Result<Stored> {
      Result<std::optional<store::SourceRow>> row = query_store_->source(slug);
      if (!row) return fail(row.error());
      if (!*row) return Stored{};
      Result<std::vector<store::PollRun>> polls = query_store_->polls((*row)->id);
      if (!polls) return fail(polls.error());
      return Stored{std::move(*row), std::move(*polls)};
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
    if (const Source* configured = live->source(slug)) {
      view.explained = explain_source(view.row, *configured, view.now);
      view.explanation = explain_source_as_json(view.row, *configured, view.now);
      view.configured = settings_of(*configured);
    }
    co_return view;
  }

  Task<Result<std::string>> metrics() override {
    auto read = [this] { return query_store_->gauges(); };
    Result<std::vector<store::SourceGauge>> gauges = co_await run_on(readers_, std::move(read));
    if (!gauges) co_return fail(gauges.error());
    serve::Metrics metrics;
    metrics.version = version();
    const std::shared_ptr<const serve::Snapshot> snapshot = snapshots_.load();
    metrics.ready = snapshot != nullptr;
    if (snapshot) metrics.published = serve::size_of(*snapshot);
    metrics.connections = public_.connections();
    metrics.config_errors = static_cast<std::size_t>(
        std::ranges::count(engine_->live()->messages, config::Message::Severity::Error, &config::Message::severity));
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
    for (const std::string& slug : request.slugs) {
      if (!live->source(slug)) co_return fail(Errc::NotFound, "no source '" + slug + "' is configured");
    }
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
      co_return fail(applied.error());
    }
    log_messages(*applied->live);
    runtime::set_log_level(log_level(applied->live->config.service.log_level));
    alert_network_->replace_settings(alert_settings(applied->live->config.service));
    co_await alerts_->apply(applied->live);
    counters_.keep_only(applied->live->config);
    rebuild_all_ = true;
    co_await build_snapshots();
    const std::string summary = std::to_string(applied->live->config.sources.size()) + " sources, " +
                                std::to_string(applied->live->config.topics.size()) + " topics";
    runtime::log_info("reloaded: " + summary);
    co_return "reloaded: " + summary + "\n";
  }

  // --- signals and the end ----------------------------------------------------------------------------------------

  Task<bool> watch_signals() {
    for (;;) {
      const int signal = co_await signals_.async_wait(boost::asio::use_awaitable);
      if (signal == SIGHUP) {
        co_await reload();
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
      if (co_await run_on(engine_->writer(), std::move(probe))) notify_watchdog();
    }
  }

  Launch launch_;
  boost::asio::io_context net_{1};
  boost::asio::signal_set signals_;
  boost::asio::thread_pool pages_{1};    // builds snapshots, on page_store_
  boost::asio::thread_pool readers_{1};  // answers queries, on query_store_
  std::unique_ptr<store::Store> page_store_;
  std::unique_ptr<store::Store> query_store_;
  std::optional<SourcesPageKeeper> sources_page_;  // on query_store_, for readers_
  std::unique_ptr<Engine> engine_;
  std::optional<fetch::curl::CurlFetcher> alert_network_;
  std::optional<Alerts> alerts_;
  PollCounters counters_;
  std::optional<SnapshotBuilder> builder_;
  serve::SnapshotHolder snapshots_;
  KeptAnswers kept_answers_;  // narrowed feeds
  serve::Admin admin_{*this};
  serve::Listener public_;
  serve::Listener admin_listener_;
  std::set<TopicId> dirty_;
  boost::asio::steady_timer rest_{net_};
  std::chrono::steady_clock::time_point rested_at_;
  std::size_t searches_ = 0;  // that are not answered yet
  bool build_planned_ = false;
  boost::asio::steady_timer aging_{net_};
  boost::asio::steady_timer rest_of_archives_{net_};
  boost::asio::steady_timer tidying_{net_};
  bool tidying_planned_ = false;
  bool keeping_archives_ = false;
  bool is_untidy_ = false;
  bool rebuild_all_ = false;
  bool building_ = false;
  bool stopping_ = false;
};

}  // namespace

Result<bool> run_daemon(const Launch& launch) {
  runtime::start_log(runtime::LogLevel::Info);
  return Daemon(launch).run();
}

}  // namespace commonplace::app
