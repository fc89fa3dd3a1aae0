#include "decode/hints.h"

#include <algorithm>

#include "base/text.h"

namespace commonplace::decode {
namespace {

// How far a declaration may be from the beginning, and how long it may be.
constexpr std::size_t kPrologueSize = 4096;
constexpr std::size_t kDeclarationSize = 1024;

// `= "value"` with any quotes or none → value; empty where no '=' follows.
std::string_view assigned_value(std::string_view text) {
  base::skip_spaces(text);
  if (text.empty() || text.front() != '=') return {};
  text.remove_prefix(1);
  base::skip_spaces(text);
  if (!text.empty() && (text.front() == '"' || text.front() == '\'')) {
    const char quote = text.front();
    text.remove_prefix(1);
    return base::trim(text.substr(0, std::min(text.find(quote), text.size())));
  }
  const auto end = std::find_if(text.begin(), text.end(), [](char c) {
    return base::is_ascii_space(c) || c == ';' || c == '?' || c == '>' || c == '"' || c == '\'' || c == '/';
  });
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

// The value assigned to the first `name` that is a word of its own.
std::string_view value_of(std::string_view text, std::string_view name) {
  for (std::size_t at = 0; at + name.size() <= text.size(); ++at) {
    if (!base::starts_with_ignoring_case(text.substr(at), name)) continue;
    if (at > 0 && (base::is_ascii_alnum(text[at - 1]) || text[at - 1] == '-')) continue;
    if (const std::string_view value = assigned_value(text.substr(at + name.size())); !value.empty()) return value;
  }
  return {};
}

std::string_view charset_of_xml_declaration(std::string_view head) {
  const std::size_t begin = head.find("<?xml");
  if (begin == std::string_view::npos) return {};
  const std::string_view declaration = head.substr(begin + 5, kDeclarationSize);
  if (declaration.empty() || !base::is_ascii_space(declaration.front())) return {};  // <?xml-stylesheet
  const std::size_t end = declaration.find('>');
  return end == std::string_view::npos ? std::string_view() : value_of(declaration.substr(0, end), "encoding");
}

std::string_view charset_of_html_meta(std::string_view head) {
  std::string_view start = head;
  base::skip_spaces(start);
  if (!base::starts_with_ignoring_case(start, "<!doctype html") && !base::starts_with_ignoring_case(start, "<html")) {
    return {};
  }
  for (std::size_t at = head.find('<'); at != std::string_view::npos; at = head.find('<', at + 1)) {
    const std::string_view tag = head.substr(at, head.find('>', at) - at);
    if (!base::starts_with_ignoring_case(tag, "<meta")) continue;
    if (const std::string_view charset = value_of(tag, "charset"); !charset.empty()) return charset;
  }
  return {};
}

bool is_ascii_character(char c) { return c > 0 && static_cast<unsigned char>(c) < 0x80; }

// Whether each of the first `count` units of `size` bytes is an ASCII character with its byte at `place`.
bool has_ascii_units(std::string_view bytes, std::size_t size, std::size_t place, std::size_t count) {
  if (bytes.size() < size * count) return false;
  for (std::size_t i = 0; i < size * count; ++i) {
    const bool significant = i % size == place;
    if (significant ? !is_ascii_character(bytes[i]) : bytes[i] != 0) return false;
  }
  return true;
}

}  // namespace

Signature find_byte_order_mark(std::string_view bytes) {
  using std::string_view_literals::operator""sv;
  // UTF-32LE before UTF-16LE, whose mark it begins with.
  constexpr struct {
    std::string_view mark;
    std::string_view encoding;
  } kMarks[] = {
      {"\xEF\xBB\xBF"sv, "UTF-8"}, {"\x00\x00\xFE\xFF"sv, "UTF-32BE"}, {"\xFF\xFE\x00\x00"sv, "UTF-32LE"},
      {"\xFE\xFF"sv, "UTF-16BE"},  {"\xFF\xFE"sv, "UTF-16LE"},
  };
  for (const auto& [mark, encoding] : kMarks) {
    if (bytes.starts_with(mark)) return {encoding, mark.size()};
  }
  return {};
}

Signature find_zero_pattern(std::string_view bytes) {
  constexpr struct {
    std::string_view encoding;
    std::size_t size;
    std::size_t place;
    std::size_t count;
  } kPatterns[] = {
      {"UTF-32BE", 4, 3, 2},
      {"UTF-32LE", 4, 0, 2},
      {"UTF-16BE", 2, 1, 3},
      {"UTF-16LE", 2, 0, 3},
  };
  for (const auto& pattern : kPatterns) {
    if (has_ascii_units(bytes, pattern.size, pattern.place, pattern.count)) return {pattern.encoding, 0};
  }
  return {};
}

bool looks_like_ebcdic(std::string_view bytes) { return bytes.starts_with("\x4C\x6F\xA7\x94"); }

std::string charset_of_content_type(std::string_view content_type) {
  const std::size_t parameters = content_type.find(';');
  if (parameters == std::string_view::npos) return {};
  return std::string(value_of(content_type.substr(parameters, kDeclarationSize), "charset"));
}

std::string_view charset_of_markup(std::string_view bytes) {
  std::string_view start = bytes.substr(0, kPrologueSize);
  base::skip_spaces(start);
  if (start.starts_with("{") || start.starts_with("[")) return {};  // JSON may quote a declaration
  const std::string_view declared = charset_of_xml_declaration(bytes.substr(0, kPrologueSize + kDeclarationSize));
  return declared.empty() ? charset_of_html_meta(bytes.substr(0, kPrologueSize)) : declared;
}

}  // namespace commonplace::decode
