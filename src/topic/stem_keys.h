// A word → the stems under which it is known: what makes two words the same for queries and for search.

#pragma once

#include <string>
#include <string_view>

#include "text/stem.h"

namespace commonplace::topic {

// The folded stems of a word's spelling and of its spelling without diacritics. Two words of one language match if they
// share one, so that "ecoles" finds "école" though a stemmer treats the two spellings differently.
struct StemKeys {
  std::string spelled, plain;
};

// `folded` is text::fold(word).
StemKeys stem_keys(std::string_view word, const std::string& folded, const text::Stemmer& stemmer);

}  // namespace commonplace::topic
