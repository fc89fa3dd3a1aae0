#include "serve/respond.h"

#include "base/text.h"
#include "publish/html_pages.h"
#include "publish/links.h"
#include "serve/assets.h"
#include "serve/conditional.h"
#include "serve/headers.h"
#include "serve/path.h"
#include "serve/search_parameters.h"

namespace commonplace::serve {
namespace {

constexpr std::string_view kEntries = "/entries/";
constexpr char kAllowed[] = "GET, HEAD, OPTIONS";

bool is_read(Method method) { return method == Method::Get || method == Method::Head; }

std::shared_ptr<const Representation> find_document(const Snapshot* snapshot, std::string_view path) {
  if (auto asset = find_asset(path)) return asset;
  if (!snapshot) return nullptr;
  const auto found = snapshot->by_path.find(path);
  return found == snapshot->by_path.end() ? nullptr : found->second;
}

// The key of "/entries/KEY"; empty for any other path and for what cannot be a key.
std::string_view entry_key(std::string_view path) {
  constexpr std::size_t kLongest = 64;
  if (!path.starts_with(kEntries)) return {};
  const std::string_view key = path.substr(kEntries.size());
  if (key.size() > kLongest) return {};
  for (const char c : key)
    if (!base::is_ascii_digit(c) && !base::is_ascii_lower(c)) return {};
  return key;
}

std::optional<OutputFormat> search_format(std::string_view path) {
  if (path == "/search") return OutputFormat::Html;
  if (path == "/search.atom") return OutputFormat::Atom;
  return std::nullopt;
}

Answer respond_to_search(const Request& request, const Site& site, OutputFormat format) {
  ReadParameters read = read_search_parameters(request.query());
  if (read.problem.empty()) return SearchQuery{std::move(read.asked), format};
  SearchPage page;
  page.site = site;
  page.asked = std::move(read.asked);
  page.problem = {std::move(read.problem), std::nullopt};
  return respond_problem(400, page, format);
}

Response method_not_allowed() {
  Response response = plain_text(405, "This address can only be read.\n");
  response.headers.emplace_back("Allow", kAllowed);
  return response;
}

// Which methods there are, and for feeds, that scripts of other sites may read them (Fetch §3.2).
Response options(bool is_feed) {
  Response response;
  response.status = 204;
  response.headers = {{"Allow", kAllowed}};
  if (is_feed) {
    response.headers.emplace_back("Access-Control-Allow-Origin", "*");
    response.headers.emplace_back("Access-Control-Allow-Methods", "GET, HEAD");
    response.headers.emplace_back("Access-Control-Allow-Headers",
                                  "Accept, Cache-Control, If-Modified-Since, If-None-Match");
    response.headers.emplace_back("Access-Control-Max-Age", "86400");
  }
  add_security_headers(response);
  return response;
}

Response not_ready(const Site& site) {
  Response response = respond_error(503, site);
  response.headers.emplace_back("Retry-After", "5");
  return response;
}

std::optional<Response> respond_health(const Request& request, std::string_view path, const Snapshot* snapshot) {
  if (path != "/healthz" && path != "/readyz") return std::nullopt;
  if (request.method == Method::Options) return options(false);
  if (!is_read(request.method)) return method_not_allowed();
  if (path == "/readyz" && !snapshot) return plain_text(503, "starting\n");
  return plain_text(200, path == "/readyz" ? "ready\n" : "ok\n");
}

// "/topics/news/" for "/topics/news".
std::optional<std::string_view> without_trailing_slash(const Snapshot* snapshot, std::string_view path) {
  if (path.size() < 3 || !path.ends_with('/')) return std::nullopt;
  const std::string_view shorter = path.substr(0, path.size() - 1);
  if (find_document(snapshot, shorter) || !entry_key(shorter).empty() || search_format(shorter)) return shorter;
  return std::nullopt;
}

bool may_read(const Request& request, const Snapshot* snapshot, std::string_view path) {
  if (!snapshot) return true;
  const auto guard = snapshot->guards.find(path);
  return guard == snapshot->guards.end() || guard->second->admits(request);
}

// Feed readers ask for feeds, or for anything.
bool comes_from_browser(const Request& request) {
  return request.header("accept").find("text/html") != std::string_view::npos;
}

// An answer that is made for this request alone.
Response page(int status, const char* cache_control, std::string html) {
  Response response;
  response.status = status;
  response.headers = {{"Content-Type", "text/html; charset=utf-8"}, {"Cache-Control", cache_control}};
  response.body = Body(std::move(html));
  add_security_headers(response);
  return response;
}

Response redirect(int status, std::string text, const Site& site, std::string_view path) {
  Response response = plain_text(status, std::move(text));
  response.headers.emplace_back("Location", std::string(publish::base_path(site)).append(path));
  return response;
}

}  // namespace

Answer respond(const Request& request, const Snapshot* snapshot) {
  static const Site kNobody;
  const Site& site = snapshot ? snapshot->site : kNobody;

  if (request.method == Method::Options && request.target == "*") return options(false);
  const std::optional<std::string> path = decode_path(request.path());
  if (!path) return respond_error(400, site);
  if (auto health = respond_health(request, *path, snapshot)) return *std::move(health);

  const std::shared_ptr<const Representation> document = find_document(snapshot, *path);
  const std::string_view key = entry_key(*path);
  const std::optional<OutputFormat> search = search_format(*path);
  const bool known = document || !key.empty() || search;
  if (request.method == Method::Options) return options((document && document->cors) || search == OutputFormat::Atom);
  if (!is_read(request.method)) return known ? method_not_allowed() : respond_error(404, site);
  if (document && !may_read(request, snapshot, *path)) return respond_unauthorized(site);
  if (document) return respond_with(request, document);
  if (!snapshot) return not_ready(site);
  if (!key.empty()) return EntryQuery{std::string(key)};
  if (search) return respond_to_search(request, site, *search);
  if (const auto shorter = without_trailing_slash(snapshot, *path))
    return respond_moved(site, *shorter, request.query());
  return respond_error(404, site);
}

Response respond_with(const Request& request, const std::shared_ptr<const Representation>& representation) {
  const Variant& variant = representation->variant(request.header("accept-encoding"));
  Response response;
  response.spelled.owner = representation;
  if (is_not_modified(request, variant.etag, representation->last_modified)) {
    response.status = 304;  // what else the client was told of it still holds (RFC 9110 §15.4.5)
    response.spelled.parts = {variant.shared_head};
    return response;
  }
  const bool to_browser = !representation->type_line_for_browsers.empty() && comes_from_browser(request);
  const std::string& type = to_browser ? representation->type_line_for_browsers : representation->type_line;
  response.spelled.parts = {variant.shared_head, security_lines(), type, variant.whole_head};
  response.body = variant.body;
  return response;
}

Response respond_moved(const Site& site, std::string_view path, std::string_view query) {
  std::string target(path);
  if (!query.empty()) target.append("?").append(query);
  return redirect(308, "Moved.\n", site, target);
}

Response respond_elsewhere(const Site& site, std::string_view path) {
  return redirect(302, "Look there.\n", site, path);
}

Response respond_gone(Rendered rendered) { return page(410, "public, max-age=3600", std::move(rendered.body)); }

Response respond_problem(int status, const SearchPage& asked, OutputFormat format) {
  if (format == OutputFormat::Atom) return plain_text(status, asked.problem->message + ".\n");
  return page(status, "no-store", publish::write_search_page(asked));
}

Response respond_unauthorized(const Site& site) {
  Response response = respond_error(401, site);
  response.headers.emplace_back("WWW-Authenticate", "Basic realm=\"commonplace\", charset=\"UTF-8\"");
  return response;
}

Response respond_error(int status, const Site& site) {
  return page(status, "no-store", publish::write_error_page(site, status));
}

}  // namespace commonplace::serve
