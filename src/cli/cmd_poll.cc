// `commonplace poll`: one round of polling, under the store's lock or through the daemon that holds it.
//
// On a terminal a line says how far it is. The daemon answers once all have ended, so until then that line is made of
// what it says of its sources.

#include <unistd.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <future>
#include <iostream>
#include <map>
#include <set>

#include "app/engine.h"
#include "app/poll_json.h"
#include "app/run_to_end.h"
#include "app/unknown_name.h"
#include "base/text.h"
#include "cli/admin_client.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/mistakes.h"
#include "cli/progress.h"
#include "cli/targets.h"
#include "runtime/log.h"

namespace commonplace::cli {
namespace {

constexpr std::chrono::milliseconds kLook{250};  // how often the daemon is asked how far it is
// A store from before there were searches takes longer; the next call goes on with it.
constexpr std::chrono::seconds kIndexing{30};

void print(const boost::json::object& report) {
  std::cout << report.at("source").as_string().c_str() << ": " << report.at("status").as_string().c_str();
  if (const auto* entries = report.if_contains("entries"); entries && entries->as_int64() > 0) {
    std::cout << ", " << report.at("new").as_int64() << " new and " << report.at("revised").as_int64() << " revised of "
              << entries->as_int64() << " entries";
  }
  if (const auto* message = report.if_contains("message")) std::cout << ": " << message->as_string().c_str();
  std::cout << std::endl;
}

// Shows each poll as it ends, and remembers whether all went well.
class Round {
 public:
  // Whoever asks for JSON in a pipe watches that, in the same terminal.
  explicit Round(const PollOptions& options)
      : options_(options),
        progress_(options.json && isatty(STDOUT_FILENO) == 0 ? Progress::Wanted::No : Progress::Wanted::Yes) {}

  void begin(const config::Config& config) {
    std::set<std::string> awaited(options_.slugs.begin(), options_.slugs.end());
    for (const Source& source : config.sources) {
      if (options_.slugs.empty() && source.enabled) awaited.insert(source.slug);
    }
    progress_.begin(std::move(awaited));
  }

  void ended(const std::string& line) {
    const boost::json::object report = boost::json::parse(line).as_object();
    const std::string_view status = report.at("status").as_string();
    const bool failed = status == "error" || status == "blocked";
    good_ = good_ && !failed;
    progress_.erase();
    if (options_.json) {
      std::cout << line << std::endl;
    } else {
      print(report);
    }
    progress_.ended(report.at("source").as_string().c_str(), failed);
  }

  Progress& progress() { return progress_; }
  int outcome() const { return good_ ? kDone : kFailed; }

 private:
  const PollOptions& options_;
  Progress progress_;
  bool good_ = true;
};

int poll_here(boost::asio::io_context& net, app::Engine& engine, const PollOptions& options, Round& shown) {
  const std::shared_ptr<const app::Live> live = engine.live();
  tell_mistakes(live->messages);
  if (const auto unknown = app::first_unknown_source(live->config, options.slugs)) return complain(*unknown);
  shown.begin(live->config);
  auto round = [&]() -> runtime::Task<bool> {
    const auto force = options.force ? app::Refresher::Force::Yes : app::Refresher::Force::No;
    co_await engine.refresher().poll_now(options.slugs, force);
    co_await engine.indexer().finish(kIndexing);
    engine.stop();
    co_return true;
  };
  app::run_to_end(net, round());
  return shown.outcome();
}

// When each source was polled last and whether that failed, as the daemon tells it; nothing where it does not.
struct LastPoll {
  std::string time;
  bool failed = false;
};
std::map<std::string, LastPoll> last_polls(const std::string& daemon) {
  std::map<std::string, LastPoll> polls;
  const Result<AdminAnswer> answer = ask_daemon(daemon, "GET", "/api/sources");
  if (!answer || answer->status != 200) return polls;
  const boost::json::value sources = boost::json::parse(answer->body);
  for (const boost::json::value& row : sources.as_array()) {
    const boost::json::object& source = row.as_object();
    if (const auto* time = source.if_contains("last_poll"))
      polls[source.at("source").as_string().c_str()] = {time->as_string().c_str(),
                                                        source.at("failures").as_int64() > 0};
  }
  return polls;
}

Result<AdminAnswer> ask_and_watch(const std::string& daemon, const std::string& target, Progress& progress) {
  if (!progress.is_shown()) return ask_daemon(daemon, "POST", target);
  std::map<std::string, LastPoll> before = last_polls(daemon);
  auto answer = std::async(std::launch::async, [&] { return ask_daemon(daemon, "POST", target); });
  while (answer.wait_for(kLook) == std::future_status::timeout) {
    for (const auto& [source, now] : last_polls(daemon)) {
      if (now.time != before[source].time) progress.ended(source, now.failed);
    }
  }
  progress.erase();
  return answer.get();
}

// `locked` says who holds the store.
int poll_through_daemon(const app::Launch& launch, const PollOptions& options, const Error& locked, Round& shown) {
  const config::Loaded loaded = app::read_configuration(launch);
  tell_mistakes(loaded.messages);
  const std::string& daemon = loaded.config.service.admin_listen;
  shown.begin(loaded.config);
  for (const std::string& target :
       targets_for(options.force ? "/api/poll?force=1" : "/api/poll?force=0", options.slugs)) {
    const Result<AdminAnswer> answer = ask_and_watch(daemon, target, shown.progress());
    if (!answer) {
      const std::string holder = locked.detail.substr(0, locked.detail.find("; "));
      return complain({Errc::StoreLocked, holder + ", and no daemon answers at " + daemon +
                                              "; wait where that is another poll, else see its 'admin_listen'"});
    }
    if (answer->status != 200) return complain({Errc::NotFound, std::string(base::trim(answer->body))});
    for (const std::string_view line : base::split(answer->body, '\n')) {
      if (!line.empty()) shown.ended(std::string(line));
    }
  }
  return shown.outcome();
}

}  // namespace

int poll(const app::Launch& launch, const PollOptions& options) {
  runtime::start_log(runtime::LogLevel::Off);
  boost::asio::io_context net(1);
  Round shown(options);
  const auto observe = [&](const app::PollReport& report) { shown.ended(app::poll_report_to_json(report)); };
  auto engine = app::Engine::open(net, launch, observe);
  if (!engine && engine.error().code == Errc::StoreLocked)
    return poll_through_daemon(launch, options, engine.error(), shown);
  if (!engine) return complain(engine.error());
  return poll_here(net, **engine, options, shown);
}

}  // namespace commonplace::cli
