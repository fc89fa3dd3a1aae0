#include "topic/phrase.h"

#include "text/segment.h"
#include "topic/error.h"
#include "topic/foreign_syntax.h"

namespace commonplace::topic {
namespace {

// Marks the words before stars as prefixes. Both lists are in the order of the text, so one pass sees every pair.
tl::expected<void, QueryError> apply_stars(std::string_view text, std::size_t offset, Phrase& phrase) {
  std::size_t word = 0;
  for (std::size_t star = text.find('*'); star != std::string_view::npos; star = text.find('*', star + 1)) {
    const auto begin_of = [&](const QueryWord& w) { return w.offset - offset; };
    const auto end_of = [&](const QueryWord& w) { return begin_of(w) + w.text.size(); };
    while (word < phrase.size() && end_of(phrase[word]) < star) ++word;
    const bool ends_a_word = word < phrase.size() && end_of(phrase[word]) == star;
    const std::size_t next = ends_a_word ? word + 1 : word;
    if (next < phrase.size() && begin_of(phrase[next]) == star + 1) {
      return wrong(offset + star, "'*' may only stand at the end of a word");
    }
    if (!ends_a_word) return wrong(offset + star, "'*' needs the beginning of a word before it");
    phrase[word].match = WordMatch::Prefix;
  }
  return {};
}

}  // namespace

tl::expected<Phrase, QueryError> to_phrase(std::string_view text, std::size_t offset, WordMatch match) {
  Phrase phrase;
  for (const std::string_view word : text::words(text)) {
    const auto begin = static_cast<std::size_t>(word.data() - text.data());
    phrase.push_back({match, std::string(word), offset + begin});
  }
  if (auto stars = apply_stars(text, offset, phrase); !stars) return tl::unexpected(stars.error());
  if (phrase.empty()) {
    if (text.empty()) return wrong(offset, "this phrase is empty; write a word between the quotation marks");
    return wrong(offset, quote(text) + " holds no letter or digit to look for" + std::string(operator_for(text)));
  }
  if (phrase.size() > kLongestPhrase) {
    return wrong(phrase[kLongestPhrase].offset,
                 "a phrase may hold at most " + std::to_string(kLongestPhrase) + " words");
  }
  return phrase;
}

}  // namespace commonplace::topic
