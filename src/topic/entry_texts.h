// The texts of an entry that words are looked for in, by field.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "commonplace/entry.h"
#include "commonplace/sanitize.h"
#include "topic/fields.h"

namespace commonplace::topic {

// Of one entry so many words are looked at, by topics and by searches: a book's worth.
constexpr std::size_t kMostWords = 200'000;

// The fields of words; last the only one that may be long enough to be cut short.
constexpr Field kWordFields[] = {Field::Title, Field::Category, Field::Author, Field::Text};

enum class Place : std::uint8_t { Title, Category, Author, Excerpt, Summary, Content };

// Calls visit(place, text) for each text of one of kWordFields.
template <class Visit>
void visit_texts(const Entry& entry, Field field, Visit visit) {
  switch (field) {
    case Field::Title:
      visit(Place::Title, std::string_view(entry.title));
      break;
    case Field::Category:
      for (const Category& category : entry.categories) {
        visit(Place::Category, std::string_view(category.term));
        if (category.label != category.term) visit(Place::Category, std::string_view(category.label));
      }
      break;
    case Field::Author:
      for (const Person& author : entry.authors) visit(Place::Author, std::string_view(author.name));
      break;
    case Field::Text:
      visit(Place::Excerpt, std::string_view(entry.excerpt));
      visit(Place::Summary, std::string_view(html_to_text(entry.summary.html())));
      visit(Place::Content, std::string_view(html_to_text(entry.content.html())));
      break;
    default:
      break;
  }
}

}  // namespace commonplace::topic
