// Two entries → whether they are copies of one story, by which rule, and how alike they are (SPEC §5).
//
// Symmetric: which of the two came first makes no difference, so that stories are the same in whatever order their
// copies arrive. Whether the operator has decided otherwise is not known here.

#pragma once

#include <string>
#include <string_view>

#include "commonplace/entry.h"
#include "dedup/likeness.h"

namespace commonplace::dedup {

enum class Rule {
  // Copies
  SameText,   // the texts are the same, or nearly
  Excerpt,    // one is the beginning of the other, or a part of it
  SameTitle,  // titles of many words are the same, and one of the two has no text to speak of
  // Siblings, or strangers
  OtherMoment,  // equal but for a day or a time: instalments of a series
  OtherNumber,  // equal but for numbers
  OtherNames,   // equal but for names and places: one template for several things
  OtherTitle,   // texts that are too short to tell, under different titles
  OtherText,    // too little is the same
  Recurring,    // one source publishes the same text again, days later
};

struct Judgement {
  bool is_copy = false;
  Rule rule = Rule::OtherText;
  double likeness = 0;  // of the shorter text's words, the share that the other has too; 0 to 1
};

Judgement judge(const Entry& one, const Outline& outline_of_one, const Entry& other, const Outline& outline_of_other);

// Whether two entries of different sources that both say this, word for word, are copies.
bool are_copies_of_one_text(const Outline& outline);

// As a reader of `explain` is told: "nearly the same text".
std::string_view describe(Rule rule);

}  // namespace commonplace::dedup
