#include "url/feed_scheme.h"

#include "base/text.h"
#include "commonplace/url.h"

namespace commonplace::url {

std::string without_feed_scheme(std::string_view address, std::string_view scheme) {
  constexpr std::string_view kFeed = "feed:", kSlashes = "//";
  if (!base::starts_with_ignoring_case(address, kFeed)) return std::string(address);
  const std::string_view rest = address.substr(kFeed.size());
  if (!rest.starts_with(kSlashes)) return std::string(rest);
  const std::string_view inside = rest.substr(kSlashes.size());
  const Result<Url> inner = parse_url(inside);
  return inner && inner->is_http() ? std::string(inside) : std::string(scheme) + ":" + std::string(rest);
}

}  // namespace commonplace::url
