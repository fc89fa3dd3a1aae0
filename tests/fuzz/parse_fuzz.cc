// Any bytes as a feed: what is read is valid UTF-8 within its limits, the same each time, and nothing crashes.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "commonplace/decode.h"
#include "commonplace/discover.h"
#include "commonplace/parse.h"
#include "parse/read_entries.h"

namespace {

using namespace commonplace;

void check(bool holds) {
  if (!holds) std::abort();
}

void check_text(std::string_view text, std::size_t limit) { check(text.size() <= limit && base::is_valid_utf8(text)); }

void check_entry(const ParsedEntry& entry) {
  check_text(entry.id, 2048);
  check_text(entry.title.value, 4096);
  check_text(entry.summary.value, 1 << 20);
  check_text(entry.content.value, 1 << 20);
  for (const ParsedLink& link : entry.links) {
    check_text(link.href, 8192);
    check(!link.href.empty());
  }
  for (const ParsedMedia& medium : entry.media) check(!medium.url.empty());
  for (const Category& category : entry.categories) check_text(category.term, 1024);
  for (const Person& author : entry.authors) check_text(author.name, 1024);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Url base = *parse_url("https://feeds.example.org/feed");
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto text = decode_to_utf8(bytes);
  if (!text) return 0;
  (void)discover_feeds(text->text, base);
  const auto feed = parse_feed(*text, base);
  if (!feed) {
    check(!feed.error().detail.empty());
    return 0;
  }
  check(feed->entries.size() <= parse::kMaxEntries);
  check_text(feed->head.title.value, 4096);
  for (const ParsedEntry& entry : feed->entries) check_entry(entry);
  check(parse_feed(*text, base)->entries == feed->entries);
  return 0;
}
