// An address with a user name or password → the same without them (RFC 3986 §3.2.1).

#include "url/userinfo.h"

#include "commonplace/url.h"

namespace commonplace {
namespace {

std::string cut_userinfo(const Url& url) {
  const std::string& href = url.href();
  const auto begin = url.scheme().size() + 3;
  return href.substr(0, begin) + href.substr(href.find('@', begin) + 1);
}

}  // namespace

// No character tells where in a damaged address a password ends: everything up to the last '@' may be one.
std::string url::hide_userinfo(std::string_view no_url) {
  const auto at = no_url.rfind('@');
  if (at == std::string_view::npos) return std::string(no_url);
  const auto slashes = no_url.find("://");
  const auto begin = slashes < at ? slashes + 3 : 0;
  const bool may_be_one = begin > 0 || no_url.find(':') < at;
  return may_be_one ? std::string(no_url.substr(0, begin)).append("…").append(no_url.substr(at)) : std::string(no_url);
}

Url without_userinfo(const Url& url) { return url.has_userinfo() ? *parse_url(cut_userinfo(url)) : url; }

std::string without_userinfo(std::string_view text) {
  if (text.find('@') == std::string_view::npos) return std::string(text);
  const Result<Url> url = parse_url(text);
  if (!url) return url::hide_userinfo(text);
  return url->has_userinfo() ? cut_userinfo(*url) : std::string(text);
}

}  // namespace commonplace
