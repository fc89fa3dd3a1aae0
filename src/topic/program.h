// Compiled queries: flat lists of tests and jumps over shared terms. Made by compile, run by matcher.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "topic/analysis.h"
#include "topic/vocabulary.h"

namespace commonplace::topic {

// A phrase as terms that follow one another.
struct TermPhrase {
  std::vector<TermId> terms;
  bool may_end_inside_word = false;  // its last word is the prefix of a Chinese or Japanese one
};

// Adds the words to the vocabulary, before its first look-up.
TermPhrase to_terms(const Phrase& words, Vocabulary& vocabulary);

// The same where its terms lie elsewhere.
struct PhraseView {
  std::span<const TermId> terms;
  bool may_end_inside_word = false;
};

// A stretch of one of the lists that tests have in common (QuerySet): there are very many tests, and what an entry is
// asked should lie together.
struct Stretch {
  std::uint32_t begin = 0, end = 0;

  template <class T>
  std::span<const T> of(const std::vector<T>& list) const {
    return std::span<const T>(list).subspan(begin, end - begin);
  }
};

struct PhraseTest {
  Field field;
  bool may_end_inside_word;
  Stretch terms;  // of QuerySet::terms
};
struct NearTest {
  Field field;
  std::uint32_t distance;
  Stretch phrases;  // of QuerySet::near_phrases
};
struct ValueTest {
  Field field;
  bool is_prefix;
  std::uint32_t value;  // of QuerySet::values: folded as the field's values are
};
struct EventTest {
  bool wanted;
};
struct PublishedTest {
  DayRange days;
};
using Test = std::variant<PhraseTest, NearTest, ValueTest, EventTest, PublishedTest>;

// A program has one register, the truth of what was last tested; it is true at the start, and the answer at the end.
struct Instruction {
  enum class Op { Ask, Negate, JumpIfTrue, JumpIfFalse };
  Op op;
  std::uint32_t argument;  // the number of a test, or of the instruction to go on with
};
using Program = std::vector<Instruction>;
using ProgramView = std::span<const Instruction>;

// Terms of which an entry must hold at least one for a program to be true of it; nothing where there is no such set.
using NeededTerms = std::optional<std::vector<TermId>>;

struct CompiledQuery {
  Program program;
  NeededTerms needs;
};

// What the queries compiled together share. Equal tests are one test, so that each is run once for an entry.
struct QuerySet {
  Vocabulary vocabulary;
  std::vector<Test> tests;
  std::vector<TermId> terms;
  std::vector<TermPhrase> near_phrases;
  std::vector<std::string> values;
  FieldSet fields;  // that the tests of words look into
  std::unordered_map<std::string, std::uint32_t> test_numbers;
};

// The tree must come from parse_query, which bounds its depth.
CompiledQuery compile_query(const QueryNode& tree, QuerySet& set);

}  // namespace commonplace::topic
