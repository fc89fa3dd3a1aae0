#include "cli/carry_out.h"

#include <boost/asio/io_context.hpp>

#include "base/text.h"
#include "cli/admin_client.h"
#include "runtime/log.h"

namespace commonplace::cli {

Result<std::string> carry_out(const app::Launch& launch, const std::vector<std::string>& targets,
                              const std::function<Result<std::string>(app::Engine&)>& here) {
  runtime::start_log(runtime::LogLevel::Off);
  boost::asio::io_context net(1);
  auto engine = app::Engine::open(net, launch, {});
  if (engine) return here(**engine);
  if (engine.error().code != Errc::StoreLocked) return fail(engine.error());
  const config::Loaded loaded = app::read_configuration(launch);
  std::string lines;
  for (const std::string& target : targets) {
    const Result<AdminAnswer> answer = ask_daemon(loaded.config.service.admin_listen, "POST", target);
    if (!answer) return fail(answer.error());
    if (answer->status != 200)
      return fail(answer->status == 404 ? Errc::NotFound : Errc::StoreFailed, std::string(base::trim(answer->body)));
    lines += answer->body;
  }
  return lines;
}

}  // namespace commonplace::cli
