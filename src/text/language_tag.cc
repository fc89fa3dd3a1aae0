#include "text/language_tag.h"

#include <unicode/locid.h>

#include <algorithm>

#include "base/text.h"

namespace commonplace::text {
namespace {

constexpr std::size_t kLongestTag = 35;  // RFC 5646 §4.4.1

bool is_tag_character(char c) { return base::is_ascii_alnum(c) || c == '-'; }

}  // namespace

std::string canonical_language(std::string_view tag) {
  if (tag.empty()) return {};
  std::string written(tag);
  std::ranges::replace(written, '_', '-');
  if (written.size() > kLongestTag || !std::ranges::all_of(written, is_tag_character)) return {};
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale = icu::Locale::forLanguageTag(written, status);
  locale.canonicalize(status);
  const std::string_view code = locale.getISO3Language();  // empty for what nobody has registered
  if (U_FAILURE(status) || code.empty() || code == "mul" || code == "mis" || code == "zxx") return {};
  std::string canonical = locale.toLanguageTag<std::string>(status);
  return U_SUCCESS(status) ? canonical : std::string();
}

std::string_view primary_language(std::string_view tag) { return tag.substr(0, tag.find_first_of("-_")); }

}  // namespace commonplace::text
