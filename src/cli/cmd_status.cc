// `commonplace status`: how the running daemon is.

#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "cli/admin_client.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/status_text.h"

namespace commonplace::cli {
namespace {

constexpr std::chrono::seconds kPatience{15};

Style style_of_output() {
  const char* none = std::getenv("NO_COLOR");
  const char* kind = std::getenv("TERM");
  const bool is_dumb = kind == nullptr || std::string_view(kind) == "dumb";
  return isatty(STDOUT_FILENO) == 0 || is_dumb || (none != nullptr && *none != '\0') ? Style::Plain : Style::Colour;
}

}  // namespace

int status(const app::Launch& launch, bool json) {
  const config::Loaded loaded = app::read_configuration(launch);
  const std::string& address = loaded.config.service.admin_listen;
  const auto answer = ask_daemon_for_object(address, "GET", "/api/status", kPatience);
  if (!answer) return complain(answer.error());
  if (json) {
    std::cout << *answer << '\n';
  } else {
    std::cout << status_text(*answer, address, style_of_output());
  }
  return std::cout.flush() ? kDone : kIo;
}

}  // namespace commonplace::cli
