// Any bytes as a page: the feeds it offers have absolute addresses, none twice, and not more than one can choose among.

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "commonplace/discover.h"
#include "fuzz/checks.h"

namespace {

using namespace commonplace;
using fuzz::check;

void check_link(const FeedLink& link) {
  check(!link.url.empty() && fuzz::is_web_address(link.url));
  check(base::is_valid_utf8(link.title) && base::is_valid_utf8(link.type));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Url page = *parse_url("https://example.org/news/page.html");
  const std::string_view html(reinterpret_cast<const char*>(data), size);
  const std::vector<FeedLink> links = discover_feeds(html, page);
  check(links.size() <= 2000);
  std::set<std::string_view> seen;
  bool announced = true;
  for (const FeedLink& link : links) {
    check_link(link);
    check(seen.insert(link.url).second);
    check(announced || !link.announced);  // likely ones come last
    announced = link.announced;
  }
  check(discover_feeds(html, page) == links);
  return 0;
}
