#include "publish/feed_parts.h"

#include <algorithm>

namespace commonplace::publish {
namespace {

struct Kind {
  std::string_view begin;  // of an entry
  std::string_view end;    // its last bytes
};

constexpr Kind kKinds[] = {
    {"\n  <entry", "\n  </entry>"}, {"\n  <at:deleted-entry", "/>"}, {"\n    <item>", "\n    </item>"}};

}  // namespace

FeedParts feed_parts(std::string_view document) {
  FeedParts parts;
  std::size_t first = std::string_view::npos;
  for (const Kind& kind : kKinds) first = std::min(first, document.find(kind.begin));
  if (first == std::string_view::npos) {
    parts.head = document;
    return parts;
  }
  parts.head = document.substr(0, first);
  document.remove_prefix(first);
  for (bool found = true; found;) {
    found = false;
    for (const Kind& kind : kKinds) {
      if (!document.starts_with(kind.begin)) continue;
      const std::size_t end = document.find(kind.end);
      if (end == std::string_view::npos) break;
      parts.entries.push_back(document.substr(0, end + kind.end.size()));
      document.remove_prefix(end + kind.end.size());
      found = true;
      break;
    }
  }
  parts.tail = document;
  return parts;
}

}  // namespace commonplace::publish
