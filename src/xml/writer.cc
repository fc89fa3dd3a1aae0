// Calls in document order → an XML 1.0 document in UTF-8 (XML 1.0 §2.4 for what is escaped, §3.3.3 for attributes).

#include "xml/writer.h"

#include <cassert>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"

namespace commonplace::xml {
namespace {

enum class Place { Text, Attribute, Anywhere };

// What stands for `c` at that place; empty: the character itself. A carriage return, and white space other than a
// space in an attribute, would be normalized away by the reader.
std::string_view reference_for(char c, Place place) {
  const bool quoted = place != Place::Text;
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return quoted ? "&quot;" : "";
    case '\'':
      return quoted ? "&#39;" : "";
    case '\r':
      return "&#13;";
    case '\n':
      return place == Place::Attribute ? "&#10;" : "";
    case '\t':
      return place == Place::Attribute ? "&#9;" : "";
    default:
      return "";
  }
}

// The character at text[position], which moves past it.
void append_special(std::string& out, std::string_view text, std::size_t& position, Place place) {
  const std::size_t begin = position;
  const char32_t code_point = base::next_code_point(text, position);
  if (!base::is_xml_character(code_point)) return;
  const std::string_view reference = code_point < 0x80 ? reference_for(text[begin], place) : std::string_view();
  if (!reference.empty())
    out += reference;
  else
    base::append_utf8(out, code_point);  // U+FFFD where the bytes were ill-formed
}

constexpr bool is_plain(char c) {
  const bool printable = c >= ' ' && static_cast<unsigned char>(c) < 0x80;
  return printable && c != '&' && c != '<' && c != '>' && c != '"' && c != '\'';
}

void append_escaped(std::string& out, std::string_view text, Place place) {
  std::size_t position = 0;
  while (position < text.size()) {
    const std::size_t begin = position;
    while (position < text.size() && is_plain(text[position])) ++position;
    out.append(text, begin, position - begin);
    if (position < text.size()) append_special(out, text, position, place);
  }
}

}  // namespace

Writer::Writer() : out_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>") {}

Writer& Writer::processing_instruction(std::string_view target, std::string_view content) {
  begin_content();
  begin_line();
  out_.append("<?").append(target).append(" ").append(base::replace_all(content, "?>", "? >")).append("?>");
  return *this;
}

Writer& Writer::open(std::string_view name) {
  begin_content();
  begin_line();
  out_.append("<").append(name);
  open_.push_back({std::string(name), !open_.empty() && open_.back().mixed, false});
  in_start_tag_ = true;
  return *this;
}

Writer& Writer::attribute(std::string_view name, std::string_view value) {
  assert(in_start_tag_);
  out_.append(" ").append(name).append("=\"");
  append_escaped(out_, value, Place::Attribute);
  out_ += '"';
  return *this;
}

Writer& Writer::attribute_if(std::string_view name, std::string_view value) {
  return value.empty() ? *this : attribute(name, value);
}

Writer& Writer::text(std::string_view text) {
  assert(!open_.empty());
  end_start_tag();
  open_.back().mixed = true;
  append_escaped(out_, text, Place::Text);
  return *this;
}

Writer& Writer::raw(std::string_view markup) {
  assert(!open_.empty());
  end_start_tag();
  open_.back().mixed = true;
  out_ += markup;
  return *this;
}

Writer& Writer::close() {
  assert(!open_.empty());
  const Level level = std::move(open_.back());
  open_.pop_back();
  if (in_start_tag_) {
    out_ += "/>";
    in_start_tag_ = false;
    return *this;
  }
  if (level.holds_elements && !level.mixed) begin_line();
  out_.append("</").append(level.name).append(">");
  return *this;
}

Writer& Writer::element(std::string_view name, std::string_view text) {
  open(name);
  if (!text.empty()) this->text(text);
  return close();
}

Writer& Writer::element_if(std::string_view name, std::string_view text) {
  return text.empty() ? *this : element(name, text);
}

std::string Writer::finish() && {
  assert(open_.empty());
  out_ += '\n';
  return std::move(out_);
}

void Writer::end_start_tag() {
  if (!in_start_tag_) return;
  out_ += '>';
  in_start_tag_ = false;
}

void Writer::begin_line() {
  if (!open_.empty() && open_.back().mixed) return;
  out_ += '\n';
  out_.append(2 * open_.size(), ' ');
}

void Writer::begin_content() {
  end_start_tag();
  if (!open_.empty()) open_.back().holds_elements = true;
}

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  append_escaped(out, text, Place::Anywhere);
  return out;
}

}  // namespace commonplace::xml
