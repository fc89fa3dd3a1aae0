// A document's entry elements → its entries, the newest 10 000 of them at most.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/in_place.h"
#include "commonplace/parse.h"
#include "parse/limits.h"

namespace commonplace::parse {

inline constexpr std::size_t kMaxEntries = 10'000;

// Whether the entries begin with the oldest, judged by the first and the last of them.
bool is_oldest_first(const ParsedEntry& first, const ParsedEntry& last);

// Reads each of `elements` with `read_one` and appends it to the feed, in order and within limits. Of too many, the end
// that is newer is kept, and an issue says so.
template <class Element, class ReadOne>
void read_entries(std::span<const Element> elements, ReadOne read_one, ParsedFeed& feed) {
  if (elements.size() > kMaxEntries) {
    const bool keep_end = is_oldest_first(read_one(elements.front()), read_one(elements.back()));
    feed.issues.push_back({"the document has " + std::to_string(elements.size()) + " entries: only the newest " +
                               std::to_string(kMaxEntries) + " are read (limit entries=" + std::to_string(kMaxEntries) +
                               ")",
                           0, IssueKind::Limit});
    elements = keep_end ? elements.last(kMaxEntries) : elements.first(kMaxEntries);
  }
  feed.entries.reserve(feed.entries.size() + elements.size());
  std::size_t parts = 0;
  for (const Element& element : elements) {
    limit_entry(feed.entries.emplace_back(base::InPlace{[&] { return read_one(element); }}), parts);
  }
}

template <class Element, class ReadOne>
void read_entries(const std::vector<Element>& elements, ReadOne read_one, ParsedFeed& feed) {
  read_entries(std::span<const Element>(elements), read_one, feed);
}

}  // namespace commonplace::parse
