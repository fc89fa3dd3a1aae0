#include "topic/evaluate.h"

#include <algorithm>

#include "base/text.h"
#include "text/normalize.h"

namespace commonplace::topic {
namespace {

// What a test may look at.
struct Subject {
  const QuerySet& set;
  const Entry& entry;
  const AnalysedEntry& analysed;
  std::span<const std::string> source_tags;
};

// Whether one occurrence of each phrase can be chosen so that the last begins at most `distance` words after the first
// ends. The phrase that ends first cannot do better with the others further on, so it is the one that moves.
bool are_near(std::span<const std::vector<Position>> begins, std::span<const TermPhrase> phrases, Position distance) {
  std::vector<std::size_t> current(begins.size(), 0);
  for (;;) {
    std::size_t first = 0;
    Position first_end = 0, last_begin = 0;
    for (std::size_t i = 0; i < begins.size(); ++i) {
      if (current[i] == begins[i].size()) return false;
      const Position begin = begins[i][current[i]];
      const Position end = begin + static_cast<Position>(phrases[i].terms.size()) - 1;
      if (i == 0 || end < first_end) {
        first = i;
        first_end = end;
      }
      last_begin = std::max(last_begin, begin);
    }
    if (last_begin <= first_end + distance) return true;
    ++current[first];
  }
}

bool holds(const PhraseTest& test, const Subject& subject) {
  const PhraseView phrase{test.terms.of(subject.set.terms), test.may_end_inside_word};
  return !find_phrase(phrase, test.field, subject.analysed).empty();
}

bool holds(const NearTest& test, const Subject& subject) {
  const std::span<const TermPhrase> phrases = test.phrases.of(subject.set.near_phrases);
  std::vector<std::vector<Position>> begins;
  for (const TermPhrase& phrase : phrases) {
    begins.push_back(find_phrase({phrase.terms, phrase.may_end_inside_word}, test.field, subject.analysed));
    if (begins.back().empty()) return false;
  }
  return are_near(begins, phrases, test.distance);
}

bool is_value(const std::string& value, const std::string& sought, bool is_prefix) {
  return is_prefix ? value.starts_with(sought) : value == sought;
}

bool holds(const ValueTest& test, const Subject& subject) {
  const Entry& entry = subject.entry;
  const std::string& sought = subject.set.values[test.value];
  switch (test.field) {
    case Field::Source:
      return is_value(base::to_ascii_lower(entry.source), sought, test.is_prefix);
    case Field::Tag:
      return std::any_of(subject.source_tags.begin(), subject.source_tags.end(),
                         [&](const std::string& tag) { return is_value(text::fold(tag), sought, test.is_prefix); });
    case Field::Type:
      return is_value(text::fold(entry.type), sought, test.is_prefix);
    case Field::Lang:
      return is_in_language(entry.language, sought);
    case Field::Url:
      return base::to_ascii_lower(entry.link).find(sought) != std::string::npos;
    default:
      return false;
  }
}

bool holds(const EventTest& test, const Subject& subject) { return subject.entry.event.has_value() == test.wanted; }

bool holds(const PublishedTest& test, const Subject& subject) {
  const std::optional<std::chrono::sys_days> day = day_of_publication(subject.entry);
  return day && test.days.contains(*day);
}

}  // namespace

// The places of each further word are walked once, beside those of the first.
std::vector<Position> find_phrase(PhraseView phrase, Field field, const AnalysedEntry& analysed) {
  std::vector<std::span<const Position>> places;
  for (const TermId term : phrase.terms) {
    places.push_back(analysed.positions(term, field));
    if (places.back().empty()) return {};
  }
  std::vector<Position> found;
  for (const Position begin : places.front()) {
    Position position = begin;
    bool is_whole = analysed.begins_word(begin);
    for (std::size_t i = 1; i < places.size(); ++i) {
      ++position;
      std::span<const Position>& rest = places[i];
      while (!rest.empty() && rest.front() < position) rest = rest.subspan(1);
      if (rest.empty()) return found;
      if (rest.front() != position) {
        is_whole = false;
        break;
      }
    }
    if (is_whole && (phrase.may_end_inside_word || analysed.ends_word(position))) found.push_back(begin);
  }
  return found;
}

Evaluator::Evaluator(const QuerySet& set, const Entry& entry, const AnalysedEntry& analysed,
                     std::span<const std::string> source_tags)
    : set_(set), entry_(entry), analysed_(analysed), source_tags_(source_tags) {}

bool Evaluator::run(ProgramView program) {
  bool truth = true;
  for (std::size_t i = 0; i < program.size(); ++i) {
    const auto [op, argument] = program[i];
    switch (op) {
      case Instruction::Op::Ask:
        truth = test(argument);
        break;
      case Instruction::Op::Negate:
        truth = !truth;
        break;
      case Instruction::Op::JumpIfTrue:
        if (truth) i = argument - 1;
        break;
      case Instruction::Op::JumpIfFalse:
        if (!truth) i = argument - 1;
        break;
    }
  }
  return truth;
}

bool Evaluator::test(std::uint32_t number) {
  if (const auto known = verdicts_.find(number); known != verdicts_.end()) return known->second;
  const Subject subject{set_, entry_, analysed_, source_tags_};
  const bool holds_here = std::visit([&](const auto& test) { return holds(test, subject); }, set_.tests[number]);
  verdicts_.emplace(number, holds_here);
  return holds_here;
}

bool is_in_language(std::string_view tag, std::string_view range) {
  return base::starts_with_ignoring_case(tag, range) && (tag.size() == range.size() || tag[range.size()] == '-');
}

}  // namespace commonplace::topic
