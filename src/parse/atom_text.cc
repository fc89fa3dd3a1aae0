#include "parse/atom_text.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/text.h"
#include "base/utf8.h"
#include "parse/element_text.h"
#include "parse/link_terms.h"

namespace commonplace::parse {
namespace {

enum class TypeFamily { Unstated, Plain, Html, Xhtml, Xml, Media, Other };

TypeFamily family_of(std::string_view type) {
  const std::string name = media_type(type);
  if (name.empty()) return TypeFamily::Unstated;
  if (name == "html" || name == "text/html") return TypeFamily::Html;
  if (name == "xhtml" || name == "application/xhtml+xml") return TypeFamily::Xhtml;
  if (name.ends_with("+xml") || name.ends_with("/xml")) return TypeFamily::Xml;
  if (name == "text" || name.starts_with("text/")) return TypeFamily::Plain;
  if (name.starts_with("image/") || name.starts_with("audio/") || name.starts_with("video/")) return TypeFamily::Media;
  return TypeFamily::Other;
}

// Base64 that holds text, as text; nothing where it holds something else or is no base64 at all.
std::optional<std::string> decode_text(std::string_view text) {
  const std::string bytes = base::from_base64(text);
  if (bytes.empty() || !base::is_valid_utf8(bytes)) return std::nullopt;
  return only_xml_characters(base::trim(bytes));
}

ParsedText with_value(ParsedText text, std::string value, Markup markup) {
  text.value = std::move(value);
  text.markup = markup;
  return text;
}

ParsedText read_base64(const xml::Element& element, TypeFamily family) {
  ParsedText text = read_text(element, Markup::Plain);
  const bool markup_known = family == TypeFamily::Html || family == TypeFamily::Xhtml;
  return with_value(text, decode_text(text.value).value_or(""), markup_known ? Markup::Html : Markup::Guess);
}

// Character data: what its type says it is. Without type, Atom 1.0 means plain text, and Atom 0.3 was used for
// anything.
Markup markup_of_characters(const xml::Element& element, TypeFamily family, bool escaped) {
  switch (family) {
    case TypeFamily::Html:
      return Markup::Html;
    case TypeFamily::Xhtml:
    case TypeFamily::Xml:
      return escaped ? Markup::Html : Markup::Guess;
    case TypeFamily::Unstated:
      return escaped || element.ns() == xml::Ns::Atom03 ? Markup::Guess : Markup::Plain;
    case TypeFamily::Plain:
    case TypeFamily::Media:
    case TypeFamily::Other:
      return Markup::Plain;
  }
  return Markup::Plain;
}

// Atom 0.3 gives one text in several forms (multipart/alternative): the one with markup says most.
xml::Element best_alternative(const xml::Element& element) {
  if (!base::starts_with_ignoring_case(base::trim(element.attribute("type")), "multipart/")) return element;
  const std::vector<xml::Element> forms = element.children(element.ns(), element.local());
  const auto has_markup = [](const xml::Element& form) {
    const TypeFamily family = family_of(form.attribute("type"));
    return family == TypeFamily::Html || family == TypeFamily::Xhtml;
  };
  const auto best = std::find_if(forms.begin(), forms.end(), has_markup);
  return best != forms.end() ? *best : forms.empty() ? element : forms.front();
}

}  // namespace

ParsedText read_atom_text(const xml::Element& given) {
  const xml::Element element = best_alternative(given);
  const std::string mode = base::to_ascii_lower(base::trim(element.attribute("mode")));
  const TypeFamily family = family_of(element.attribute("type"));
  if (mode == "base64") return read_base64(element, family);
  if (element.has_element_children()) return read_inner_markup(element);
  ParsedText text = read_text(element, markup_of_characters(element, family, mode == "escaped"));
  if (family == TypeFamily::Media) return with_value(text, "", Markup::Plain);
  if (family != TypeFamily::Other) return text;
  // RFC 4287 §4.1.3.3 has other media types in base64; what does not decode to text was written as it is.
  const std::optional<std::string> decoded = decode_text(text.value);
  return decoded ? with_value(text, *decoded, Markup::Guess) : text;
}

}  // namespace commonplace::parse
