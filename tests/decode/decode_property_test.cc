// What holds for any bytes under any label.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "commonplace/decode.h"

namespace commonplace {
namespace {

const std::vector<std::string>& labels() {
  static const std::vector<std::string> kLabels = {
      "",       "utf-8",     "utf-16",      "iso-8859-1", "koi8-r", "gbk",          "gb18030",     "big5",  "euc-jp",
      "euc-kr", "shift_jis", "iso-2022-jp", "utf-7",      "ibm037", "windows-1255", "iso-8859-16", "utf-32"};
  return kLabels;
}

std::string join(const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts) all += part;
  return all;
}

// Bytes that look like a document more often than chance would have it.
rc::Gen<std::string> any_bytes() {
  using std::string_literals::operator""s;
  const auto piece = rc::gen::weightedOneOf<std::string>({
      {3, rc::gen::arbitrary<std::string>()},
      {1, rc::gen::element("\xEF\xBB\xBF"s, "\xFE\xFF"s, "\xFF\xFE"s, "\xFF\xFE\0\0"s, "<?xml encoding='koi8-r'?>"s,
                           "\0<\0?"s, "<\0?\0x\0"s, "\xC3\xA9"s, "\xED\xA0\x80"s, "\x1B$B"s, "\x81"s,
                           "\xF4\x90\x80\x80"s, "\0"s)},
  });
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), join);
}

RC_GTEST_PROP(DecodeProperty, TextIsValidUtf8WithoutNulOrMark, ()) {
  const std::string bytes = *any_bytes();
  const std::string label = *rc::gen::elementOf(labels());
  const Result<Utf8Text> decoded = decode_to_utf8(bytes, {"text/xml; charset=" + label});
  RC_ASSERT(decoded.has_value());
  RC_ASSERT(base::is_valid_utf8(decoded->text));
  RC_ASSERT(decoded->text.find('\0') == std::string::npos);
  RC_ASSERT(!decoded->text.starts_with("\xEF\xBB\xBF"));
  RC_ASSERT(decoded->text.size() <= 3 * bytes.size() + 3);
  RC_ASSERT(!decoded->charset.empty());
}

RC_GTEST_PROP(DecodeProperty, InPlaceIsTheSame, ()) {
  const std::string bytes = *any_bytes();
  const Result<Utf8Text> decoded = decode_to_utf8(bytes), in_place = decode_in_place(bytes);
  RC_ASSERT(decoded.has_value() && in_place.has_value());
  RC_ASSERT(in_place->text == decoded->text);
  RC_ASSERT(in_place->charset == decoded->charset);
  RC_ASSERT(in_place->issues == decoded->issues);
}

RC_GTEST_PROP(DecodeProperty, DecodingTwiceChangesNothing, ()) {
  const Result<Utf8Text> once = decode_to_utf8(*any_bytes());
  RC_ASSERT(once.has_value());
  const Result<Utf8Text> twice = decode_to_utf8(once->text, {"text/xml; charset=utf-8"});
  RC_ASSERT(twice.has_value());
  RC_ASSERT(twice->text == once->text);
}

}  // namespace
}  // namespace commonplace
