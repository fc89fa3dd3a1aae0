// `commonplace doctor`: whether this machine lets the service do its work, one line a finding, with what helps.

#include <unistd.h>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>
#include <iostream>

#include "app/checkup.h"
#include "app/engine.h"
#include "app/run_to_end.h"
#include "app/source_request.h"
#include "base/utf8.h"
#include "cli/admin_client.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/terminal.h"
#include "cli/wrap.h"
#include "commonplace/version.h"
#include "runtime/clock.h"
#include "runtime/log.h"

namespace commonplace::cli {
namespace {

using app::CheckupFinding;
using app::Findings;
using app::Verdict;

constexpr std::chrono::seconds kPatience{5};

void append(Findings& all, Findings more) {
  for (CheckupFinding& finding : more) all.push_back(std::move(finding));
}

std::string text_of(const boost::json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

// Every address that readers are answered at.
Findings check_listeners(const config::Service& service) {
  Findings findings;
  for (const std::string& address : service.listen) {
    const auto answer = ask_daemon(address, "GET", "/readyz", kPatience);
    if (!answer) {
      findings.push_back({"listener", Verdict::Warn,
                          "readers are not answered at " + address +
                              ", where 'listen' says; another address, or a socket of "
                              "systemd, may have taken its place",
                          "commonplace config --explain service.listen"});
    } else if (answer->status != 200) {
      findings.push_back(
          {"listener", Verdict::Warn,
           "at " + address + " there is nothing to serve yet (HTTP " + std::to_string(answer->status) + ")",
           "commonplace status"});
    } else {
      findings.push_back({"listener", Verdict::Ok, "readers are answered at " + address, {}});
    }
  }
  return findings;
}

Findings check_daemon(const config::Service& service) {
  const auto status = ask_daemon_for_object(service.admin_listen, "GET", "/api/status", kPatience);
  if (!status) {
    const std::string said = status.error().detail.substr(0, status.error().detail.find("; "));
    return {{"daemon", Verdict::Warn, said, "systemctl start commonplace"}};
  }
  Findings findings;
  const std::string running = text_of(*status, "version");
  if (running != version()) {
    findings.push_back({"daemon", Verdict::Warn,
                        "version " + running + " is running, this is version " + std::string(version()),
                        "systemctl restart commonplace"});
  } else {
    findings.push_back({"daemon", Verdict::Ok, "version " + running + " is running", {}});
  }
  const auto* broken = status->if_contains("broken");
  const bool is_broken = broken && broken->is_array() && !broken->as_array().empty();
  findings.push_back({"sources", is_broken ? Verdict::Warn : Verdict::Ok, text_of(*status, "verdict"),
                      is_broken ? "commonplace status" : ""});
  append(findings, check_listeners(service));
  return findings;
}

// Whether a hub that is configured answers at all; what it says to a bare GET is its own affair.
Findings check_hub(const config::Service& service) {
  if (service.hub.empty()) return {};
  const Result<Url> url = parse_url(service.hub);
  if (!url) return {{"hub", Verdict::Fail, url.error().detail, "commonplace config --explain service.hub"}};
  boost::asio::io_context net(1);
  fetch::curl::CurlFetcher network(net.get_executor(), app::fetch_settings(service));
  fetch::FetchRequest request;
  request.url = *url;
  const auto response = app::run_to_end(net, network.fetch(std::move(request)));
  if (!response)
    return {{"hub", Verdict::Fail,
             "the hub " + without_userinfo(url->href()) + " does not answer: " + response.error().detail,
             "commonplace config --explain service.hub"}};
  return {{"hub", Verdict::Ok, "the hub " + without_userinfo(url->href()) + " answers", {}}};
}

// All of a store is read, which takes some seconds a gigabyte.
void say_if_long(const std::string& store) {
  constexpr std::uintmax_t kLong = 256u << 20;
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(store, error);
  if (!error && size > kLong && isatty(STDERR_FILENO) != 0)
    std::cerr << "commonplace: reading all of " << store << " (" << (size >> 20) << " MiB) …\n";
}

void print(const Findings& findings) {
  std::size_t width = 0;
  for (const CheckupFinding& finding : findings) width = std::max(width, finding.subject.size());
  const bool is_coloured = is_coloured_output();
  const std::optional<std::size_t> columns = terminal_width(STDOUT_FILENO);
  for (const CheckupFinding& finding : findings) {
    constexpr std::string_view kColours[] = {"\x1b[32m", "\x1b[33m", "\x1b[1;31m"};
    std::string verdict(app::name(finding.verdict));
    verdict.resize(4, ' ');
    const std::string subject = finding.subject + std::string(width - finding.subject.size() + 2, ' ');
    const std::string next = finding.next.empty() ? "" : "; next: " + finding.next;
    std::string text = wrap(verdict + "  " + subject, runtime::escape_controls(finding.message + next), columns);
    if (is_coloured)
      text.replace(0, 4, std::string(kColours[static_cast<std::size_t>(finding.verdict)]) + verdict + "\x1b[0m");
    std::cout << text;
  }
}

void print_json(const Findings& findings) {
  for (const CheckupFinding& finding : findings) {
    boost::json::object object{{"check", finding.subject},
                               {"result", std::string(app::name(finding.verdict))},
                               {"message", base::repair_utf8(finding.message)}};
    if (!finding.next.empty()) object["next"] = base::repair_utf8(finding.next);
    std::cout << object << '\n';
  }
}

}  // namespace

int doctor(const app::Launch& launch, bool json) {
  runtime::start_log(runtime::LogLevel::Off);
  const app::InForce in_force = app::read_in_force(launch, {});
  const config::Service& service = in_force.loaded.config.service;
  Findings findings = app::check_configuration(in_force, launch.directory);
  append(findings, app::check_permissions(in_force, launch.directory));
  say_if_long(app::store_path(service));
  append(findings, app::check_store(service, runtime::SystemClock().now()));
  append(findings, app::check_disk(service));
  append(findings, app::check_clock());
  append(findings, check_daemon(service));
  append(findings, check_hub(service));
  if (json) {
    print_json(findings);
  } else {
    print(findings);
  }
  if (!std::cout.flush()) return kIo;
  const auto fails = [](const CheckupFinding& finding) { return finding.verdict == Verdict::Fail; };
  return std::ranges::any_of(findings, fails) ? kFailed : kDone;
}

}  // namespace commonplace::cli
