// Any bytes as an address: the serialized form is its own serialized form, and the canonical form its own canonical
// one.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "commonplace/url.h"

namespace {

using namespace commonplace;

void check(bool holds) {
  if (!holds) std::abort();
}

bool is_plain(char c) { return c > 0x20 && c < 0x7F; }

void check_url(const Url& url) {
  for (const char c : url.href()) check(is_plain(c) || c == ' ');  // an opaque path may hold spaces
  const auto again = parse_url(url.href());
  check(again && again->href() == url.href());
  check(again->host() == url.host() && again->path() == url.path() && again->query() == url.query());
  check(again->port() == url.port() && again->scheme() == url.scheme());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Url base = *parse_url("https://example.org/news/page?q#f");
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const Url* from : {static_cast<const Url*>(nullptr), &base}) {
    const auto url = parse_url(text, from);
    if (!url) {
      check(url.error().code == Errc::BadUrl && !url.error().detail.empty());
      continue;
    }
    check_url(*url);
    const Url canonical = canonicalize(*url);
    check_url(canonical);
    check(canonicalize(canonical) == canonical);
    (void)comparison_key(canonical);
  }
  return 0;
}
