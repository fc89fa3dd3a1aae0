#include "url/punycode.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/utf8.h"

namespace commonplace::url {
namespace {

// The parameters of RFC 3492 §5.
constexpr std::uint32_t kBase = 36;
constexpr std::uint32_t kLeast = 1;
constexpr std::uint32_t kMost = 26;
constexpr std::uint32_t kSkew = 38;
constexpr std::uint32_t kDamp = 700;
constexpr std::uint32_t kFirstBias = 72;

char digit(std::uint32_t value) { return static_cast<char>(value < 26 ? 'a' + value : '0' + value - 26); }

std::uint32_t threshold(std::uint32_t k, std::uint32_t bias) { return k <= bias ? kLeast : std::min(k - bias, kMost); }

std::uint32_t adapt(std::uint32_t delta, std::uint32_t count, bool first) {
  delta = first ? delta / kDamp : delta / 2;
  delta += delta / count;
  std::uint32_t k = 0;
  for (; delta > (kBase - kLeast) * kMost / 2; k += kBase) delta /= kBase - kLeast;
  return k + (kBase - kLeast + 1) * delta / (delta + kSkew);
}

void append_number(std::string& out, std::uint32_t number, std::uint32_t bias) {
  for (std::uint32_t k = kBase;; k += kBase) {
    const std::uint32_t t = threshold(k, bias);
    if (number < t) break;
    out += digit(t + (number - t) % (kBase - t));
    number = (number - t) / (kBase - t);
  }
  out += digit(number);
}

std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> points;
  for (std::size_t position = 0; position < text.size();) points.push_back(base::next_code_point(text, position));
  return points;
}

}  // namespace

std::string to_punycode(std::string_view label) {
  const std::vector<char32_t> points = code_points(label);
  std::string out;
  for (const char32_t c : points) {
    if (c < 0x80) out += static_cast<char>(c);
  }
  const auto basic = static_cast<std::uint32_t>(out.size());
  if (basic > 0) out += '-';

  char32_t next = 0x80;
  std::uint32_t delta = 0;
  std::uint32_t bias = kFirstBias;
  for (std::uint32_t handled = basic; handled < points.size(); ++delta, ++next) {
    char32_t least = 0x110000;
    for (const char32_t c : points) {
      if (c >= next) least = std::min(least, c);
    }
    delta += (least - next) * (handled + 1);
    next = least;
    for (const char32_t c : points) {
      if (c < next) ++delta;
      if (c != next) continue;
      append_number(out, delta, bias);
      bias = adapt(delta, handled + 1, handled == basic);
      delta = 0;
      ++handled;
    }
  }
  return out;
}

}  // namespace commonplace::url
