// `commonplace reload`: the running daemon reads the drop-ins again; what that changed.

#include <iostream>

#include "cli/admin_client.h"
#include "cli/commands.h"
#include "cli/exit.h"

namespace commonplace::cli {
namespace {

void print_lines(const boost::json::object& report, std::string_view list, std::string_view before,
                 std::string_view after) {
  for (const boost::json::value& line : report.at(list).as_array())
    std::cerr << before << std::string_view(line.as_string()) << after << '\n';
}

}  // namespace

int reload(const app::Launch& launch, bool json) {
  const config::Loaded loaded = app::read_configuration(launch);
  const auto report = ask_daemon_for_object(loaded.config.service.admin_listen, "POST", "/api/reload");
  if (!report) return complain(report.error());
  if (json) {
    std::cout << *report << '\n';
  } else {
    print_lines(*report, "errors", "", "");
    print_lines(*report, "warnings", "", "");
    print_lines(*report, "left_out", "commonplace: ", " is left out");
    print_lines(*report, "kept", "commonplace: ", " is bad; its last good content stays in force");
    std::cout << "reloaded: " << std::string_view(report->at("message").as_string()) << '\n';
  }
  if (!std::cout.flush()) return kIo;
  return report->at("errors").as_array().empty() ? kDone : kFailed;
}

}  // namespace commonplace::cli
