#include "dedup/outline.h"

#include "commonplace/sanitize.h"

namespace commonplace::dedup {
namespace {

// More text than kMostWords words are likely to have.
constexpr std::size_t kEnough = kMostWords * 12;

std::string text_of(const Entry& entry) {
  if (!entry.content.empty()) return html_to_text(entry.content.html(), kEnough);
  if (!entry.summary.empty()) return html_to_text(entry.summary.html(), kEnough);
  return entry.excerpt;
}

}  // namespace

Outline outline_of(const Entry& entry) { return {read_words(entry.title), read_words(text_of(entry))}; }

}  // namespace commonplace::dedup
