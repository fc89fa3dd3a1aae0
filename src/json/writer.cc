#include "json/writer.h"

#include "base/scan.h"
#include "base/utf8.h"

namespace commonplace::json {
namespace {

using Escaped = base::Union<base::Control, base::AnyOf<'"', '\\'>>;

void append_escape(std::string& out, char c) {
  constexpr std::string_view kNamed = "\"\\\b\f\n\r\t";
  constexpr std::string_view kNames = "\"\\bfnrt";
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '\\';
  if (const std::size_t named = kNamed.find(c); named != std::string_view::npos) {
    out += kNames[named];
    return;
  }
  out += "u00";
  out += kHex[static_cast<unsigned char>(c) >> 4];
  out += kHex[static_cast<unsigned char>(c) & 15];
}

void append_escaped(std::string& out, std::string_view text) {
  for (std::size_t position = 0;;) {
    const std::size_t escaped = base::find_in<Escaped>(text, position);
    out += text.substr(position, escaped - position);
    if (escaped == text.size()) return;
    append_escape(out, text[escaped]);
    position = escaped + 1;
  }
}

}  // namespace

void Writer::begin(char bracket) {
  separate();
  out_ += bracket;
  needs_comma_ = false;
}

void Writer::end(char bracket) {
  out_ += bracket;
  needs_comma_ = true;
}

void Writer::separate() {
  if (needs_comma_) out_ += ',';
  needs_comma_ = true;
}

void Writer::name(std::string_view name) {
  separate();
  out_.append("\"").append(name).append("\":");
  needs_comma_ = false;
}

void Writer::any_name(std::string_view name) {
  string(name);
  out_ += ':';
  needs_comma_ = false;
}

void Writer::string(std::string_view text) {
  separate();
  out_ += '"';
  // A lone surrogate or a cut sequence would make the whole line unreadable.
  if (base::is_valid_utf8(text))
    append_escaped(out_, text);
  else
    append_escaped(out_, base::repair_utf8(text));
  out_ += '"';
}

void Writer::number(std::int64_t number) {
  separate();
  out_ += std::to_string(number);
}

void Writer::boolean(bool value) {
  separate();
  out_ += value ? "true" : "false";
}

}  // namespace commonplace::json
