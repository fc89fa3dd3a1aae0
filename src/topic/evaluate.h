// Tests and programs × one entry → true or false.

#pragma once

#include <span>
#include <string>
#include <unordered_map>

#include "topic/program.h"

namespace commonplace::topic {

// Runs programs of one set on one entry; remembers what each test said. Refers to everything it is given.
class Evaluator {
 public:
  Evaluator(const QuerySet& set, const Entry& entry, const AnalysedEntry& analysed,
            std::span<const std::string> source_tags);

  bool run(ProgramView program);
  bool test(std::uint32_t number);

 private:
  const QuerySet& set_;
  const Entry& entry_;
  const AnalysedEntry& analysed_;
  std::span<const std::string> source_tags_;
  std::unordered_map<std::uint32_t, bool> verdicts_;  // of the few tests that one entry is asked
};

// The beginnings of a phrase's occurrences in the field, in ascending order.
std::vector<Position> find_phrase(PhraseView phrase, Field field, const AnalysedEntry& analysed);

// Whether a language tag is what `range` names: the same, or the same with more subtags (RFC 4647 §3.3.1).
bool is_in_language(std::string_view tag, std::string_view range);

}  // namespace commonplace::topic
