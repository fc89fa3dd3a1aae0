// Any bytes as a news page: what rules find in it is within limits and the same each time. A first line that begins
// with '/' or '.' is an expression of an operator, who may be mistaken but wants no harm.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "commonplace/decode.h"
#include "fuzz/checks.h"
#include "parse/page.h"
#include "parse/page_guess.h"
#include "parse/read_entries.h"

namespace {

using namespace commonplace;
using fuzz::check;

constexpr std::size_t kLongestExpression = 40;
constexpr std::size_t kLargestPage = 2048;  // for an expression that may multiply it

PageRules usual_rules() {
  PageRules rules;
  rules.entries = "//article | //li | //div[contains(@class, 'news')]";
  rules.title = ".//h2 | .//h3 | .//a";
  rules.link = ".//a/@href";
  rules.date = ".//time/@datetime";
  rules.summary = ".//p";
  rules.meta = ".//*[@class='meta']";
  rules.meta_pattern = R"((?P<type>\w+)\s*[|,]\s*(?P<date>.*))";
  return rules;
}

const Url& page_address() {
  static const Url base = *parse_url("https://example.org/news/");
  return base;
}

void check_page(const Utf8Text& page, const PageRules& rules) {
  const auto feed = parse::parse_page(page, page_address(), rules);
  if (!feed) {
    check(!feed.error().detail.empty());
    return;
  }
  check(!feed->entries.empty() || !feed->head.links.empty());
  check(feed->entries.size() <= parse::kMaxEntries);
  for (const ParsedEntry& entry : feed->entries) {
    check(entry.title.value.size() <= 4096 && base::is_valid_utf8(entry.title.value));
    check(base::is_valid_utf8(entry.summary.value) && base::is_valid_utf8(entry.type));
    check(!entry.title.value.empty() || !entry.links.empty());
    check(fuzz::is_address(entry.base, {"http", "https", "ftp", "file", "data", "mailto"}) || parse_url(entry.base));
  }
  check(parse::parse_page(page, page_address(), rules)->entries == feed->entries);
}

// What is guessed can be used, and reads the page that it was guessed from.
void check_guess(const Utf8Text& page) {
  const auto rules = parse::guess_page_rules(page, page_address());
  if (!rules) return;
  check(parse::check_page_rules(*rules).has_value());
  check_page(page, *rules);
  check(parse::parse_page(page, page_address(), *rules)->entries.size() >= 3);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string_view line = input.substr(0, input.find('\n'));
  PageRules rules = usual_rules();
  std::string_view html = input;
  if ((line.starts_with('/') || line.starts_with('.')) && line.size() <= kLongestExpression) {
    rules.entries = rules.title = rules.link = std::string(line);
    html = input.substr(line.size(), kLargestPage);
  }
  const Utf8Text page{base::repair_utf8(html), "UTF-8", {}};
  check_page(page, rules);
  check_guess(page);
  return 0;
}
