#include "parse/json_mend.h"

#include <algorithm>
#include <cstddef>

#include "base/scan.h"
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

// The same for whatever stands in a string but its end, as far as it is of one sort.
std::size_t copy_in_string(std::string_view text, std::size_t position, std::string& out) {
  using Special = base::Union<base::AnyOf<'"', '\\'>, base::Control>;
  const char c = text[position];
  if (c == '\\') return copy_escape(text, position, out);
  if (base::Control::has(c)) {
    copy_control(c, out);
    return position + 1;
  }
  const std::size_t end = base::find_in<Special>(text, position);
  out.append(text, position, end - position);
  return end;
}

// Whether reading and writing the number (RFC 8259 §6) as a double or an integer of 64 bits would change its digits.
// One with an exponent is meant as a quantity, and one that ends in ".0" as a whole number.
bool loses_digits(std::string_view number) {
  constexpr std::size_t kExactDigits = 18;
  if (number.starts_with('-')) number.remove_prefix(1);
  const std::string_view whole = number.substr(0, number.find('.'));
  const std::string_view fraction = number.substr(std::min(whole.size() + 1, number.size()));
  if (whole.empty() || (whole.size() > 1 && whole.starts_with('0'))) return false;
  if (!std::ranges::all_of(whole, base::is_ascii_digit) || number.ends_with('.')) return false;
  if (!std::ranges::all_of(fraction, base::is_ascii_digit)) return false;
  return whole.size() > kExactDigits || fraction.find_first_not_of('0') != std::string_view::npos;
}

// Copies the number at `position`, between quotation marks where its digits would be lost, and returns the position
// behind it: ids are numbers too.
std::size_t copy_number(std::string_view text, std::size_t position, std::string& out) {
  const std::size_t end = std::min(text.find_first_not_of("+-.0123456789eE", position), text.size());
  const std::string_view number = text.substr(position, end - position);
  const std::string_view mark = loses_digits(number) ? "\"" : "";
  out.append(mark).append(number).append(mark);
  return end;
}

// The position behind the comment at `position`; `position` where there is none.
std::size_t end_of_comment(std::string_view text, std::size_t position) {
  const std::string_view rest = text.substr(position);
  const bool is_long = rest.starts_with("/*");
  if (!is_long && !rest.starts_with("//")) return position;
  const std::size_t end = is_long ? text.find("*/", position + 2) : text.find('\n', position);
  return end == std::string_view::npos ? text.size() : end + (is_long ? 2 : 1);
}

// The same for what begins between strings.
std::size_t copy_between_strings(std::string_view text, std::size_t position, std::string& out) {
  const char c = text[position];
  if (c == '-' || base::is_ascii_digit(c)) return copy_number(text, position, out);
  const std::size_t end = c == '/' ? std::max(end_of_comment(text, position), position + 1) : position + 1;
  out += text.substr(position, end - position);
  return end;
}

struct Mending {
  std::string text;
  std::size_t step = 0;         // where the last step began in what was mended
  std::size_t step_mended = 0;  // and in the text
};

// Ends with the step that fills more than `most` bytes.
Result<Mending> mend(std::string_view text, std::size_t most) {
  std::string out;
  out.reserve(text.size());
  bool in_string = false;
  std::size_t values = 0, step = 0, step_mended = 0;
  for (std::size_t i = 0; i < text.size() && out.size() <= most;) {
    step = i;
    step_mended = out.size();
    const char c = text[i];
    if (!in_string && (c == ',' || c == '{' || c == '[') && ++values > kMaxValues) {
      return fail(Errc::TooLarge, "more JSON values than values=" + std::to_string(kMaxValues));
    }
    if (c == '"') {
      in_string = !in_string;
      out += c;
      ++i;
    } else {
      i = in_string ? copy_in_string(text, i, out) : copy_between_strings(text, i, out);
    }
  }
  return Mending{std::move(out), step, step_mended};
}

}  // namespace

Result<std::string> mend_json(std::string_view text) {
  return mend(text, std::string::npos).map([](Mending mending) { return std::move(mending.text); });
}

std::size_t offset_before_mending(std::string_view text, std::size_t offset) {
  const Result<Mending> mending = mend(text, offset);
  return mending ? std::min(mending->step + (offset - mending->step_mended), text.size()) : 0;
}

}  // namespace commonplace::parse
