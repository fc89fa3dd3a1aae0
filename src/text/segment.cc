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

void add_by_rules(std::string_view text, std::vector<std::string_view>& words) {
  const Reading reading(word_iterator(), text);
  if (!reading) return;
  auto begin = reading->first();
  for (auto end = reading->next(); end != icu::BreakIterator::DONE; begin = end, end = reading->next()) {
    if (reading->getRuleStatus() < UBRK_WORD_NONE_LIMIT) continue;
    add_divided(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)), words);
  }
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// Signs beyond ASCII that are in no word, and that most texts have.
constexpr std::string_view kSigns[] = {"\u00A0", "\u00AB", "\u00BB", "\u2013", "\u2014",
                                       "\u2019", "\u201C", "\u201D", "\u2026"};

// Lengths in bytes; 0 where none of them is at `i`. The letters are those of Latin-1 and of Latin Extended-A and -B.
std::size_t latin_letter_at(std::string_view text, std::size_t i) {
  if (i + 1 >= text.size()) return 0;
  const auto first = static_cast<unsigned char>(text[i]), second = static_cast<unsigned char>(text[i + 1]);
  if (second < 0x80 || second > 0xBF) return 0;
  const bool is_letter = first == 0xC3 ? second != 0x97 && second != 0xB7  // × and ÷
                                       : (first >= 0xC4 && first <= 0xC8) || (first == 0xC9 && second <= 0x8F);
  return is_letter ? 2 : 0;
}
std::size_t sign_at(std::string_view text, std::size_t i) {
  for (const std::string_view sign : kSigns) {
    if (text.substr(i, sign.size()) == sign) return sign.size();
  }
  return 0;
}

// The end of a stretch between spaces that holds what only the rules can divide; so may the next word, and the next.
std::size_t end_of_foreign(std::string_view text, std::size_t i) {
  for (;;) {
    while (i < text.size() && !is_space(text[i])) ++i;
    const bool goes_on = i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0x80;
    if (!goes_on || latin_letter_at(text, i + 1) != 0 || sign_at(text, i + 1) != 0) return i;
    ++i;
  }
}

}  // namespace

// Between spaces a word is a word whatever stands around it, so the rules are asked only about what is neither ASCII
// nor Latin letters and the usual signs: they take ten times as long.
std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> words;
  words.reserve(text.size() / 6);
  std::size_t begin = 0;          // of the present word, if `i` is beyond it
  std::size_t stretch_begin = 0;  // after the last space
  std::size_t words_before = 0;   // the stretch
  const auto end_word = [&](std::size_t end) {
    if (end > begin) words.push_back(text.substr(begin, end - begin));
  };
  std::size_t i = 0;
  while (i < text.size()) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      if (!base::is_ascii_alnum(text[i]) && !joins_digits(text, i)) {
        end_word(i);
        begin = i + 1;
        if (is_space(text[i])) {
          stretch_begin = begin;
          words_before = words.size();
        }
      }
      ++i;
    } else if (const std::size_t letter = latin_letter_at(text, i); letter != 0) {
      i += letter;
    } else if (const std::size_t sign = sign_at(text, i); sign != 0) {
      end_word(i);
      begin = i += sign;
    } else {
      words.resize(words_before);
      i = end_of_foreign(text, i);
      add_by_rules(text.substr(stretch_begin, i - stretch_begin), words);
      begin = i;
    }
  }
  end_word(i);
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
