#include "serve/admin.h"

#include <algorithm>

#include "base/text.h"
#include "serve/admin_json.h"
#include "serve/admin_page.h"
#include "serve/assets.h"
#include "serve/form_values.h"
#include "serve/headers.h"
#include "serve/journal_feed.h"
#include "serve/path.h"
#include "serve/respond.h"
#include "serve/source_page.h"

namespace commonplace::serve {
namespace {

using runtime::Task;

constexpr std::string_view kSources = "/api/sources/";
constexpr std::string_view kStatus = "/status/";
constexpr char kMetrics[] = "text/plain; version=0.0.4; charset=utf-8";
constexpr char kJson[] = "application/json; charset=utf-8";
constexpr char kJsonLines[] = "application/x-ndjson; charset=utf-8";
constexpr char kAtom[] = "application/atom+xml; charset=utf-8";
constexpr char kDatabase[] = "application/vnd.sqlite3";
constexpr char kHtml[] = "text/html; charset=utf-8";

bool is_command(std::string_view path) {
  constexpr std::string_view kCommands[] = {"/api/poll", "/api/reload", "/api/prune", "/api/renormalize",
                                            "/api/backup"};
  return std::ranges::find(kCommands, path) != std::end(kCommands);
}

bool is_view(std::string_view path) {
  return path == "/status" || path == "/api/status" || path == "/api/sources" || path.starts_with(kSources) ||
         path == "/api/topics" || path == "/api/entries" || path.starts_with(kStatus) || path == "/metrics" ||
         path == "/journal.atom" || path == "/healthz" || path == "/readyz";
}

Response fresh(const char* content_type, std::string body) {
  Response response;
  response.headers = {{"Content-Type", content_type}, {"Cache-Control", "no-store"}};
  response.body = Body(std::move(body));
  add_security_headers(response);
  return response;
}

Response failed(const Error& error) {
  switch (error.code) {
    case Errc::NotFound:
      return plain_text(404, error.detail + "\n");
    case Errc::BadQuery:
      return plain_text(400, error.detail + "\n");
    case Errc::BadConfig:
      return plain_text(422, error.detail + "\n");
    default:
      return plain_text(500, error.detail + "\n");
  }
}

Response not_allowed(const char* allowed) {
  Response response = plain_text(405, "This address does not take that method.\n");
  response.headers.emplace_back("Allow", allowed);
  return response;
}

bool is_loopback_host(std::string_view host) {
  const auto bracket = host.find(']');
  const auto colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
  const std::string_view name = host.substr(0, colon);
  if (name == "[::1]" || base::equals_ignoring_case(name, "localhost")) return true;
  if (!name.starts_with("127.")) return false;
  return name.find_first_not_of("0123456789.") == std::string_view::npos;
}

// A page of another site can make a browser send a POST, even to this machine, but neither with a header of its own
// nor, after pointing its name here, with our host's name. A unix socket is out of a browser's reach.
bool is_trusted(const Request& request) {
  if (request.transport == Transport::Unix) return true;
  return is_loopback_host(request.header("host")) && request.header("x-commonplace") == "1";
}

// What commands take, as parameters of their addresses.
struct Asked {
  std::vector<std::string> slugs;
  bool force = false;
  bool dry_run = false;
};

Asked asked_of(std::string_view query) {
  Asked request;
  for (const FormValue& field : read_form(query)) {
    const std::string value = field.value.value_or("");
    if (field.name == "source") request.slugs.push_back(value);
    if (field.name == "force") request.force = value == "1";
    if (field.name == "dry_run") request.dry_run = value == "1";
  }
  return request;
}

}  // namespace

Task<Response> Admin::answer(Request request) {
  const std::optional<std::string> path = decode_path(request.path());
  if (!path) co_return plain_text(400, "This address cannot be read.\n");
  const bool reads = request.method == Method::Get || request.method == Method::Head;
  if (const auto asset = find_asset(*path); asset && reads) co_return respond_with(request, asset);
  if (*path == "/" && reads) {
    Response response = plain_text(307, "See /status.\n");
    response.headers.emplace_back("Location", "/status");
    co_return response;
  }
  if (is_command(*path)) {
    if (request.method != Method::Post) co_return not_allowed("POST");
    Task<Response> work = command(std::move(request), *path);
    co_return co_await std::move(work);
  }
  if (!is_view(*path)) co_return plain_text(404, "There is nothing here. See /status.\n");
  if (!reads) co_return not_allowed("GET, HEAD");
  if (*path == "/healthz") co_return plain_text(200, "ok\n");
  Task<Response> work = path->starts_with(kStatus)    ? show_source(path->substr(kStatus.size()), false)
                        : path->starts_with(kSources) ? show_source(path->substr(kSources.size()), true)
                        : *path == "/metrics"         ? show_metrics()
                        : *path == "/journal.atom"    ? show_journal()
                        : *path == "/api/topics"      ? list(delegate_.topics())
                        : *path == "/api/entries"     ? list(delegate_.entries(std::string(request.query())))
                                                      : show(*path, std::string(request.query()));
  co_return co_await std::move(work);
}

Task<Response> Admin::command(Request request, std::string path) {
  if (!is_trusted(request))
    co_return plain_text(403, "A command over TCP needs a loopback Host and the header 'X-Commonplace: 1'.\n");
  if (path == "/api/backup") {
    Task<Response> copy = back_up();
    co_return co_await std::move(copy);
  }
  Asked asked = asked_of(request.query());
  Task<Result<std::string>> work = path == "/api/poll"    ? delegate_.poll({std::move(asked.slugs), asked.force})
                                   : path == "/api/prune" ? upkeep_.prune(asked.dry_run)
                                   : path == "/api/renormalize"
                                       ? upkeep_.renormalize(std::move(asked.slugs), asked.dry_run)
                                       : delegate_.reload();
  Result<std::string> outcome = co_await std::move(work);
  if (!outcome) co_return failed(outcome.error());
  co_return fresh(path == "/api/reload" ? kJson : kJsonLines, std::move(*outcome));
}

Task<Response> Admin::back_up() {
  Task<Result<Body>> work = upkeep_.back_up();
  Result<Body> copy = co_await std::move(work);
  if (!copy) co_return failed(copy.error());
  Response response = fresh(kDatabase, {});
  response.body = std::move(*copy);
  co_return response;
}

Task<Response> Admin::show_journal() {
  Task<Result<Upkeep::Journal>> work = upkeep_.journal();
  const Result<Upkeep::Journal> journal = co_await std::move(work);
  if (!journal) co_return failed(journal.error());
  co_return fresh(kAtom, write_journal(journal->site, journal->rows));
}

Task<Response> Admin::show_source(std::string slug, bool as_json) {
  Task<Result<SourceView>> work = delegate_.source(std::move(slug));
  const Result<SourceView> view = co_await std::move(work);
  if (!view) co_return failed(view.error());
  if (as_json) co_return fresh(kJson, source_view_to_json(*view) + "\n");
  co_return fresh(kHtml, write_source_page(*view));
}

Task<Response> Admin::show_metrics() {
  Task<Result<std::string>> work = delegate_.metrics();
  Result<std::string> text = co_await std::move(work);
  if (!text) co_return failed(text.error());
  co_return fresh(kMetrics, std::move(*text));
}

Task<Response> Admin::list(Task<Result<std::string>> work) {
  Result<std::string> list = co_await std::move(work);
  if (!list) co_return failed(list.error());
  co_return fresh(kJson, std::move(*list) + "\n");
}

Task<Response> Admin::show(std::string path, std::string query) {
  Task<Result<State>> work = delegate_.state();
  const Result<State> state = co_await std::move(work);
  if (!state) co_return failed(state.error());
  if (path == "/readyz") co_return plain_text(state->ready ? 200 : 503, state->ready ? "ready\n" : "starting\n");
  if (path == "/status") co_return fresh(kHtml, write_status_page(*state, read_status_order(query)));
  if (path == "/api/status") co_return fresh(kJson, status_to_json(*state) + "\n");
  co_return fresh(kJson, sources_to_json(*state) + "\n");
}

}  // namespace commonplace::serve
