#include "parse/json_mend.h"

#include <cstddef>

#include "base/text.h"

namespace commonplace::parse {
namespace {

constexpr std::size_t kMaxValues = 1'000'000;
constexpr std::size_t kEscapeSize = 6;  // \uXXXX

// The code unit of a \uXXXX at `position`; -1 where there is none.
int escaped_unit(std::string_view text, std::size_t position) {
  if (position + kEscapeSize > text.size() || text[position] != '\\' || text[position + 1] != 'u') return -1;
  int unit = 0;
  for (std::size_t i = position + 2; i < position + kEscapeSize; ++i) {
    const int digit = base::hex_value(text[i]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

constexpr bool is_leading(int unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
constexpr bool is_trailing(int unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

// Copies the escape at `position` and returns the position behind it.
std::size_t copy_escape(std::string_view text, std::size_t position, std::string& out) {
  const int unit = escaped_unit(text, position);
  if (unit < 0) {
    out += text.substr(position, 2);
    return position + 2;
  }
  if (is_leading(unit) && is_trailing(escaped_unit(text, position + kEscapeSize))) {
    out += text.substr(position, 2 * kEscapeSize);
    return position + 2 * kEscapeSize;
  }
  const bool meaningless = unit == 0 || is_leading(unit) || is_trailing(unit);
  out += meaningless ? std::string_view("\\uFFFD") : text.substr(position, kEscapeSize);
  return position + kEscapeSize;
}

void copy_control(char c, std::string& out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  const auto value = static_cast<unsigned char>(c);
  out += "\\u00";
  out += kHex[value >> 4];
  out += kHex[value & 0xF];
}

}  // namespace

Result<std::string> mend_json(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool in_string = false;
  std::size_t values = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (in_string && c == '\\') {
      i = copy_escape(text, i, out);
      continue;
    }
    if (c == '"') in_string = !in_string;
    if (!in_string && (c == ',' || c == '{' || c == '[') && ++values > kMaxValues) {
      return fail(Errc::TooLarge, "more JSON values than values=" + std::to_string(kMaxValues));
    }
    if (in_string && static_cast<unsigned char>(c) < 0x20) {
      copy_control(c, out);
    } else {
      out += c;
    }
    ++i;
  }
  return out;
}

}  // namespace commonplace::parse
