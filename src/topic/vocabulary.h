// The words that queries ask for, as small numbers: what a word of an entry means to them is one look-up.
//
// The words of queries have no language; those of an entry have the entry's. Two words match if their folded stems do,
// taken in the entry's language from the word as written or from the word without diacritics, so that "ecoles" finds
// "école" though a stemmer treats the two spellings differently. The stems of all query words are worked out once for
// each language that comes along.

#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "text/stem.h"
#include "topic/tree.h"
#include "topic/word_table.h"

namespace commonplace::topic {

using TermId = std::uint32_t;

// A map from words that is asked with views, so that asking copies nothing.
struct WordHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
};
template <class T>
using WordMap = std::unordered_map<std::string, T, WordHash, std::equal_to<>>;

class Vocabulary {
 public:
  Vocabulary() = default;
  Vocabulary(const Vocabulary&) = delete;
  Vocabulary& operator=(const Vocabulary&) = delete;

  // The number of a word, the same for the same word. Only before the first look-up.
  TermId add(WordMatch match, std::string_view word);
  std::size_t size() const { return size_; }
  // No word is added any more.
  void finish();

  // Appends the terms that a word of an entry matches, each once, in no order. Safe to call from many threads.
  void find(std::string_view word, const text::Stemmer& stemmer, std::vector<TermId>& terms) const;
  // The same for one entry after another: most of their words were in those before.
  class Lookup;
  // The same for one character of a Chinese or Japanese word, folded: only the word's exact form counts.
  void find_character(std::string_view character, std::vector<TermId>& terms) const;

 private:
  struct StemTable {
    std::once_flag built;
    WordTable terms;
  };

  // What words came to; used by one thread at a time. The terms of words lie one after another, the n-th word's up to
  // ends[n].
  struct KnownWords {
    WordTable words;
    std::vector<std::uint32_t> ends;
    std::vector<TermId> terms;
  };
  struct Memo {
    std::array<KnownWords, text::Stemmer::kCount> known;  // by language
    std::size_t words = 0;
  };

  std::unique_ptr<Memo> take_memo() const;
  void give_back(std::unique_ptr<Memo> memo) const;
  const StemTable& stems(const text::Stemmer& stemmer) const;
  void find_prefixes(std::string_view folded, std::vector<TermId>& terms) const;

  std::size_t size_ = 0;
  WordTable exact_;     // by folded word
  WordTable prefixes_;  // by folded prefix
  WordTable stemmed_;   // by word as written
  std::vector<bool> prefix_lengths_;
  mutable std::array<StemTable, text::Stemmer::kCount> stem_tables_;
  mutable std::mutex memos_mutex_;
  mutable std::vector<std::unique_ptr<Memo>> memos_;  // one for each thread that was at work at the same time
};

// Looks up the words of one entry. The vocabulary outlives it.
class Vocabulary::Lookup {
 public:
  Lookup(const Vocabulary& vocabulary, const text::Stemmer& stemmer)
      : vocabulary_(vocabulary), stemmer_(stemmer), memo_(vocabulary.take_memo()) {}
  Lookup(const Lookup&) = delete;
  Lookup& operator=(const Lookup&) = delete;
  ~Lookup() { vocabulary_.give_back(std::move(memo_)); }

  // Valid until the next word.
  std::span<const TermId> find(std::string_view word);

 private:
  void forget();

  const Vocabulary& vocabulary_;
  const text::Stemmer& stemmer_;
  std::unique_ptr<Memo> memo_;
  std::vector<TermId> of_long_word_;
};

}  // namespace commonplace::topic
