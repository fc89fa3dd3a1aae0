#include "text/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>

#include "base/utf8.h"

namespace commonplace::text {
namespace {

// CLD2 speaks a few tags that have been replaced since.
struct Tag {
  std::string_view old_tag, tag;
};
constexpr Tag kTags[] = {{"iw", "he"}, {"in", "id"}, {"jw", "jv"}, {"ji", "yi"}, {"mo", "ro"}, {"zh-TW", "zh-Hant"}};

std::string current_tag(std::string_view tag) {
  for (const Tag& row : kTags) {
    if (row.old_tag == tag) return std::string(row.tag);
  }
  // Beyond the languages CLD2 numbers scripts, and "un" is its word for unknown.
  return tag == "un" || tag.starts_with("xx") || tag.starts_with("zzb") ? std::string() : std::string(tag);
}

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
