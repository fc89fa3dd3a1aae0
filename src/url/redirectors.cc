#include "url/redirectors.h"

#include <algorithm>

#include "base/text.h"
#include "url/percent.h"

namespace commonplace::url {
namespace {

// `host` matches with its subdomains; "google.*" is Google of any country. `path` is the whole path unless it ends in
// '*'. The target is in `parameter`; "?" is the whole query, "/…" what follows this in the path, "&&&" what follows the
// last of these.
//
// Only services that say they redirect. Short links and FeedBurner carry no target; a translation, an archived copy or
// an AMP page is another document; affiliate links pay the publisher.
struct Redirector {
  std::string_view host;
  std::string_view path;
  std::string_view parameter;
};
constexpr Redirector kRedirectors[] = {
    {"google.*", "/url", "q"},  // results, Gmail, and Alerts as feeds
    {"google.*", "/url", "url"},
    {"news.google.*", "/news/url", "url"},
    {"youtube.com", "/redirect", "q"},
    {"bing.com", "/news/apiclick.aspx", "url"},  // its news feeds
    {"duckduckgo.com", "/l/", "uddg"},
    {"rd.yahoo.com", "*", "/*"},  // …/SIG=1/*http://target/
    {"r.search.yahoo.com", "*", "/RU="},
    {"l.facebook.com", "/l.php", "u"},
    {"lm.facebook.com", "/l.php", "u"},
    {"www.facebook.com", "/l.php", "u"},
    {"l.messenger.com", "/l.php", "u"},
    {"l.instagram.com", "/", "u"},
    {"l.threads.net", "/", "u"},
    {"out.reddit.com", "*", "url"},
    {"t.umblr.com", "/redirect", "z"},
    {"href.li", "/", "?"},
    {"medium.com", "/r/", "url"},
    {"linkedin.com", "/redir/redirect", "url"},
    {"vk.com", "/away.php", "to"},
    {"exit.sc", "/", "url"},  // SoundCloud
    {"slack-redir.net", "/link", "url"},
    {"steamcommunity.com", "/linkfilter*", "url"},
    {"steamcommunity.com", "/linkfilter*", "u"},
    {"disq.us", "/url", "url"},
    {"getpocket.com", "/redirect", "url"},
    {"deviantart.com", "/users/outgoing", "?"},
    {"link.zhihu.com", "/", "target"},
    {"links.govdelivery.com", "/track", "&&&"},  // and libraries write newsletters with it
    {"awstrack.me", "*", "/L0/"},                // mail sent by Amazon
    {"safelinks.protection.outlook.com", "*", "url"},
    {"linkprotect.cudasvc.com", "/url", "a"},
    {"urldefense.proofpoint.com", "/v1/url", "u"},
    {"go.openathens.net", "/redirector/*", "url"},  // to the login of a university
};

bool is_at_or_below(std::string_view host, std::string_view domain) {
  return host == domain || (host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.');
}

// "google.com", "google.de", "google.co.uk", "google.com.au".
bool is_country_suffix(std::string_view suffix) {
  const std::size_t dot = suffix.find('.');
  const std::string_view last = dot == std::string_view::npos ? suffix : suffix.substr(dot + 1);
  const std::string_view second = dot == std::string_view::npos ? std::string_view{} : suffix.substr(0, dot);
  if (second.empty()) return last == "com" || last.size() == 2;
  return (second == "co" || second == "com") && last.size() == 2;
}

bool matches_host(std::string_view host, std::string_view pattern) {
  if (!pattern.ends_with(".*")) return is_at_or_below(host, pattern);
  const std::string_view name = pattern.substr(0, pattern.size() - 1);  // "google."
  const std::size_t at = host.rfind(name);
  if (at == std::string_view::npos || (at > 0 && host[at - 1] != '.')) return false;
  return is_country_suffix(host.substr(at + name.size()));
}

bool matches_path(std::string_view path, std::string_view pattern) {
  if (!pattern.ends_with('*')) return path == pattern;
  return path.starts_with(pattern.substr(0, pattern.size() - 1));
}

std::optional<Url> parse_target(std::string_view text) {
  const Result<Url> target = parse_url(text);
  return target && target->is_http() ? std::optional(*target) : std::nullopt;
}

std::optional<Url> target_in_parameter(std::string_view query, std::string_view name) {
  for (const std::string_view parameter : base::split(query, '&')) {
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos || parameter.substr(0, equals) != name) continue;
    if (auto target = parse_target(percent_decode(parameter.substr(equals + 1)))) return target;
  }
  return std::nullopt;
}

// Where the target is encoded its segment ends it, else it takes all that is left.
std::optional<Url> target_in_path(const Url& url, std::string_view mark) {
  const std::size_t at = url.path().find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view rest = url.path().substr(at + mark.size());
  const std::string_view segment = rest.substr(0, rest.find('/'));
  if (segment.find('%') != std::string_view::npos) return parse_target(percent_decode(segment));
  return parse_target(std::string(rest) + (url.has_query() ? "?" + std::string(url.query()) : ""));
}

std::optional<Url> target_of(const Url& url, std::string_view parameter) {
  if (parameter == "?") return parse_target(url.query());
  if (parameter.starts_with('/')) return target_in_path(url, parameter);
  if (!parameter.starts_with('&')) return target_in_parameter(url.query(), parameter);
  const std::size_t at = url.query().rfind(parameter);
  return at == std::string_view::npos ? std::nullopt : parse_target(url.query().substr(at + parameter.size()));
}

// A library's own entrance to what it licenses (EZproxy): its readers get on from there, all others do not.
bool is_library_proxy(std::string_view host) {
  constexpr std::string_view kNames[] = {"ezproxy", "libproxy", "proxy.lib"};
  const auto is_in_host = [host](std::string_view name) { return host.find(name) != std::string_view::npos; };
  return is_at_or_below(host, "idm.oclc.org") || std::ranges::any_of(kNames, is_in_host);
}

// "qurl" is encoded; "url" is the last parameter, and all that follows belongs to it.
std::optional<Url> target_behind_login(const Url& url) {
  if (url.path() != "/login" || !is_library_proxy(url.host())) return std::nullopt;
  if (auto target = target_in_parameter(url.query(), "qurl")) return target;
  constexpr std::string_view kParameter = "url=";
  const std::string_view query = url.query();
  const std::size_t at = query.starts_with(kParameter) ? 0 : query.find("&url=") + 1;  // npos + 1 is 0
  if (query.substr(at).starts_with(kParameter)) {
    if (auto target = parse_target(query.substr(at + kParameter.size()))) return target;
  }
  return target_in_parameter(query, "url");
}

}  // namespace

std::optional<Url> redirect_target(const Url& url) {
  if (!url.is_http()) return std::nullopt;
  // A target is an address of its own, whatever else of it is encoded.
  if (url.href().find("http", url.scheme().size()) == std::string::npos) return std::nullopt;
  for (const auto& [host, path, parameter] : kRedirectors) {
    if (!matches_host(url.host(), host) || !matches_path(url.path(), path)) continue;
    if (auto target = target_of(url, parameter)) return target;
  }
  return target_behind_login(url);
}

}  // namespace commonplace::url
