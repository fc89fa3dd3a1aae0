// An entry → the places of the words that queries ask for.
//
// The texts of an entry are laid out one after another and their words numbered through. A gap between
// two texts keeps phrases and NEAR from reaching across. Each character of a Chinese or Japanese word counts as a
// word, since where words end there depends on what stands around them; a match must still begin and end where words
// do.

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "commonplace/entry.h"
#include "topic/vocabulary.h"

namespace commonplace::topic {

using Position = std::uint32_t;

// The fields of words that a set of queries looks into, so that the others need not be analysed.
class FieldSet {
 public:
  void add(Field field) { bits_ |= bits_of(field); }
  bool has(Field field) const { return (bits_ & bits_of(field)) != 0; }
  bool empty() const { return bits_ == 0; }

 private:
  static constexpr unsigned bits_of(Field field) {
    return field == Field::Any ? ~0U : 1U << static_cast<unsigned>(field);
  }
  unsigned bits_ = 0;
};

class AnalysedEntry {
 public:
  AnalysedEntry(const Entry& entry, const Vocabulary& vocabulary, FieldSet fields);

  // Where the term stands in the field, in ascending order. Valid as long as this is.
  std::span<const Position> positions(TermId term, Field field) const;
  // The terms that stand anywhere, in ascending order.
  std::span<const TermId> terms() const { return terms_; }

  // Of a position at which a term stands.
  bool begins_word(Position position) const { return position >= goes_on_.size() || !goes_on_[position]; }
  bool ends_word(Position position) const { return position + 1 >= goes_on_.size() || !goes_on_[position + 1]; }

 private:
  struct Occurrence {
    TermId term;
    Position position;
  };
  struct Range {
    Position begin = 0, end = 0;
  };
  class Reader;

  std::vector<TermId> terms_;
  std::vector<std::uint32_t> starts_;  // of each term's positions; one more at the end
  std::vector<Position> positions_;
  std::vector<bool> goes_on_;    // where a character stands that is not its word's first; as long as it must be
  std::array<Range, 5> ranges_;  // by Field: Any, Title, Text, Category, Author
};

// The characters of a folded Chinese or Japanese word, as views into it.
std::vector<std::string_view> characters(std::string_view word);
std::vector<std::string_view> characters(std::string&& word) = delete;

}  // namespace commonplace::topic
