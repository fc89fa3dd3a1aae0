// An entry → the terms under which a full-text index knows it, and what a query looks up there.
//
// The index knows a word under several terms at one place: as it is spelled, folded ("=libraries"), and under each of
// its stems, marked with the stemmer they are of. So a query that has no language finds by the stems of each language
// what topics find (vocabulary.h), and nothing else. A character of a Chinese or Japanese word is a place of its own,
// with a term more where a word begins or ends.
//
// What an entry is, besides what it says, are facts, terms at one place: its source, type, languages and days.

#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/entry.h"
#include "text/stem.h"
#include "topic/tree.h"
#include "topic/vocabulary.h"

namespace commonplace::topic {

// Texts of terms: places are divided by one of these characters, the terms at one place by the other. Neither stands in
// a word.
constexpr char kBetweenPlaces = '\x1e';
constexpr char kBetweenTerms = '\x1f';

// What the columns of an index hold of an entry.
struct EntryTerms {
  std::string title, excerpt, summary, content, categories, authors, facts;
};

// Makes the terms of one entry after another: most words were in those before. For one thread at a time.
class TermWriter {
 public:
  EntryTerms terms_of(const Entry& entry);

 private:
  void add_text(std::string& out, std::string_view text);
  void add_word(std::string& out, std::string_view word);

  text::Stemmer stemmer_;
  std::size_t words_left_ = 0;  // of the entry
  std::array<WordMap<std::string>, text::Stemmer::kCount> known_;
  std::size_t known_words_ = 0;
};

// The terms to look up for a phrase, each place with all its alternatives.
struct SoughtPhrase {
  std::string terms;
  bool is_prefix = false;  // its last term is the beginning of what stands there
};
// A phrase as one or more that follow one another: a prefix can only be the last of an index's phrase. `stemmers` are
// the numbers of those that stored entries have.
std::vector<SoughtPhrase> sought_phrases(const Phrase& phrase, std::span<const std::size_t> stemmers);

// Facts. A value is folded as the evaluator folds it (compile.cc), and may be the beginning of one.
constexpr std::string_view kEveryEntry = "#all";
constexpr std::string_view kEventFact = "#event";
std::string value_fact(Field field, std::string_view folded_value);
// The days of a range as facts of which an entry has one if it was published then.
std::vector<std::string> day_facts(const DayRange& days);

}  // namespace commonplace::topic
