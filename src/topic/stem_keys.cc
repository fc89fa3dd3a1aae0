#include "topic/stem_keys.h"

#include <utility>

#include "text/normalize.h"

namespace commonplace::topic {

StemKeys stem_keys(std::string_view word, const std::string& folded, const text::Stemmer& stemmer) {
  if (stemmer.number() == 0) return {folded, folded};
  const std::string lower = text::to_lower(word, stemmer.language());
  std::string spelled = text::fold(stemmer.stem(lower));
  if (lower == folded) return {spelled, spelled};
  return {std::move(spelled), text::fold(stemmer.stem(folded))};
}

}  // namespace commonplace::topic
