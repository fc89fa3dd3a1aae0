// The attributes of a stranger's tag → those that may be published.

#include "html/attributes.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "base/scan.h"
#include "base/text.h"
#include "base/utf8.h"
#include "html/entities.h"
#include "html/escape.h"
#include "url/serialized.h"

namespace commonplace::html {
namespace {

constexpr std::size_t kMaxValueBytes = 8192;  // longer ones are no address and no caption, and are left out
constexpr std::size_t kMaxCandidates = 64;

// Where in kAttributeRules the names of one first letter begin.
constexpr std::array<std::uint8_t, 27> kFirstOf = [] {
  std::array<std::uint8_t, 27> first{};
  for (std::size_t letter = 0; letter < first.size(); ++letter) {
    while (first[letter] < kAttributeRules.size() &&
           kAttributeRules[first[letter]].name.front() < static_cast<char>('a' + letter)) {
      ++first[letter];
    }
  }
  return first;
}();

const AttributeRule* find_rule(std::string_view name) {
  const char letter = base::to_ascii_lower(name.front());
  if (!base::is_ascii_lower(letter)) return nullptr;
  const auto row = static_cast<std::size_t>(letter - 'a');
  for (std::size_t i = kFirstOf[row]; i < kFirstOf[row + 1]; ++i) {
    if (base::equals_ignoring_case(kAttributeRules[i].name, name)) return &kAttributeRules[i];
  }
  return nullptr;
}

AttributeSet bit_of(const AttributeRule& rule) {
  return AttributeSet{1} << static_cast<std::size_t>(&rule - kAttributeRules.data());
}

// As it will be written: escaping bytes makes an address longer, and so does mending ill-formed text. What fits now
// must still fit when the output is sanitized again.
bool fits(std::string_view text) {
  constexpr std::size_t kMostGrowth = 3;
  if (text.size() > kMaxValueBytes) return false;
  return kMostGrowth * text.size() <= kMaxValueBytes || base::repair_utf8(text).size() <= kMaxValueBytes;
}

// Absolute and of a harmless scheme, or nothing. An empty reference means the page itself, which is never what was
// meant.
std::optional<std::string> clean_url(std::string_view value, const Bases& bases, bool mail_too) {
  value = base::trim(value);
  if (value.empty() || value.size() > kMaxValueBytes) return std::nullopt;
  if (url::is_serialized(value)) return std::string(value);
  const Result<Url> url = parse_url(value, value.starts_with('#') ? bases.page : bases.base);
  if (!url) return std::nullopt;
  if (!url->is_http() && !(mail_too && url->scheme() == "mailto")) return std::nullopt;
  return fits(url->href()) ? std::optional(url->href()) : std::nullopt;
}

bool is_number(std::string_view value) {
  return !value.empty() && value.size() <= 9 && std::ranges::all_of(value, base::is_ascii_digit);
}

bool is_integer(std::string_view value) { return is_number(value.starts_with('-') ? value.substr(1) : value); }

// As browsers read a dimension (§2.3.4.4): "100px" is 100, and so is "100.5"; the '%' of "50%" counts.
std::optional<std::string> clean_length(std::string_view value) {
  const auto end_of_digits = [value](std::size_t from) {
    return std::min(value.find_first_not_of("0123456789", from), value.size());
  };
  const std::size_t whole = end_of_digits(0);
  std::string length(value.substr(0, whole));
  if (!is_number(length)) return std::nullopt;
  const std::size_t end = value.substr(whole).starts_with('.') ? end_of_digits(whole + 1) : whole;
  if (value.substr(end).starts_with('%')) length += '%';
  return length;
}

bool is_language(std::string_view value) {
  return !value.empty() && value.size() <= 35 && base::is_ascii_alpha(value.front()) &&
         std::ranges::all_of(value, [](char c) { return base::is_ascii_alnum(c) || c == '-'; });
}

// The row's own spelling of a keyword; publishers write ALIGN="Center".
std::optional<std::string> clean_keyword(std::string_view value, std::string_view keywords) {
  for (const std::string_view keyword : base::split(keywords, ' ')) {
    if (base::equals_ignoring_case(value, keyword)) return std::string(keyword);
  }
  return std::nullopt;
}

std::optional<std::string> kept_if(bool good, std::string_view value) {
  return good ? std::optional<std::string>(value) : std::nullopt;
}

std::optional<std::string> clean_value(const AttributeRule& rule, std::string_view value, const Bases& bases) {
  const std::string_view trimmed = base::trim(value);
  switch (rule.kind) {
    case ValueKind::Text:
      return kept_if(fits(value), value);
    case ValueKind::Number:
      return kept_if(is_number(trimmed), trimmed);
    case ValueKind::Integer:
      return kept_if(is_integer(trimmed), trimmed);
    case ValueKind::Length:
      return clean_length(trimmed);
    case ValueKind::Boolean:
      return std::string();
    case ValueKind::Keyword:
      return clean_keyword(trimmed, rule.keywords);
    case ValueKind::Language:
      return kept_if(is_language(trimmed), trimmed);
    case ValueKind::Resource:
      return clean_url(value, bases, false);
    case ValueKind::Link:
      return clean_url(value, bases, true);
    case ValueKind::Sources: {
      std::string sources = clean_srcset(value, bases);
      return sources.empty() ? std::nullopt : std::optional(std::move(sources));
    }
  }
  return std::nullopt;
}

// What most values are: right as they stand.
bool is_clean(const AttributeRule& rule, std::string_view value) {
  if (rule.kind == ValueKind::Text) return fits(value);
  const bool is_address = rule.kind == ValueKind::Resource || rule.kind == ValueKind::Link;
  return is_address && value.size() <= kMaxValueBytes && url::is_serialized(value);
}

// "480w", "2x", "1.5x"; anything else is not repeated.
bool is_descriptor(std::string_view text) {
  if (text.size() < 2 || text.size() > 10 || (text.back() != 'w' && text.back() != 'x')) return false;
  text.remove_suffix(1);
  return base::is_ascii_digit(text.front()) &&
         std::ranges::all_of(text, [](char c) { return base::is_ascii_digit(c) || c == '.'; });
}

// Readers' software that splits at every comma must not find a scheme behind one.
bool hides_scheme_behind_comma(std::string_view url) {
  for (std::size_t comma = url.find(','); comma != std::string_view::npos; comma = url.find(',', comma + 1)) {
    const std::size_t end = base::find_in<base::AnyOf<',', ':', '/', '?', '#'>>(url, comma + 1);
    if (end != url.size() && url[end] == ':') return true;
  }
  return false;
}

// A comma at the end is the list's, not the address's: "c,\v" is an address that ends so only until its VT is gone.
bool is_misread_in_list(std::string_view url) { return url.ends_with(',') || hides_scheme_behind_comma(url); }

// The descriptors of one candidate: up to the next comma outside parentheses. `position` moves past that comma.
std::string_view next_descriptors(std::string_view value, std::size_t& position) {
  const std::size_t begin = position;
  bool in_parentheses = false;
  while (position < value.size() && (value[position] != ',' || in_parentheses)) {
    if (value[position] == '(') in_parentheses = true;
    if (value[position] == ')') in_parentheses = false;
    ++position;
  }
  const std::string_view descriptors = base::trim(value.substr(begin, position - begin));
  if (position < value.size()) ++position;
  return descriptors;
}

std::string_view value_of(const Token& tag, std::string_view name, std::string& scratch) {
  for (const Attribute& attribute : tag.attributes) {
    if (!base::equals_ignoring_case(attribute.name, name)) continue;
    return decode_references(attribute.value, ReferenceContext::Attribute, scratch);
  }
  return {};
}

bool is_at_most_one_pixel(std::string_view length) {
  length = base::trim(length);
  if (length.ends_with("px")) length.remove_suffix(2);
  return length == "0" || length == "1";
}

// The declaration of `property` in a style attribute that was stripped of white space and upper case.
std::string_view declared(std::string_view style, std::string_view property) {
  for (const std::string_view declaration : base::split(style, ';')) {
    if (declaration.size() > property.size() && declaration.starts_with(property) &&
        declaration[property.size()] == ':') {
      return declaration.substr(property.size() + 1);
    }
  }
  return {};
}

}  // namespace

void CleanAttributes::clear() {
  constexpr std::size_t kUsual = 512;
  names = 0;
  markup.clear();
  if (markup.capacity() < kUsual) markup.reserve(kUsual);
}

void CleanAttributes::add(const AttributeRule& rule, std::string_view value) {
  names |= bit_of(rule);
  markup += ' ';
  markup += rule.name;
  markup += "=\"";
  append_escaped_attribute(markup, value);
  markup += '"';
}

void clean_attributes(const Token& tag, const ElementRule& element, const Bases& bases, CleanAttributes& clean) {
  clean.clear();
  AttributeSet seen = 0;
  std::string scratch;
  for (const Attribute& attribute : tag.attributes) {
    const AttributeRule* rule = find_rule(attribute.name);
    if (!rule || (bit_of(*rule) & element.attributes & ~seen) == 0) continue;
    seen |= bit_of(*rule);
    const std::string_view value = decode_references(attribute.value, ReferenceContext::Attribute, scratch);
    if (is_clean(*rule, value)) {
      clean.add(*rule, value);
    } else if (const std::optional<std::string> good = clean_value(*rule, value, bases)) {
      clean.add(*rule, *good);
    }
  }
}

std::string clean_srcset(std::string_view value, const Bases& bases) {
  std::string clean;
  std::size_t position = 0;
  for (std::size_t candidates = 0; candidates < kMaxCandidates; ++candidates) {
    while (position < value.size() && (value[position] == ',' || base::is_ascii_space(value[position]))) ++position;
    if (position == value.size()) break;
    const std::size_t end = base::find_in<base::AnyOf<' ', '\t', '\n', '\f', '\r'>>(value, position);
    std::string_view reference = value.substr(position, end - position);
    position = end;
    std::string_view descriptors;
    if (reference.ends_with(',')) {
      reference = reference.substr(0, reference.find_last_not_of(',') + 1);
    } else {
      descriptors = next_descriptors(value, position);
    }
    const std::optional<std::string> url = clean_url(reference, bases, false);
    if (!url || is_misread_in_list(*url) || (!descriptors.empty() && !is_descriptor(descriptors))) continue;
    if (clean.size() + url->size() > kMaxValueBytes) break;
    if (!clean.empty()) clean += ", ";
    clean += *url;
    if (!descriptors.empty()) clean.append(" ").append(descriptors);
  }
  return clean;
}

bool is_tracking_pixel(const Token& tag) {
  std::string scratch;
  for (const std::string_view name : {"width", "height"}) {
    const auto length = clean_length(base::trim(value_of(tag, name, scratch)));  // as it would be written
    if (length == "0" || length == "1") return true;
  }
  std::string style = base::to_ascii_lower(value_of(tag, "style", scratch));
  if (style.empty()) return false;
  std::erase_if(style, base::is_ascii_space);
  return is_at_most_one_pixel(declared(style, "width")) || is_at_most_one_pixel(declared(style, "height"));
}

}  // namespace commonplace::html
