#include "parse/people.h"

#include <string>

#include "base/text.h"
#include "parse/element_text.h"

namespace commonplace::parse {
namespace {

constexpr bool is_mailbox_character(char c) {
  return base::is_ascii_alnum(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%' || c == '\'';
}
constexpr bool is_domain_character(char c) { return base::is_ascii_alnum(c) || c == '.' || c == '-'; }

// The first address in the text: something@domain.tld, nothing else.
std::string_view find_email(std::string_view text) {
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    std::size_t begin = at, end = at + 1;
    while (begin > 0 && is_mailbox_character(text[begin - 1])) --begin;
    while (end < text.size() && is_domain_character(text[end])) ++end;
    while (end > at + 1 && !base::is_ascii_alnum(text[end - 1])) --end;
    const std::string_view domain = text.substr(at + 1, end - at - 1);
    if (begin < at && domain.find('.') != std::string_view::npos) return text.substr(begin, end - begin);
  }
  return {};
}

struct Pair {
  char open, close;
};
constexpr Pair kPairs[] = {{'(', ')'}, {'<', '>'}, {'"', '"'}, {'[', ']'}};

// What is left of a name when the brackets around it, or around what was cut out of it, are gone.
std::string_view without_brackets(std::string_view name) {
  for (bool changed = true; changed;) {
    changed = false;
    name = base::trim(name);
    for (const auto& [open, close] : kPairs) {
      if (name.size() < 2 || name.front() != open || name.back() != close) continue;
      name = name.substr(1, name.size() - 2);
      changed = true;
    }
  }
  return name;
}

std::string cut_out(std::string_view text, std::string_view part) {
  std::size_t begin = static_cast<std::size_t>(part.data() - text.data());
  std::size_t end = begin + part.size();
  constexpr std::string_view kMailto = "mailto:";
  if (begin >= kMailto.size() &&
      base::equals_ignoring_case(text.substr(begin - kMailto.size(), kMailto.size()), kMailto)) {
    begin -= kMailto.size();
  }
  for (const auto& [open, close] : kPairs) {
    if (begin > 0 && end < text.size() && text[begin - 1] == open && text[end] == close) --begin, ++end;
  }
  return base::collapse_spaces(std::string(text.substr(0, begin)) + " " + std::string(text.substr(end)));
}

struct PersonPart {
  std::string_view name;
  std::string Person::*field;
};
constexpr PersonPart kParts[] = {
    {"name", &Person::name}, {"email", &Person::email},  {"uri", &Person::uri},
    {"url", &Person::uri},   {"homepage", &Person::uri},
};

}  // namespace

Person split_person(std::string_view text) {
  text = base::trim(text);
  const std::string_view email = find_email(text);
  if (email.empty()) return {std::string(text), {}, {}};
  Person person;
  person.email = std::string(email);
  person.name = std::string(without_brackets(cut_out(text, email)));
  return person;
}

Person read_person(const xml::Element& element) {
  if (!element.has_element_children()) return split_person(element.text());
  Person person;
  for (const xml::Element& part : element.children()) {
    for (const PersonPart& known : kParts) {
      if (!base::equals_ignoring_case(part.local(), known.name)) continue;
      std::string& field = person.*known.field;
      if (field.empty()) field = trimmed_text(part);
    }
  }
  if (person == Person{}) return split_person(element.text());
  return person;
}

}  // namespace commonplace::parse
