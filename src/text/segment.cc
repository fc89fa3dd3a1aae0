#include "text/segment.h"

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/ubrk.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

#include "base/text.h"
#include "base/utf8.h"

namespace commonplace::text {
namespace {

using BreakIteratorFactory = icu::BreakIterator* (*)(const icu::Locale&, UErrorCode&);

// Opening one reads its rules (tens of microseconds) and one serves one thread at a time: each thread keeps its own.
icu::BreakIterator* open_iterator(BreakIteratorFactory factory) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> iterator(factory(icu::Locale::getRoot(), status));
  return U_SUCCESS(status) ? iterator.release() : nullptr;
}

icu::BreakIterator* word_iterator() {
  thread_local const std::unique_ptr<icu::BreakIterator> iterator(
      open_iterator(&icu::BreakIterator::createWordInstance));
  return iterator.get();
}

icu::BreakIterator* grapheme_iterator() {
  thread_local const std::unique_ptr<icu::BreakIterator> iterator(
      open_iterator(&icu::BreakIterator::createCharacterInstance));
  return iterator.get();
}

// Lets an iterator read our bytes in place, for one scope; it does not look at them again after that.
class Reading {
 public:
  Reading(icu::BreakIterator* iterator, std::string_view text) : iterator_(iterator) {
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&source_, text.data(), static_cast<std::int64_t>(text.size()), &status);
    if (iterator_ != nullptr && U_SUCCESS(status)) iterator_->setText(&source_, status);
    ok_ = iterator_ != nullptr && U_SUCCESS(status);
  }
  ~Reading() { utext_close(&source_); }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  explicit operator bool() const { return ok_; }
  icu::BreakIterator* operator->() const { return iterator_; }

 private:
  icu::BreakIterator* iterator_;
  UText source_ = UTEXT_INITIALIZER;
  bool ok_ = false;
};

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool joins_digits(std::string_view text, std::size_t i) {
  return (text[i] == '.' || text[i] == ',') && i > 0 && i + 1 < text.size() && base::is_ascii_digit(text[i - 1]) &&
         base::is_ascii_digit(text[i + 1]);
}

// Apostrophes, and the Hebrew marks of abbreviation, which are typed as apostrophes and quotation marks.
constexpr std::string_view kDividers[] = {"\u2019", "\uFF07", "\u05F3", "\u05F4"};

// The length of the divider at `i`, 0 where there is none: what UAX #29, or ICU's tailoring of it, allows inside a word
// and we do not. In ASCII that is all but letters and digits.
std::size_t divider_at(std::string_view text, std::size_t i) {
  const char c = text[i];
  if (static_cast<unsigned char>(c) < 0x80) return base::is_ascii_alnum(c) || joins_digits(text, i) ? 0 : 1;
  for (const std::string_view divider : kDividers) {
    if (text.substr(i, divider.size()) == divider) return divider.size();
  }
  return 0;
}

void add_divided(std::string_view word, std::vector<std::string_view>& words) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < word.size();) {
    const std::size_t divider = divider_at(word, i);
    if (divider != 0 && i > begin) words.push_back(word.substr(begin, i - begin));
    i += std::max<std::size_t>(divider, 1);
    if (divider != 0) begin = i;
  }
  if (begin < word.size()) words.push_back(word.substr(begin));
}

std::vector<std::string_view> ascii_words(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && (base::is_ascii_alnum(text[i]) || joins_digits(text, i))) continue;
    if (i > begin) words.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  return words;
}

}  // namespace

std::vector<std::string_view> words(std::string_view text) {
  if (is_ascii(text)) return ascii_words(text);
  std::vector<std::string_view> words;
  const Reading reading(word_iterator(), text);
  if (!reading) return words;
  auto begin = reading->first();
  for (auto end = reading->next(); end != icu::BreakIterator::DONE; begin = end, end = reading->next()) {
    if (reading->getRuleStatus() < UBRK_WORD_NONE_LIMIT) continue;
    add_divided(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)), words);
  }
  return words;
}

std::size_t grapheme_floor(std::string_view text, std::size_t byte) {
  if (byte >= text.size()) return text.size();
  const auto is_ascii_at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]) < 0x80; };
  if (byte == 0 || (is_ascii_at(byte) && is_ascii_at(byte - 1) && text[byte] != '\n')) return byte;
  const std::size_t position = base::truncate_utf8(text, byte).size();
  const Reading reading(grapheme_iterator(), text);
  if (!reading) return position;
  const auto offset = static_cast<std::int32_t>(position);
  return reading->isBoundary(offset) ? position : static_cast<std::size_t>(std::max(0, reading->preceding(offset)));
}

bool is_cjk_word(std::string_view word) {
  if (word.empty() || static_cast<unsigned char>(word.front()) < 0xE2) return false;  // below U+2000
  std::size_t i = 0;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(base::next_code_point(word, i)), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return true;
    default:
      return false;
  }
}

}  // namespace commonplace::text
