// Character references → the text they stand for.
//
// Named ones are matched as long as possible, by narrowing a range of the sorted table one character at a time, so the
// cost is bounded by the longest name. Numeric ones follow §13.2.5.80, windows-1252 habits included.

#include "html/entities.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.h"
#include "base/utf8.h"
#include "html/entity_table.h"

namespace commonplace::html {
namespace {

// What publishers mean by the numbers 0x80–0x9F: windows-1252.
constexpr std::array<char16_t, 32> kWindows1252 = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

constexpr std::uint32_t kBeyondUnicode = 0x110000;

// append_utf8 makes U+FFFD of surrogates and of what is beyond Unicode.
char32_t meant_by(std::uint32_t number) {
  if (number == 0) return base::kReplacement;
  if (number >= 0x80 && number <= 0x9F) return kWindows1252[number - 0x80];
  return number;
}

// `position` is after "&#".
std::size_t decode_numeric(std::string_view text, std::size_t position, std::string& out) {
  const std::size_t begin = position - 2;
  const bool hexadecimal = position < text.size() && base::to_ascii_lower(text[position]) == 'x';
  if (hexadecimal) ++position;
  const std::uint32_t radix = hexadecimal ? 16 : 10;
  const std::size_t digits = position;
  std::uint32_t number = 0;
  for (; position < text.size(); ++position) {
    const int digit = base::hex_value(text[position]);
    if (digit < 0 || static_cast<std::uint32_t>(digit) >= radix) break;
    number = std::min(number * radix + static_cast<std::uint32_t>(digit), kBeyondUnicode);
  }
  if (position == digits) return 0;
  if (position < text.size() && text[position] == ';') ++position;
  base::append_utf8(out, meant_by(number));
  return position - begin;
}

struct NamedMatch {
  const NamedReference* reference = nullptr;
  std::size_t length = 0;  // of the name and its semicolon, if any
};

NamedMatch longest_match(std::string_view text) {
  NamedMatch match;
  auto first = kNamedReferences.begin(), last = kNamedReferences.end();
  for (std::size_t length = 0; length < text.size(); ++length) {
    // All of [first, last) share text's first `length` characters.
    const auto character = [length](const NamedReference& reference) {
      return length < reference.name.size() ? static_cast<unsigned char>(reference.name[length]) : -1;
    };
    const int wanted = static_cast<unsigned char>(text[length]);
    first = std::partition_point(first, last, [&](const auto& reference) { return character(reference) < wanted; });
    last = std::partition_point(first, last, [&](const auto& reference) { return character(reference) <= wanted; });
    if (first == last) break;
    if (first->name.size() != length + 1) continue;
    if (length + 1 < text.size() && text[length + 1] == ';') return {&*first, length + 2};
    if (first->legacy) match = {&*first, length + 1};
  }
  return match;
}

// `position` is after '&'.
std::size_t decode_named(std::string_view text, std::size_t position, ReferenceContext context, std::string& out) {
  if (text.substr(position).starts_with("amp;")) {  // most of them, and far down in the table
    out += '&';
    return 5;
  }
  const NamedMatch match = longest_match(text.substr(position));
  if (!match.reference) return 0;
  const std::size_t end = position + match.length;
  const bool terminated = text[end - 1] == ';';
  if (context == ReferenceContext::Attribute && !terminated && end < text.size() &&
      (text[end] == '=' || base::is_ascii_alnum(text[end]))) {
    return 0;
  }
  out.append(match.reference->text);
  return 1 + match.length;
}

}  // namespace

std::size_t decode_reference(std::string_view text, std::size_t position, ReferenceContext context, std::string& out) {
  const std::size_t next = position + 1;
  if (next >= text.size()) return 0;
  if (text[next] == '#') return decode_numeric(text, next + 1, out);
  return decode_named(text, next, context, out);
}

std::string_view decode_references(std::string_view text, ReferenceContext context, std::string& scratch) {
  std::size_t ampersand = text.find('&');
  if (ampersand == std::string_view::npos) return text;
  scratch.clear();
  std::size_t run = 0;  // text[run, ampersand) is to be copied as it is
  while (ampersand != std::string_view::npos) {
    scratch.append(text, run, ampersand - run);
    const std::size_t length = decode_reference(text, ampersand, context, scratch);
    run = ampersand + length;
    ampersand = text.find('&', run + (length == 0 ? 1 : 0));
  }
  scratch.append(text, run);
  return scratch;
}

}  // namespace commonplace::html
