#include "decode/convert.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>
#include <array>
#include <memory>

#include "base/utf8.h"
#include "decode/labels.h"

namespace commonplace::decode {
namespace {

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;
using Detector = std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)>;

// ICU's own substitution writes U+001A for some encodings.
void replace_and_count(const void* context, UConverterToUnicodeArgs* arguments, const char* /*bytes*/,
                       std::int32_t /*length*/, UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;  // reset, close, clone
  *status = U_ZERO_ERROR;
  static constexpr UChar kReplacement = 0xFFFD;
  ucnv_cbToUWriteUChars(arguments, &kReplacement, 1, 0, status);
  ++*static_cast<std::size_t*>(const_cast<void*>(context));
}

// UTF-16 that arrives in pieces → UTF-8; a surrogate pair may lie across two of them.
class Utf16Appender {
 public:
  explicit Utf16Appender(std::string& out) : out_(out) {}

  void append(const UChar* begin, const UChar* end) {
    for (const UChar* unit = begin; unit != end; ++unit) append(*unit);
  }
  void finish() {
    if (high_ != 0) base::append_utf8(out_, base::kReplacement);
    high_ = 0;
  }

 private:
  void append(UChar unit) {
    if (high_ != 0 && U16_IS_TRAIL(unit)) {
      base::append_utf8(out_, static_cast<char32_t>(U16_GET_SUPPLEMENTARY(high_, unit)));
      high_ = 0;
      return;
    }
    finish();
    if (U16_IS_LEAD(unit))
      high_ = unit;
    else
      base::append_utf8(out_, unit);  // a lone trail surrogate becomes U+FFFD
  }

  std::string& out_;
  UChar high_ = 0;
};

// From 0xA0 on.
constexpr std::u16string_view kIso8859Part16 =
    u"\u00A0ĄąŁ€„Š§š©Ș«Ź\u00AD"
    u"źŻ°±ČłŽ”¶·žčș»ŒœŸż"
    u"ÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚß"
    u"àáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ";
static_assert(kIso8859Part16.size() == 0x60);

Converted convert_iso_8859_16(std::string_view bytes, std::size_t limit) {
  Converted converted;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    base::append_utf8(converted.text, byte < 0xA0 ? byte : kIso8859Part16[byte - 0xA0]);
    converted.too_large = converted.text.size() > limit;
    if (converted.too_large) break;
  }
  return converted;
}

}  // namespace

std::optional<Converted> convert(std::string_view bytes, std::string_view converter, std::size_t limit) {
  if (converter == "ISO-8859-16") return convert_iso_8859_16(bytes, limit);
  UErrorCode status = U_ZERO_ERROR;
  const Converter icu(ucnv_open(std::string(converter).c_str(), &status), &ucnv_close);
  if (U_FAILURE(status)) return std::nullopt;
  Converted converted;
  ucnv_setToUCallBack(icu.get(), &replace_and_count, &converted.bad_parts, nullptr, nullptr, &status);
  if (U_FAILURE(status)) return std::nullopt;

  Utf16Appender appender(converted.text);
  std::array<UChar, 4096> units;
  const char* source = bytes.data();
  const char* const source_end = bytes.data() + bytes.size();
  do {
    UChar* target = units.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(icu.get(), &target, units.data() + units.size(), &source, source_end, nullptr, true, &status);
    appender.append(units.data(), target);
    converted.too_large = converted.text.size() > limit;
  } while (status == U_BUFFER_OVERFLOW_ERROR && !converted.too_large);
  appender.finish();
  return converted;
}

std::string_view detect_encoding(std::string_view bytes) {
  constexpr std::size_t kSample = 64 * 1024;
  constexpr std::int32_t kSure = 25;  // of 100; below, windows-1252 is the better guess
  UErrorCode status = U_ZERO_ERROR;
  const Detector detector(ucsdet_open(&status), &ucsdet_close);
  if (U_FAILURE(status)) return {};
  const std::string_view sample = bytes.substr(0, kSample);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  ucsdet_enableInputFilter(detector.get(), true);  // markup says nothing about the language
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr || ucsdet_getConfidence(match, &status) < kSure) return {};
  const Encoding* encoding = find_encoding(ucsdet_getName(match, &status));
  if (encoding == nullptr || encoding->converter.empty()) return {};
  const bool needs_declaration = encoding->name.starts_with("UTF-") || encoding->name == "ISO-2022-JP";
  return needs_declaration ? std::string_view() : encoding->name;
}

}  // namespace commonplace::decode
