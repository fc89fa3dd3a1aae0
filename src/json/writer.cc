#include "json/writer.h"

#include <algorithm>
#include <array>

#include "base/scan.h"
#include "base/utf8.h"

namespace commonplace::json {
namespace {

// What is not copied as it stands, or not before it was looked at.
using Special = base::Union<base::Control, base::NonAscii, base::AnyOf<'"', '\\'>>;

// The letter behind the backslash; 0 where there is none, and the number is written.
constexpr std::array<char, 256> kNamed = [] {
  std::array<char, 256> names{};
  constexpr std::string_view kBytes = "\"\\\b\f\n\r\t", kLetters = "\"\\bfnrt";
  for (std::size_t i = 0; i < kBytes.size(); ++i) names[static_cast<unsigned char>(kBytes[i])] = kLetters[i];
  return names;
}();

constexpr std::size_t kLongestEscape = 6;

char* write_escape(char* to, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  *to++ = '\\';
  if (kNamed[byte] != 0) {
    *to++ = kNamed[byte];
    return to;
  }
  for (const char digit : {'u', '0', '0', kHex[byte >> 4], kHex[byte & 15]}) *to++ = digit;
  return to;
}

// The sequence at text[position]; U+FFFD for an ill-formed one. A lone surrogate or a cut sequence would make the whole
// line unreadable.
char* write_sequence(char* to, std::string_view text, std::size_t& position) {
  std::string_view sequence = text.substr(position, base::sequence_length(text, position));
  position += sequence.size();
  if (sequence.empty()) {
    base::next_code_point(text, position);
    sequence = base::kReplacementUtf8;
  }
  for (const char c : sequence) *to++ = c;
  return to;
}

void append_escaped(base::Buffer& out, std::string_view text) {
  constexpr std::size_t kPart = 4096;  // each byte may become six: room for all would be much for nothing
  while (!text.empty()) {
    std::string_view part = base::truncate_utf8(text, kPart);
    if (part.empty()) part = text.substr(0, kPart);  // nothing but ends of characters
    char* to = out.room_for(kLongestEscape * part.size() + base::kCopySlack);
    for (std::size_t position = 0; position < part.size();) {
      const std::size_t special = base::copy_until<Special>(part, position, to);
      to += special - position;
      position = special;
      if (position == part.size()) break;
      if (base::NonAscii::has(part[position])) {
        to = write_sequence(to, part, position);
      } else {
        to = write_escape(to, part[position++]);
      }
    }
    out.end_at(to);
    text.remove_prefix(part.size());
  }
}

}  // namespace

void Writer::begin(char bracket) {
  separate();
  out_.append(bracket);
  needs_comma_ = false;
}

void Writer::end(char bracket) {
  constexpr std::size_t kPiece = 1 << 16;
  out_.append(bracket);
  needs_comma_ = true;
  if (sink_ && out_.size() >= kPiece) hand_over();
}

void Writer::end_line() {
  out_.append('\n');
  needs_comma_ = false;
  if (sink_) hand_over();
}

void Writer::hand_over() {
  sink_(out_.view());
  out_.clear();
}

void Writer::separate() {
  if (needs_comma_) out_.append(',');
  needs_comma_ = true;
}

void Writer::name(std::string_view name) {
  separate();
  char* to = out_.room_for(name.size() + 3);
  *to++ = '"';
  to = std::copy(name.begin(), name.end(), to);
  *to++ = '"';
  *to++ = ':';
  out_.end_at(to);
  needs_comma_ = false;
}

void Writer::any_name(std::string_view name) {
  string(name);
  out_.append(':');
  needs_comma_ = false;
}

void Writer::string(std::string_view text) {
  separate();
  out_.append('"');
  append_escaped(out_, text);
  out_.append('"');
}

void Writer::number(std::int64_t number) {
  separate();
  out_.append(std::to_string(number));
}

void Writer::boolean(bool value) {
  separate();
  out_.append(value ? "true" : "false");
}

}  // namespace commonplace::json
