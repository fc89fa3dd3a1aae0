#include "parse/people.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "parse/element_text.h"
#include "parse/limits.h"

namespace commonplace::parse {
namespace {

constexpr bool is_mailbox_character(char c) {
  return base::is_ascii_alnum(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%' || c == '\'';
}
constexpr bool is_domain_character(char c) { return base::is_ascii_alnum(c) || c == '.' || c == '-'; }

// A letter of Latin, Greek or Cyrillic that ASCII does not have (U+00C0 to U+052F): "info@bücherei.example".
constexpr bool is_letter(char lead, char second) {
  const auto byte = [](char c) { return static_cast<unsigned char>(c); };
  return byte(lead) >= 0xC3 && byte(lead) <= 0xD4 && (byte(second) & 0xC0) == 0x80;
}

std::size_t mailbox_begin(std::string_view text, std::size_t at) {
  while (at > 0) {
    if (is_mailbox_character(text[at - 1])) {
      --at;
    } else if (at > 1 && is_letter(text[at - 2], text[at - 1])) {
      at -= 2;
    } else {
      break;
    }
  }
  return at;
}

std::size_t domain_end(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size()) {
    if (is_domain_character(text[end])) {
      ++end;
    } else if (end + 1 < text.size() && is_letter(text[end], text[end + 1])) {
      end += 2;
    } else {
      break;
    }
  }
  while (end > begin && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
  return end;
}

// The first address in the text: something@domain.tld, nothing else.
std::string_view find_email(std::string_view text) {
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    const std::size_t begin = mailbox_begin(text, at), end = domain_end(text, at + 1);
    const std::string_view domain = text.substr(at + 1, end - at - 1);
    if (begin < at && domain.find('.') != std::string_view::npos) return text.substr(begin, end - begin);
  }
  return {};
}

// The first http address in the text, up to white space or a mark that no address ends with.
std::string_view find_web_address(std::string_view text) {
  constexpr std::string_view kColon = "://";
  for (std::size_t at = text.find(kColon); at != std::string_view::npos; at = text.find(kColon, at + 1)) {
    for (const std::string_view scheme : {"https", "http"}) {
      const std::size_t begin = at - std::min(at, scheme.size());
      if (!base::equals_ignoring_case(text.substr(begin, at - begin), scheme)) continue;
      if (begin > 0 && base::is_ascii_alnum(text[begin - 1])) continue;
      const std::string_view address = text.substr(begin);
      return address.substr(0, address.find_first_of(" \t\n\r\f()<>[]\",;|"));
    }
  }
  return {};
}

struct Pair {
  char open, close;
};
constexpr Pair kPairs[] = {{'(', ')'}, {'<', '>'}, {'"', '"'}, {'[', ']'}};
constexpr std::string_view kSeparators = ",;";
constexpr std::string_view kMailto = "mailto:";

// Whether one pair encloses all of it, as it does not in "(a) and (b)".
bool is_enclosed(std::string_view text, Pair pair) {
  if (text.size() < 2 || text.front() != pair.open || text.back() != pair.close) return false;
  std::size_t depth = 1;
  for (const char c : text.substr(1, text.size() - 2)) {
    if (c == pair.close) {
      if (--depth == 0) return false;
    } else if (c == pair.open) {
      ++depth;
    }
  }
  return true;
}

// What is left of a name when the marks around it, or between it and what was cut out of it, are gone.
std::string_view without_marks(std::string_view name) {
  constexpr std::string_view kMarks = ",;:|- \t\n\r\f";
  constexpr int kMostPairs = 4;
  for (int pairs = 0; pairs < kMostPairs; ++pairs) {
    const std::size_t begin = std::min(name.find_first_not_of(kMarks), name.size());
    name = name.substr(begin, name.find_last_not_of(kMarks) + 1 - begin);
    if (std::ranges::none_of(kPairs, [&](Pair pair) { return is_enclosed(name, pair); })) break;
    name = name.substr(1, name.size() - 2);
  }
  return name;
}

// Where what belongs to the address that ends at `end` does: "?subject=…" of a link that was copied (RFC 6068).
std::size_t headers_end(std::string_view text, std::size_t end) {
  if (end + 1 >= text.size() || text[end] != '?' || !base::is_ascii_alpha(text[end + 1])) return end;
  return std::min(text.find_first_of("()<>[]\",;", end), text.size());
}

std::string cut_out(std::string_view text, std::string_view part) {
  std::size_t begin = static_cast<std::size_t>(part.data() - text.data());
  std::size_t end = headers_end(text, begin + part.size());
  if (begin >= kMailto.size() &&
      base::equals_ignoring_case(text.substr(begin - kMailto.size(), kMailto.size()), kMailto)) {
    begin -= kMailto.size();
  }
  for (const auto& [open, close] : kPairs) {
    if (begin > 0 && end < text.size() && text[begin - 1] == open && text[end] == close) --begin, ++end;
  }
  return base::collapse_spaces(std::string(text.substr(0, begin)) + " " + std::string(text.substr(end)));
}

// The first person's part of `text`, whose first address ends at `end`: up to a separator before the next person. "a,
// b" may be one name, so of several separators it is the one next to an address: the last where addresses come first.
std::string_view first_part(std::string_view text, std::size_t end, bool begins_with_address) {
  const std::string_view rest = text.substr(end);
  const std::string_view next = find_email(rest);
  if (next.empty() && begins_with_address) return text;
  const std::string_view between =
      next.empty() ? rest : rest.substr(0, static_cast<std::size_t>(next.data() - rest.data()));
  const std::size_t at = begins_with_address ? between.find_last_of(kSeparators) : between.find_first_of(kSeparators);
  return at == std::string_view::npos ? text : text.substr(0, end + at);
}

// What else the name tells: where there is a name, or an address to write to, beside a web address, that is not part
// of it.
void read_web_address(ParsedPerson& person) {
  const std::string_view address = find_web_address(person.name);
  if (address.empty() || !person.uri.empty()) return;
  std::string name(without_marks(cut_out(person.name, address)));
  if (name.empty() && person.email.empty()) return;
  person.uri = std::string(address);
  person.name = std::move(name);
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

std::vector<ParsedPerson> split_people(std::string_view text) {
  std::vector<ParsedPerson> people;
  for (text = base::trim(text); !text.empty() && people.size() <= kListLength;) {
    const std::string_view email = find_email(text);
    ParsedPerson& person = people.emplace_back();
    if (email.empty()) {
      // Alone it stays as it is written: what we publish of it is read back the same.
      person.name = std::string(people.size() > 1 ? without_marks(text) : text);
      read_web_address(person);
      if (person.name.empty()) people.pop_back();  // marks behind the last address
      break;
    }
    const auto begin = static_cast<std::size_t>(email.data() - text.data());
    const std::string_view part = first_part(text, begin + email.size(), without_marks(text.substr(0, begin)).empty());
    person.email = std::string(email);
    person.name = std::string(without_marks(cut_out(part, email)));
    if (person.name == person.email) person.name.clear();  // where a name is demanded, and there is none
    read_web_address(person);
    text = base::trim(text.substr(std::min(part.size() + 1, text.size())));
  }
  return people;
}

std::vector<ParsedPerson> read_people(const xml::Element& element) {
  if (!element.has_element_children()) return split_people(trimmed_text(element));
  ParsedPerson person;
  for (const xml::Element& part : element.children()) {
    for (const PersonPart& known : kParts) {
      if (!base::equals_ignoring_case(part.local(), known.name)) continue;
      std::string& field = person.*known.field;
      if (!field.empty()) continue;
      field = trimmed_text(part);
      if (known.field == &Person::uri) person.base = part.base();
    }
  }
  if (person == Person{}) return split_people(trimmed_text(element));
  if (base::starts_with_ignoring_case(person.email, kMailto)) person.email.erase(0, kMailto.size());
  if (person.email.empty()) {
    const std::vector<ParsedPerson> named = split_people(person.name);
    if (named.size() == 1 && !named.front().name.empty()) {
      person.name = named.front().name;
      person.email = named.front().email;
      if (person.uri.empty()) person.uri = named.front().uri;
    }
  }
  return {std::move(person)};
}

}  // namespace commonplace::parse
