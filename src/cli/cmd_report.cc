// `commonplace report`: what is wrong with a feed, written to be sent to its publisher.

#include <boost/asio/io_context.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>
#include <iostream>

#include "app/live.h"
#include "app/poll_outcome.h"
#include "app/run_to_end.h"
#include "app/source_request.h"
#include "app/unknown_name.h"
#include "cli/commands.h"
#include "cli/document.h"
#include "cli/exit.h"
#include "commonplace/report.h"
#include "commonplace/url.h"
#include "fetch/local/fetcher.h"
#include "runtime/clock.h"
#include "runtime/log.h"

namespace commonplace::cli {
namespace {

struct Reported {
  FeedReport report;
  std::string address;  // where the document was read
};

Result<fetch::FetchResponse> fetch_source(const config::Service& service, const Source& source) {
  const Result<Url> url = parse_url(source.url);
  if (!url) return fail(url.error());
  boost::asio::io_context net(1);
  fetch::curl::CurlFetcher network(net.get_executor(), app::fetch_settings(service));
  fetch::local::LocalFetcher files(service.file_root);
  fetch::Fetcher* fetcher = &network;
  if (url->scheme() == "file") fetcher = &files;
  Result<fetch::FetchResponse> response = app::run_to_end(net, fetcher->fetch(app::request_for(*url, source)));
  if (!response) return response;
  if (const std::optional<Error> refusal = app::refusal_of(*response)) return fail(*refusal);
  return response;
}

Result<Reported> report_source(const app::Live& live, const Source& source) {
  if (source.page) {
    return fail(Errc::NotAFeed, "this source is a news page without a feed, so there is none to report on");
  }
  const Result<fetch::FetchResponse> response = fetch_source(live.config.service, source);
  if (!response) return fail(response.error());
  const NormalizeContext context =
      app::normalize_context(live, source, app::document_base(*response, source), runtime::SystemClock().now());
  // What a file is called says nothing of how a server would label it.
  const bool served = response->url.is_http();
  const std::string type(served ? response->header("content-type") : std::string_view());
  return Reported{report_on(response->body, type, context), without_userinfo(response->url).href()};
}

Result<Reported> report_file(const std::string& file) {
  const Result<std::string> bytes = read_document(file);
  if (!bytes) return fail(bytes.error());
  NormalizeContext context;
  context.base = parse_url("file:///").value();
  context.now = runtime::SystemClock().now();
  return Reported{report_on(*bytes, {}, context), file == "-" ? "standard input" : file};
}

// A slug has no dot and no slash, so a file is meant wherever it could be none; `./NAME` is always a file.
bool is_file(const std::string& what) {
  std::error_code ignored;
  return what == "-" || what.find_first_of("./") != std::string::npos ||
         std::filesystem::is_regular_file(what, ignored);
}

Result<Reported> make_report(const app::Launch& launch, const std::string& what) {
  config::Loaded loaded = app::read_configuration(launch);
  const auto live = app::make_live(std::move(loaded.config), {});
  if (live) {
    if (const Source* source = (*live)->source(what)) return report_source(**live, *source);
  }
  if (is_file(what)) return report_file(what);
  if (!live) return fail(live.error());
  return fail(Errc::NotFound, app::unknown_source((*live)->config, what).detail + ", and no such file is here");
}

void print_json(const FeedReport& report) {
  for (const Finding& finding : report.findings) {
    boost::json::object object{{"rule", finding.rule}};
    if (!finding.lines.empty()) object["line"] = finding.lines.front();
    object["what"] = finding.what;
    object["count"] = finding.count;
    object["entries"] = report.entries;
    if (!finding.lines.empty()) object["lines"] = boost::json::array(finding.lines.begin(), finding.lines.end());
    if (!finding.examples.empty()) {
      object["examples"] = boost::json::array(finding.examples.begin(), finding.examples.end());
    }
    object["effect"] = finding.effect;
    object["advice"] = finding.advice;
    object["serious"] = finding.serious;
    std::cout << object << '\n';
  }
}

}  // namespace

int report(const app::Launch& launch, const ReportOptions& options) {
  runtime::start_log(runtime::LogLevel::Off);
  const Result<Reported> reported = make_report(launch, options.what);
  if (!reported) return complain({reported.error().code, options.what + ": " + reported.error().detail});
  if (options.json) {
    print_json(reported->report);
  } else {
    std::cout << write_letter(reported->report, reported->address);
  }
  if (!std::cout.flush()) return kIo;
  return reported->report.readable ? kDone : kBadData;
}

}  // namespace commonplace::cli
