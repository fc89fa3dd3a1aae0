#include "text/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "base/utf8.h"
#include "text/language_tag.h"

namespace commonplace::text {
namespace {

// CLD2 speaks a few tags that have been replaced since, and has some of its own for what is no language.
std::string current_tag(std::string_view tag) { return tag == "zh-TW" ? "zh-Hant" : canonical_language(tag); }

}  // namespace

std::string detect_language(std::string_view text) {
  constexpr std::size_t kEnough = 8 << 10;  // more changes no verdict
  constexpr int kMostOfIt = 60;             // per cent
  const std::string_view sample = base::truncate_utf8(text, kEnough);
  const CLD2::CLDHints no_hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  constexpr bool kIsPlainText = true;
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  int text_bytes = 0, valid_bytes = 0;
  bool is_reliable = false;
  CLD2::ExtDetectLanguageSummaryCheckUTF8(sample.data(), static_cast<int>(sample.size()), kIsPlainText, &no_hints, 0,
                                          languages, percents, scores, nullptr, &text_bytes, &is_reliable,
                                          &valid_bytes);
  if (!is_reliable || percents[0] < kMostOfIt || valid_bytes < static_cast<int>(sample.size())) return {};
  return current_tag(CLD2::LanguageCode(languages[0]));
}

}  // namespace commonplace::text
