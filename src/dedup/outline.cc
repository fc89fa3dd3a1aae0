#include "dedup/outline.h"

#include "base/digest.h"
#include "commonplace/sanitize.h"

namespace commonplace::dedup {
namespace {

// More text than kMostWords words are likely to have.
constexpr std::size_t kEnough = kMostWords * 12;

}  // namespace

std::string text_of(const Entry& entry) {
  if (!entry.content.empty()) return html_to_text(entry.content.html(), kEnough);
  if (!entry.summary.empty()) return html_to_text(entry.summary.html(), kEnough);
  return entry.excerpt;
}

std::uint64_t spelling_of(std::string_view title, std::string_view text) {
  return base::fast_hash(text, base::fast_hash(title));
}

Outline outline_of(std::string_view title, std::string_view text) {
  return {read_words(title), read_words(text), spelling_of(title, text)};
}

Outline outline_of(const Entry& entry) { return outline_of(entry.title, text_of(entry)); }

}  // namespace commonplace::dedup
