#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/scan.h"

namespace commonplace::base {
namespace {

// What may follow a lead byte: its length, and the range of its second byte (Unicode table 3-7).
struct Lead {
  std::uint8_t length;
  std::uint8_t low;
  std::uint8_t high;
};

constexpr Lead lead_of(std::uint8_t byte) {
  if (byte < 0x80) return {1, 0, 0};
  if (byte >= 0xC2 && byte <= 0xDF) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {4, 0x80, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

constexpr std::array<Lead, 256> kLeads = [] {
  std::array<Lead, 256> leads{};
  for (std::size_t byte = 0; byte < leads.size(); ++byte) leads[byte] = lead_of(static_cast<std::uint8_t>(byte));
  return leads;
}();

constexpr std::uint8_t byte_at(std::string_view text, std::size_t i) { return static_cast<std::uint8_t>(text[i]); }

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& position) {
  const std::uint8_t first = byte_at(text, position++);
  if (first < 0x80) return first;
  const Lead lead = kLeads[first];
  if (lead.length == 0) return kReplacement;
  char32_t value = first & (0x7F >> lead.length);
  for (int i = 1; i < lead.length; ++i) {
    if (position >= text.size()) return kReplacement;
    const std::uint8_t next = byte_at(text, position);
    const std::uint8_t low = i == 1 ? lead.low : 0x80;
    const std::uint8_t high = i == 1 ? lead.high : 0xBF;
    if (next < low || next > high) return kReplacement;
    value = (value << 6) | (next & 0x3F);
    ++position;
  }
  return value;
}

std::size_t sequence_length(std::string_view text, std::size_t position) {
  const Lead lead = kLeads[byte_at(text, position)];
  if (lead.length < 2) return lead.length;
  if (text.size() - position < lead.length) return 0;
  const std::uint8_t second = byte_at(text, position + 1);
  bool sound = second >= lead.low && second <= lead.high;
  for (std::size_t i = 2; i < lead.length; ++i) sound = sound && (byte_at(text, position + i) & 0xC0) == 0x80;
  return sound ? lead.length : 0;
}

namespace {

// Where the first ill-formed part at or after `position` begins; text.size() where all is well.
std::size_t find_ill_formed(std::string_view text, std::size_t position) {
  while ((position = find_in<NonAscii>(text, position)) < text.size()) {
    do {
      const std::size_t length = sequence_length(text, position);
      if (length == 0) return position;
      position += length;
    } while (position < text.size() && NonAscii::has(text[position]));
  }
  return text.size();
}

}  // namespace

bool is_ascii(std::string_view text) { return !contains<NonAscii>(text); }

bool is_valid_utf8(std::string_view text) { return find_ill_formed(text, 0) == text.size(); }

std::string repair_utf8(std::string_view text) {
  std::string repaired;
  repaired.reserve(text.size());
  for (std::size_t position = 0;;) {
    const std::size_t bad = find_ill_formed(text, position);
    repaired += text.substr(position, bad - position);
    if (bad == text.size()) return repaired;
    repaired += kReplacementUtf8;
    position = bad;
    next_code_point(text, position);
  }
}

void append_utf8(std::string& text, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = kReplacement;
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0 | (c >> 6));
    text += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0 | (c >> 12));
    text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    text += static_cast<char>(0xF0 | (c >> 18));
    text += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<std::uint8_t>(c) & 0xC0) != 0x80;
  return count;
}

std::size_t code_point_offset(std::string_view text, std::size_t count) {
  std::size_t position = 0;
  while (count > 0 && position < text.size()) {
    const std::size_t ascii = find_in<NonAscii>(text.substr(0, std::min(text.size(), position + count)), position);
    count -= ascii - position;
    position = ascii;
    for (; count > 0 && position < text.size() && NonAscii::has(text[position]); --count) {
      next_code_point(text, position);
    }
  }
  return position;
}

std::string_view truncate_utf8(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (byte_at(text, bytes) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

}  // namespace commonplace::base
