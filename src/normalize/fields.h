// People, categories, enclosures and language of an entry or a feed.

#pragma once

#include <string>
#include <vector>

#include "commonplace/entry.h"
#include "commonplace/parse.h"
#include "commonplace/url.h"

namespace commonplace::normalize {

// Names cleaned, addresses resolved, the same person once.
std::vector<Person> clean_people(const std::vector<ParsedPerson>& people, const Url& document_base);

std::vector<Category> clean_categories(const std::vector<Category>& categories);

std::vector<Enclosure> choose_enclosures(const std::vector<ParsedMedia>& media, const Url& document_base);

// The canonical tag of the first language that is declared; empty where it names none.
std::string clean_language(std::string_view declared);

}  // namespace commonplace::normalize
