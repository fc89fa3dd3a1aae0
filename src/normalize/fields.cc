#include "normalize/fields.h"

#include <algorithm>

#include "base/text.h"
#include "normalize/image.h"
#include "normalize/text_construct.h"
#include "text/language_tag.h"
#include "text/line.h"

namespace commonplace::normalize {
namespace {

template <class T>
void add_once(std::vector<T>& list, T value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

// "62,447,386" was written for people.
std::string clean_length(std::string_view written) {
  std::string length = text::clean_line(written);
  std::string figures;
  for (const std::string_view group : base::split(length, ',')) {
    if (!figures.empty() && group.size() != 3) return length;
    figures += group;
  }
  return base::parse_decimal(figures) ? figures : length;
}

}  // namespace

std::vector<Person> clean_people(const std::vector<ParsedPerson>& people, const Url& document_base) {
  std::vector<Person> cleaned;
  cleaned.reserve(people.size());
  for (const ParsedPerson& person : people) {
    Person clean{to_plain_line(person.name), to_plain_line(person.email),
                 resolve_reference(person.uri, person.base, document_base)};
    if (clean != Person{}) add_once(cleaned, std::move(clean));
  }
  return cleaned;
}

std::vector<Category> clean_categories(const std::vector<Category>& categories) {
  std::vector<Category> cleaned;
  cleaned.reserve(categories.size());
  for (const Category& category : categories) {
    Category clean{to_plain_line(category.term), text::clean_line(category.scheme), to_plain_line(category.label)};
    if (!clean.term.empty() || !clean.label.empty()) add_once(cleaned, std::move(clean));
  }
  return cleaned;
}

std::vector<Enclosure> choose_enclosures(const std::vector<ParsedMedia>& media, const Url& document_base) {
  std::vector<Enclosure> enclosures;
  for (const ParsedMedia& medium : media) {
    if (medium.thumbnail || medium.picture) continue;
    std::string url = resolve_reference(medium.url, medium.base, document_base);
    if (url.empty() || is_portrait(url)) continue;
    Enclosure told{std::move(url), base::to_ascii_lower(text::clean_line(medium.type)), clean_length(medium.length)};
    const auto known = std::ranges::find(enclosures, told.url, &Enclosure::url);
    if (known == enclosures.end()) {
      enclosures.push_back(std::move(told));
      continue;
    }
    if (known->type.empty()) known->type = std::move(told.type);
    if (known->length.empty()) known->length = std::move(told.length);
  }
  return enclosures;
}

std::string clean_language(std::string_view declared) {
  declared = base::trim(declared);
  return text::canonical_language(declared.substr(0, declared.find_first_of(",; \t\r\n")));
}

}  // namespace commonplace::normalize
