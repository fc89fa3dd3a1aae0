// `commonplace status`: how the running daemon is.

#include <unistd.h>

#include <iostream>

#include "cli/admin_client.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/status_text.h"
#include "cli/terminal.h"

namespace commonplace::cli {
namespace {

constexpr std::chrono::seconds kPatience{15};

}  // namespace

int status(const app::Launch& launch, bool json) {
  const config::Loaded loaded = app::read_configuration(launch);
  const std::string& address = loaded.config.service.admin_listen;
  const auto answer = ask_daemon_for_object(address, "GET", "/api/status", kPatience);
  if (!answer) return complain(answer.error());
  if (json) {
    std::cout << *answer << '\n';
  } else {
    std::cout << status_text(*answer, address, is_coloured_output() ? Style::Colour : Style::Plain,
                             terminal_width(STDOUT_FILENO));
  }
  return std::cout.flush() ? kDone : kIo;
}

}  // namespace commonplace::cli
