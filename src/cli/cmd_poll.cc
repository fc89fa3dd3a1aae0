// `commonplace poll`: one round of polling, under the store's lock or through the daemon that holds it.

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <iostream>

#include "app/engine.h"
#include "app/poll_json.h"
#include "app/spawn.h"
#include "base/text.h"
#include "cli/admin_client.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "runtime/log.h"

namespace commonplace::cli {
namespace {

// One line a source, as it ends; says whether it went well.
bool show(const std::string& line, bool json) {
  const boost::json::object report = boost::json::parse(line).as_object();
  const std::string_view status = report.at("status").as_string();
  if (json) {
    std::cout << line << std::endl;
  } else {
    std::cout << report.at("source").as_string().c_str() << ": " << status;
    if (const auto* entries = report.if_contains("entries"); entries && entries->as_int64() > 0) {
      std::cout << ", " << report.at("new").as_int64() << " new and " << report.at("revised").as_int64()
                << " revised of " << entries->as_int64() << " entries";
    }
    if (const auto* message = report.if_contains("message")) std::cout << ": " << message->as_string().c_str();
    std::cout << std::endl;
  }
  return status != "error" && status != "blocked";
}

int poll_here(boost::asio::io_context& net, app::Engine& engine, const PollOptions& options) {
  const std::shared_ptr<const app::Live> live = engine.live();
  for (const std::string& slug : options.slugs) {
    if (!live->source(slug)) return complain({Errc::NotFound, "no source '" + slug + "' is configured"});
  }
  auto round = [&]() -> runtime::Task<bool> {
    const auto force = options.force ? app::Refresher::Force::Yes : app::Refresher::Force::No;
    co_await engine.refresher().poll_now(options.slugs, force);
    engine.stop();
    co_return true;
  };
  app::spawn_logged(net, round(), "poll");
  net.run();
  return kDone;
}

int poll_through_daemon(const app::Launch& launch, const PollOptions& options) {
  const config::Loaded loaded = app::read_configuration(launch);
  std::string target = options.force ? "/api/poll?force=1" : "/api/poll?force=0";
  for (const std::string& slug : options.slugs) target += "&source=" + slug;
  const Result<AdminAnswer> answer = ask_daemon(loaded.config.service.admin_listen, "POST", target);
  if (!answer) return complain(answer.error());
  if (answer->status != 200) return complain({Errc::NotFound, std::string(base::trim(answer->body))});
  bool good = true;
  for (const std::string_view line : base::split(answer->body, '\n')) {
    if (!line.empty()) good = show(std::string(line), options.json) && good;
  }
  return good ? kDone : kFailed;
}

}  // namespace

int poll(const app::Launch& launch, const PollOptions& options) {
  runtime::start_log(runtime::LogLevel::Off);
  boost::asio::io_context net(1);
  bool good = true;
  const auto observe = [&](const app::PollReport& report) {
    good = show(app::poll_report_to_json(report), options.json) && good;
  };
  auto engine = app::Engine::open(net, launch, observe);
  if (!engine && engine.error().code == Errc::StoreLocked) return poll_through_daemon(launch, options);
  if (!engine) return complain(engine.error());
  const int outcome = poll_here(net, **engine, options);
  return outcome == kDone && !good ? kFailed : outcome;
}

}  // namespace commonplace::cli
