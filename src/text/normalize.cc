#include "text/normalize.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "base/utf8.h"

namespace commonplace::text {
namespace {

icu::StringPiece piece(std::string_view text) { return {text.data(), static_cast<std::int32_t>(text.size())}; }

// ICU counts in 32 bits. No text of ours comes near; one that did would be left as it is.
bool is_beyond_icu(std::string_view text) { return text.size() > (1U << 30); }

std::string normalize_with(const icu::Normalizer2* form, std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string result;
  result.reserve(text.size());
  icu::StringByteSink<std::string> sink(&result);
  if (form != nullptr) form->normalizeUTF8(0, piece(text), sink, nullptr, status);
  return form != nullptr && U_SUCCESS(status) ? result : std::string(text);
}

// Canonical ordering sorts each run of combining marks by insertion, which is quadratic in a run of a million. No
// language needs more than 30 in a row (UAX #15 §13, Stream-Safe Text); what follows them is left out.
constexpr std::size_t kMostMarks = 30;

bool is_combining(char32_t c) {
  constexpr char32_t kFirst = 0x300;
  return c >= kFirst && u_getCombiningClass(static_cast<UChar32>(c)) != 0;
}

std::string without_mark_floods(std::string_view text) {
  std::string calm;
  calm.reserve(text.size());
  std::size_t marks = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    marks = is_combining(base::next_code_point(text, i)) ? marks + 1 : 0;
    if (marks <= kMostMarks) calm.append(text, begin, i - begin);
  }
  return calm;
}

const icu::Normalizer2* nfc() {
  UErrorCode status = U_ZERO_ERROR;
  return icu::Normalizer2::getNFCInstance(status);
}

const icu::Normalizer2* nfd() {
  UErrorCode status = U_ZERO_ERROR;
  return icu::Normalizer2::getNFDInstance(status);
}

const icu::Normalizer2* nfkc_casefold() {
  UErrorCode status = U_ZERO_ERROR;
  return icu::Normalizer2::getNFKCCasefoldInstance(status);
}

// Letters that Unicode does not decompose and readers take for variants of a plain one.
struct Replacement {
  char32_t letter;
  std::string_view plain;
};
constexpr Replacement kReplacements[] = {
    {U'æ', "ae"}, {U'ð', "d"}, {U'ø', "o"},  {U'þ', "th"}, {U'đ', "d"}, {U'ħ', "h"},
    {U'ı', "i"},  {U'ł', "l"}, {U'œ', "oe"}, {U'ŧ', "t"},  {U'ƀ', "b"}, {U'ɨ', "i"},
};
static_assert(std::is_sorted(std::begin(kReplacements), std::end(kReplacements),
                             [](const Replacement& a, const Replacement& b) { return a.letter < b.letter; }));

const Replacement* replacement_of(char32_t letter) {
  const auto* row = std::lower_bound(std::begin(kReplacements), std::end(kReplacements), letter,
                                     [](const Replacement& r, char32_t c) { return r.letter < c; });
  return row != std::end(kReplacements) && row->letter == letter ? row : nullptr;
}

// й, ў and ї are letters of their own: typing и for й is a mistake, typing е for ё is a habit.
bool makes_another_letter(char32_t base, char32_t mark) {
  constexpr char32_t kBreve = 0x306, kDiaeresis = 0x308, kVoiced = 0x3099, kSemiVoiced = 0x309A;
  if (mark == kVoiced || mark == kSemiVoiced) return true;
  if (mark == kBreve) return base == U'и' || base == U'у';
  return mark == kDiaeresis && base == U'і';
}

// Whether a combining mark is a diacritic: an accent, a Hebrew point, an Arabic vowel. The vowel signs and viramas of
// Thai and the Indic scripts are Mn as well, but without them the words are other words.
bool is_diacritic(char32_t c) {
  constexpr char32_t kTatweel = 0x640;  // stretches a word, spells nothing
  if (c == kTatweel) return true;
  const auto code_point = static_cast<UChar32>(c);
  if (u_charType(code_point) != U_NON_SPACING_MARK) return false;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(code_point, &status)) {
    case USCRIPT_INHERITED:
    case USCRIPT_HEBREW:
    case USCRIPT_ARABIC:
    case USCRIPT_SYRIAC:
    case USCRIPT_GREEK:
      return true;
    default:
      return false;
  }
}

std::string strip_diacritics(std::string_view decomposed) {
  std::string result;
  result.reserve(decomposed.size());
  char32_t base = 0;
  for (std::size_t i = 0; i < decomposed.size();) {
    const char32_t c = base::next_code_point(decomposed, i);
    if (c < 0x80) {
      base = c;
      result += static_cast<char>(c);
    } else if (is_diacritic(c)) {
      if (makes_another_letter(base, c)) base::append_utf8(result, c);
    } else if (const Replacement* row = replacement_of(c)) {
      base = c;
      result += row->plain;
    } else {
      base = c;
      base::append_utf8(result, c);
    }
  }
  return result;
}

}  // namespace

std::string to_nfc(std::string_view text) {
  if (base::is_ascii(text) || is_beyond_icu(text)) return std::string(text);
  const std::string calm = without_mark_floods(text);
  const icu::Normalizer2* form = nfc();
  UErrorCode status = U_ZERO_ERROR;
  if (form == nullptr || form->isNormalizedUTF8(piece(calm), status)) return calm;
  return normalize_with(form, calm);
}

std::string to_lower(std::string_view text, std::string_view language) {
  const bool has_own_rules = language.starts_with("tr") || language.starts_with("az") || language.starts_with("lt");
  if (base::is_ascii(text) && !has_own_rules) return base::to_ascii_lower(text);
  if (is_beyond_icu(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  const std::string locale(has_own_rules ? language.substr(0, 2) : std::string_view{});
  icu::CaseMap::utf8ToLower(locale.c_str(), 0, piece(text), sink, nullptr, status);
  return U_SUCCESS(status) ? to_nfc(result) : std::string(text);
}

std::string fold(std::string_view text) {
  if (base::is_ascii(text)) return base::to_ascii_lower(text);
  if (is_beyond_icu(text)) return std::string(text);
  const std::string decomposed = normalize_with(nfd(), normalize_with(nfkc_casefold(), without_mark_floods(text)));
  return to_nfc(strip_diacritics(decomposed));
}

}  // namespace commonplace::text
