#include "serve/respond.h"

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "publish/html_pages.h"
#include "publish/links.h"
#include "serve/assets.h"
#include "serve/conditional.h"
#include "serve/embed.h"
#include "serve/feed_parameters.h"
#include "serve/form_values.h"
#include "serve/headers.h"
#include "serve/path.h"
#include "serve/search_parameters.h"

namespace commonplace::serve {
namespace {

constexpr std::string_view kEntries = "/entries/";
constexpr std::string_view kSources = "/sources";
constexpr char kAllowed[] = "GET, HEAD, OPTIONS";

bool is_read(Method method) { return method == Method::Get || method == Method::Head; }

std::shared_ptr<const Representation> find_document(const Snapshot* snapshot, std::string_view path) {
  if (auto asset = find_asset(path)) return asset;
  if (!snapshot) return nullptr;
  const auto found = snapshot->by_path.find(path);
  return found == snapshot->by_path.end() ? nullptr : found->second;
}

const FeedHistory* history_of(const Snapshot* snapshot, std::string_view path) {
  if (!snapshot) return nullptr;
  const auto found = snapshot->histories.find(path);
  return found == snapshot->histories.end() ? nullptr : found->second.get();
}

// Whoever has one has its usual page in `by_path`.
std::shared_ptr<const Embed> find_embed(const Snapshot* snapshot, std::string_view path) {
  if (!snapshot) return nullptr;
  const auto found = snapshot->embeds.find(path);
  return found == snapshot->embeds.end() ? nullptr : found->second;
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

Answer respond_to_entry(const Request& request, std::string_view key) {
  EntryQuery asked{std::string(key)};
  if (const auto revision = last_value(request.query(), "revision")) {
    const auto number = base::parse_decimal(*revision);
    if (!number || *number == 0 || *number > std::numeric_limits<std::uint32_t>::max()) {
      return plain_text(400, "'revision' is the number of a version: 1, 2, …\n");
    }
    asked.revision = static_cast<std::uint32_t>(*number);
  }
  return asked;
}

std::optional<OutputFormat> search_format(std::string_view path) {
  if (path == "/search") return OutputFormat::Html;
  if (path == "/search.atom") return OutputFormat::Atom;
  return std::nullopt;
}

struct TopicFeed {
  std::string_view slug;
  OutputFormat format;
};

// Of "/topics/news.atom" and what else can be narrowed.
std::optional<TopicFeed> topic_feed(std::string_view path) {
  constexpr std::string_view kTopics = "/topics/";
  if (!path.starts_with(kTopics)) return std::nullopt;
  path.remove_prefix(kTopics.size());
  for (const auto& [extension, format] : {std::pair(std::string_view(".atom"), OutputFormat::Atom),
                                          std::pair(std::string_view(".rss"), OutputFormat::Rss),
                                          std::pair(std::string_view(".json"), OutputFormat::Json),
                                          std::pair(std::string_view(".ics"), OutputFormat::Calendar)}) {
    if (path.ends_with(extension)) return TopicFeed{path.substr(0, path.size() - extension.size()), format};
  }
  return std::nullopt;
}

// Whether or not there is one: scripts that read feeds of other sites are to see what is wrong (Fetch §3.2).
bool is_address_of_feed(std::string_view path) {
  return topic_feed(path) || path == "/search.atom" || path == "/events.ics";
}

// Of "/topics/news/archive/7.atom"; nothing for any other path, and for topics that there are not.
std::optional<ArchiveQuery> archive_of(const Snapshot* snapshot, std::string_view path) {
  constexpr std::string_view kArchive = "/archive/";
  constexpr std::size_t kMostDigits = 9;
  const auto place = path.rfind(kArchive);
  if (!snapshot || place == std::string_view::npos) return std::nullopt;
  const std::string feed = std::string(path.substr(0, place)) + ".atom";
  const auto topic = topic_feed(feed);
  if (!topic || !snapshot->by_path.contains(feed)) return std::nullopt;
  path.remove_prefix(place + kArchive.size());
  if (!path.ends_with(".atom")) return std::nullopt;
  path.remove_suffix(std::string_view(".atom").size());
  if (path.starts_with('0') || path.size() > kMostDigits) return std::nullopt;
  const auto number = base::parse_decimal(path);
  if (!number) return std::nullopt;
  return ArchiveQuery{std::string(topic->slug), static_cast<std::size_t>(*number)};
}

// Nothing where the whole document is asked for.
std::optional<Answer> respond_to_narrowing(const Request& request, std::string_view path) {
  const std::optional<TopicFeed> feed = topic_feed(path);
  if (!feed || request.query().empty()) return std::nullopt;
  ReadFeedParameters read = read_feed_parameters(request.query());
  if (!read.problem.empty()) return respond_bad_parameter(read.problem);
  if (!read.asked.narrows()) return std::nullopt;
  return FeedQuery{std::string(feed->slug), feed->format, std::move(read.asked)};
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
                                  "A-IM, Accept, Cache-Control, If-Modified-Since, If-None-Match");
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
  if (shorter == kSources) return shorter;
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

std::string if_none_match(const Request& request) {
  std::string list;
  for (const auto& [name, value] : request.headers) {
    if (name == "if-none-match") list.append(list.empty() ? "" : ", ").append(value);
  }
  return list;
}

bool goes_to_browser(const Request& request, const Representation& representation) {
  return !representation.type_line_for_browsers.empty() && comes_from_browser(request);
}

// The ETag is that of the whole feed. Caches that know nothing of deltas must not take one for it; "im" tells the
// others that they may keep it (RFC 3229 §10.8).
Response respond_delta(const Request& request, const Representation& representation, FeedHistory::Delta delta) {
  Response response;
  response.status = 226;
  auto add = [&](const char* name, std::string value) { response.headers.emplace_back(name, std::move(value)); };
  add("ETag", representation.variant(request.header("accept-encoding")).etag);
  if (representation.last_modified != Timestamp{}) add("Last-Modified", to_http_date(representation.last_modified));
  add("Cache-Control", "no-store, im, " + representation.cache_control);
  add("Vary", "A-IM, Accept, Accept-Encoding");
  add("Access-Control-Allow-Origin", "*");
  add("Access-Control-Expose-Headers", "ETag, IM, Last-Modified, Link");
  add_security_headers(response);
  add("Content-Type",
      goes_to_browser(request, representation) ? "text/xml; charset=utf-8" : representation.content_type);
  if (!representation.link.empty()) add("Link", representation.link);
  add("IM", "feed");
  add("Delta-Base", std::move(delta.base));
  response.body = Body(std::move(delta.body));
  return response;
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

Response respond_document(const Request& request, const std::shared_ptr<const Representation>& document,
                          const FeedHistory* history) {
  return history ? respond_with(request, document, *history) : respond_with(request, document);
}

Response redirect(int status, std::string text, const Site& site, std::string_view path) {
  Response response = plain_text(status, std::move(text));
  response.headers.emplace_back("Location", std::string(publish::base_path(site)).append(path));
  return response;
}

Answer find_answer(const Request& request, const Snapshot* snapshot) {
  static const Site kNobody;
  const Site& site = snapshot ? snapshot->site : kNobody;

  if (request.method == Method::Options && request.target == "*") return options(false);
  const std::optional<std::string> path = decode_path(request.path());
  if (!path) return respond_error(400, site);
  if (auto health = respond_health(request, *path, snapshot)) return *std::move(health);

  const std::shared_ptr<const Representation> document = find_document(snapshot, *path);
  const std::string_view key = entry_key(*path);
  const std::optional<OutputFormat> search = search_format(*path);
  std::optional<ArchiveQuery> archive = document ? std::nullopt : archive_of(snapshot, *path);
  const bool known = document || !key.empty() || search || archive || *path == kSources;
  if (request.method == Method::Options) {
    return options((document && document->cors) || search == OutputFormat::Atom || archive);
  }
  if (!is_read(request.method)) return known ? method_not_allowed() : respond_error(404, site);
  if (document && !may_read(request, snapshot, *path)) return respond_unauthorized(site);
  if (auto embed = find_embed(snapshot, *path)) {
    return std::visit([](auto&& answer) -> Answer { return std::move(answer); },
                      respond_with_embed(request, *path, std::move(embed), document));
  }
  if (document) {
    if (auto narrowed = respond_to_narrowing(request, *path)) return *std::move(narrowed);
    return respond_document(request, document, history_of(snapshot, *path));
  }
  if (!snapshot) return not_ready(site);
  if (archive && !may_read(request, snapshot, "/topics/" + archive->slug + ".atom")) return respond_unauthorized(site);
  if (archive) return *std::move(archive);
  if (*path == kSources) return SourcesQuery{};
  if (!key.empty()) return respond_to_entry(request, key);
  if (search) return respond_to_search(request, site, *search);
  if (const auto shorter = without_trailing_slash(snapshot, *path))
    return respond_moved(site, *shorter, request.query());
  return respond_error(404, site);
}

}  // namespace

Answer respond(const Request& request, const Snapshot* snapshot) {
  Answer answer = find_answer(request, snapshot);
  auto* response = std::get_if<Response>(&answer);
  const bool is_refusal = response && response->status >= 400 && is_read(request.method);
  if (is_refusal && is_address_of_feed(decode_path(request.path()).value_or(""))) open_to_scripts(*response);
  return answer;
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
  const std::string& type =
      goes_to_browser(request, *representation) ? representation->type_line_for_browsers : representation->type_line;
  const Framing framing = representation->is_for_frames ? Framing::Anywhere : Framing::Nowhere;
  response.spelled.parts = {variant.shared_head, security_lines(framing), type, variant.whole_head};
  response.body = variant.body;
  return response;
}

Response respond_with(const Request& request, const std::shared_ptr<const Representation>& representation,
                      const FeedHistory& history) {
  const Variant& variant = representation->variant(request.header("accept-encoding"));
  if (!accepts_feed_delta(request) || is_not_modified(request, variant.etag, representation->last_modified)) {
    return respond_with(request, representation);
  }
  std::optional<FeedHistory::Delta> delta = history.since(if_none_match(request));
  return delta ? respond_delta(request, *representation, *std::move(delta)) : respond_with(request, representation);
}

Response respond_whole(const Request& request, const Snapshot& snapshot) {
  const std::optional<std::string> path = decode_path(request.path());
  const auto document = path ? find_document(&snapshot, *path) : nullptr;
  return document ? respond_document(request, document, history_of(&snapshot, *path))
                  : respond_error(404, snapshot.site);
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
  if (format == OutputFormat::Html) return page(status, "no-store", publish::write_search_page(asked));
  Response response = plain_text(status, asked.problem->message + ".\n");
  open_to_scripts(response);
  return response;
}

Response respond_bad_parameter(const std::string& problem) {
  Response response = plain_text(400, problem + ".\n");
  open_to_scripts(response);
  return response;
}

void open_to_scripts(Response& response) {
  constexpr std::string_view kName = "Access-Control-Allow-Origin";
  const auto is_there = [&](const auto& header) { return header.first == kName; };
  if (std::ranges::none_of(response.headers, is_there)) response.headers.emplace_back(kName, "*");
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
