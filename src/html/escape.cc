// Text → HTML text and attribute values (WHATWG HTML §13.3, "escaping a string", tightened to what XML 1.0 allows too).

#include "html/escape.h"

#include <array>
#include <cstdint>

#include "base/scan.h"
#include "base/utf8.h"
#include "html/entities.h"

namespace commonplace::html {
namespace {

enum class Place { Text, Attribute };

enum class ByteClass : std::uint8_t { Plain, Markup, Blank, Control, NonAscii };

constexpr std::array<ByteClass, 256> kByteClass = [] {
  std::array<ByteClass, 256> classes{};
  for (int byte = 0; byte < 0x20; ++byte) classes[byte] = ByteClass::Control;
  for (int byte = 0x80; byte < 0x100; ++byte) classes[byte] = ByteClass::NonAscii;
  for (unsigned char byte : {'&', '<', '>', '"'}) classes[byte] = ByteClass::Markup;
  for (unsigned char byte : {'\t', '\n', '\r', '\f'}) classes[byte] = ByteClass::Blank;
  classes[0x7F] = ByteClass::Control;
  return classes;
}();

// What is of any class but Plain.
using NotPlain = base::Union<base::AnyOf<'&', '<', '>', '"', '\x7F'>, base::Control, base::NonAscii>;

std::string_view reference_for(char c, Place place) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    default:
      return place == Place::Attribute ? "&quot;" : "\"";
  }
}

// `next` is the byte after `c`, if any: CR LF is one line end.
std::string_view blank_for(char c, char next, Place place) {
  if (c == '\r' && next == '\n') return "";
  if (place == Place::Attribute || c == '\f') return " ";
  return c == '\t' ? "\t" : "\n";
}

// What a code point beyond ASCII is written as instead of itself; nothing where it stands.
enum class Verdict { Keep, Drop, Replace };

Verdict judge(char32_t c) {
  if (c < 0xA0) return Verdict::Drop;  // C1 controls
  if (!base::is_xml_character(c) || c == base::kReplacement) return Verdict::Replace;
  return Verdict::Keep;
}

void append_escaped(std::string& out, std::string_view text, Place place) {
  std::size_t run = 0;  // text[run, i) is to be copied as it is
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    const ByteClass byte_class = kByteClass[static_cast<unsigned char>(c)];
    if (byte_class == ByteClass::Plain) {
      i = base::find_in<NotPlain>(text, i);
      continue;
    }
    const std::size_t begin = i;
    std::string_view instead;
    if (byte_class == ByteClass::NonAscii) {
      const Verdict verdict = judge(base::next_code_point(text, i));
      if (verdict == Verdict::Keep) continue;
      if (verdict == Verdict::Replace) instead = base::kReplacementUtf8;
    } else {
      ++i;
      if (byte_class == ByteClass::Markup) instead = reference_for(c, place);
      if (byte_class == ByteClass::Blank) instead = blank_for(c, i < text.size() ? text[i] : '\0', place);
    }
    out.append(text, run, begin - run);
    out.append(instead);
    run = i;
  }
  out.append(text, run, text.size() - run);
}

// Bytes of well-formed text that are not copied as they are, or begin a character that may not be: a C1 control, a
// surrogate, U+FFFE.
using OddInText = base::Union<base::AnyOf<'&', '<', '>', '\x7F', '\xC2', '\xED', '\xEF'>, base::ControlBut<'\t', '\n'>>;

// Of a reference that is written as we write it; 0 where it is another.
std::size_t canonical_reference_length(std::string_view text) {
  if (text.starts_with("&amp;")) return 5;
  return text.starts_with("&lt;") || text.starts_with("&gt;") ? 4 : 0;
}

}  // namespace

void append_escaped_text(std::string& out, std::string_view text) { append_escaped(out, text, Place::Text); }

std::size_t find_rewritten(std::string_view text, std::size_t position) {
  while ((position = base::find_in<OddInText>(text, position)) < text.size() && text[position] == '&') {
    const std::size_t kept = canonical_reference_length(text.substr(position));
    if (kept == 0) break;
    position += kept;
  }
  return position;
}

void append_decoded_text(std::string& out, std::string_view text) {
  std::string decoded;
  for (std::size_t position = 0;;) {
    const std::size_t odd = find_rewritten(text, position);
    out += text.substr(position, odd - position);
    if (odd == text.size()) return;
    position = odd;
    if (text[odd] != '&') {
      base::next_code_point(text, position);
      if (text[odd] == '\r' && position < text.size() && text[position] == '\n') continue;
      append_escaped_text(out, text.substr(odd, position - odd));
    } else {
      decoded.clear();
      position += decode_reference(text, odd, ReferenceContext::Text, decoded);
      if (position == odd) decoded = text[position++];
      append_escaped_text(out, decoded);
    }
  }
}

void append_escaped_attribute(std::string& out, std::string_view value) {
  append_escaped(out, value, Place::Attribute);
}

std::string escape_text(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  append_escaped_text(out, text);
  return out;
}

std::string escape_attribute(std::string_view value) {
  std::string out;
  out.reserve(value.size() + value.size() / 8);
  append_escaped_attribute(out, value);
  return out;
}

}  // namespace commonplace::html
