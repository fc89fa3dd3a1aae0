// Entry → what it is recognized by where its id says nothing: address, title, text, moment.

#pragma once

#include <cstdint>
#include <string_view>

#include "commonplace/dedup.h"

namespace commonplace::dedup {

// `url_key` is that of the entry's own page: empty where it has none, or shares it with others.
Traits traits_of(const Entry& entry, std::string_view url_key);

// The same in two steps: what it takes to look for an entry, and, at twenty times the cost, to compare what it says.
Traits heading_of(const Entry& entry, std::string_view url_key);
void add_text(Traits& traits, const Entry& entry);

// The digest of a title under which spellings of it are equal (case, width, diacritics, punctuation); 0: no title.
std::uint64_t title_digest(std::string_view title);

// What two entries have in common. Unknown where one of them does not say.
enum class Agreement { Unknown, Differ, SameDay, Same };

struct Common {
  bool url = false;
  bool title = false;
  bool text = false;
  bool link = false;         // to the letter
  bool looks = false;        // all that a reader sees but the address
  bool urls_differ = false;  // both have one
  bool texts_differ = false;
  Agreement published = Agreement::Unknown;

  int count() const { return url + title + text; }
};

Common compare(const Traits& a, const Traits& b);

// How much of what two texts say is in both, from 0 to 1: an estimate. 1 where either is too short to tell.
double overlap(const Traits& a, const Traits& b);

}  // namespace commonplace::dedup
