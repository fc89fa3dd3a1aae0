#include "normalize/fields.h"

#include <algorithm>

#include "base/text.h"
#include "normalize/text_construct.h"
#include "text/line.h"

namespace commonplace::normalize {
namespace {

template <class T>
void add_once(std::vector<T>& list, T value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

bool is_image(const ParsedMedia& media) {
  if (media.thumbnail || base::equals_ignoring_case(media.medium, "image")) return true;
  if (!media.type.empty()) return base::starts_with_ignoring_case(media.type, "image/");
  if (!media.medium.empty()) return false;
  constexpr std::string_view kEndings[] = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"};
  const std::string url = base::to_ascii_lower(std::string_view(media.url).substr(0, media.url.find('?')));
  return std::any_of(std::begin(kEndings), std::end(kEndings),
                     [&](std::string_view end) { return url.ends_with(end); });
}

bool is_http(std::string_view url) { return url.starts_with("http://") || url.starts_with("https://"); }

Image to_image(const ParsedMedia& media, std::string url) {
  Image image{std::move(url),
              to_plain_line(media.description.empty() ? media.title : media.description),
              {},
              text::clean_line(media.license)};
  for (const std::string& credit : media.credit) {
    if (std::string name = to_plain_line(credit); !name.empty()) add_once(image.credit, std::move(name));
  }
  return image;
}

}  // namespace

std::vector<Person> clean_people(const std::vector<Person>& people, const Url& document_base) {
  std::vector<Person> cleaned;
  cleaned.reserve(people.size());
  for (const Person& person : people) {
    Person clean{to_plain_line(person.name), to_plain_line(person.email),
                 resolve_reference(person.uri, {}, document_base)};
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
    if (url.empty()) continue;
    const bool known =
        std::any_of(enclosures.begin(), enclosures.end(), [&](const Enclosure& e) { return e.url == url; });
    if (!known) {
      enclosures.push_back(
          {std::move(url), base::to_ascii_lower(text::clean_line(medium.type)), text::clean_line(medium.length)});
    }
  }
  return enclosures;
}

std::optional<Image> choose_image(const std::vector<ParsedMedia>& media, const Url& document_base) {
  const auto pick = [&](auto wanted) -> std::optional<Image> {
    for (const ParsedMedia& medium : media) {
      if (!is_image(medium) || !wanted(medium)) continue;
      std::string url = resolve_reference(medium.url, medium.base, document_base);
      if (is_http(url)) return to_image(medium, std::move(url));
    }
    return std::nullopt;
  };
  std::optional<Image> image = pick([](const ParsedMedia& m) { return !m.thumbnail; });
  return image ? image : pick([](const ParsedMedia& m) { return m.thumbnail; });
}

std::string clean_language(std::string_view tag) {
  tag = base::trim(tag);
  if (tag.empty() || tag.size() > 35 || !base::is_ascii_alpha(tag.front())) return {};
  std::string cleaned;
  for (const char c : tag) {
    if (!base::is_ascii_alnum(c) && c != '-' && c != '_') return {};
    cleaned += c == '_' ? '-' : c;
  }
  // RFC 5646 §2.1.1: the language in lower case, a region of two letters in upper case.
  const std::vector<std::string_view> parts = base::split(cleaned, '-');
  std::string result = base::to_ascii_lower(parts.front());
  if (result.size() < 2 || result.size() > 8) return {};
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (parts[i].empty()) continue;
    result += '-';
    for (const char c : parts[i]) {
      const bool region = parts[i].size() == 2;
      result += region && base::is_ascii_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
    }
  }
  return result;
}

}  // namespace commonplace::normalize
