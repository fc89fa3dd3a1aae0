#include "parse/element_text.h"

#include "base/text.h"
#include "base/utf8.h"
#include "commonplace/sanitize.h"
#include "html/escape.h"

namespace commonplace::parse {
namespace {

// The <div> that is all an element holds, else nothing.
xml::Element only_div(const xml::Element& element) {
  const std::vector<xml::Element> children = element.children();
  if (children.size() != 1 || !base::equals_ignoring_case(children.front().local(), "div")) return {};
  const bool text_around = trimmed_text(element) != trimmed_text(children.front());
  return text_around ? xml::Element{} : children.front();
}

// Generators escape their CDATA section, or put one into another: then its marks are part of the text.
std::string_view without_section_marks(std::string_view text) {
  constexpr std::string_view kBegin = "<![CDATA[", kEnd = "]]>";
  while (text.size() >= kBegin.size() + kEnd.size() && text.starts_with(kBegin) && text.ends_with(kEnd)) {
    text = base::trim(text.substr(kBegin.size(), text.size() - kBegin.size() - kEnd.size()));
  }
  return text;
}

}  // namespace

std::string trimmed_text(const xml::Element& element) {
  if (const auto piece = element.text_in_one_piece()) return std::string(without_section_marks(base::trim(*piece)));
  const std::string text = element.text();
  return std::string(without_section_marks(base::trim(text)));
}

ParsedText read_text(const xml::Element& element, Markup markup) {
  if (element.has_element_children()) return read_inner_markup(element);
  ParsedText text;
  text.value = trimmed_text(element);
  text.markup = markup;
  text.base = element.base();
  text.language = std::string(element.language());
  text.present = true;
  return text;
}

ParsedText read_inner_markup(const xml::Element& element) {
  const xml::Element div = only_div(element);
  const xml::Element& inside = div ? div : element;
  ParsedText text;
  text.value = std::string(base::trim(inside.inner_markup()));
  text.markup = Markup::Xhtml;
  text.base = inside.base();
  text.language = std::string(inside.language());
  text.present = true;
  return text;
}

void keep_line_ends(ParsedText& text) {
  const bool is_markup = text.markup == Markup::Html || text.markup == Markup::Xhtml || looks_like_html(text.value);
  if (is_markup || text.value.find('\n') == std::string::npos) return;
  text.value = base::replace_all(html::escape_text(text.value), "\n", "<br>\n");
  text.markup = Markup::Html;
}

std::string first_attribute(const xml::Element& element, std::initializer_list<std::string_view> names) {
  if (!element.has_attributes()) return {};
  for (const std::string_view name : names) {
    const std::string_view value = base::trim(element.attribute(name));
    if (!value.empty()) return std::string(value);
  }
  return {};
}

std::string attribute_or_text(const xml::Element& element, std::initializer_list<std::string_view> names) {
  std::string value = first_attribute(element, names);
  return value.empty() ? trimmed_text(element) : value;
}

std::string only_xml_characters(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t position = 0; position < text.size();) {
    const char32_t c = base::next_code_point(text, position);
    base::append_utf8(clean, base::is_xml_character(c) ? c : base::kReplacement);
  }
  return clean;
}

}  // namespace commonplace::parse
