#include "report/places.h"

#include <algorithm>

namespace commonplace::report {

Places::Places(std::string_view text, const ParsedFeed& feed) : text_(text), head_(feed.head.offset) {
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    line_ends_.push_back(at);
  }
  if (feed.format == FeedFormat::Json) {
    head_ = text.find('{') + 1;
    entries_ = find_json_items(text);
    // An item that is empty is no entry: then nobody knows which is which.
    if (entries_.size() != feed.entries.size()) entries_.assign(feed.entries.size(), 0);
  } else {
    for (const ParsedEntry& entry : feed.entries) entries_.push_back(entry.offset);
  }
}

std::uint32_t Places::line_at(std::size_t offset) const {
  const auto ended = std::lower_bound(line_ends_.begin(), line_ends_.end(), offset);
  return static_cast<std::uint32_t>(1 + (ended - line_ends_.begin()));
}

std::uint32_t Places::head() const { return head_ == 0 ? 0 : line_at(head_); }

std::uint32_t Places::entry(std::size_t index) const { return entries_[index] == 0 ? 0 : line_at(entries_[index]); }

std::uint32_t Places::within(std::size_t index, std::string_view written) const {
  const std::size_t begin = entries_[index];
  if (begin == 0 || written.empty()) return entry(index);
  const bool followed = index + 1 < entries_.size() && entries_[index + 1] > begin;
  const std::size_t end = followed ? entries_[index + 1] : text_.size();
  const std::size_t found = text_.substr(begin, end - begin).find(written);
  return found == std::string_view::npos ? entry(index) : line_at(begin + found);
}

}  // namespace commonplace::report
