#include "dedup/judgement.h"

#include <algorithm>
#include <iterator>

namespace commonplace::dedup {
namespace {

// The bars, all of them measured on tests/dedup/pairs.
constexpr double kContained = 0.6;      // of the shorter text
constexpr double kMostReplaced = 0.25;  // of what stands at the same places
constexpr double kMostDistinct = 0.2;   // of names, numbers and moments, those that may differ
constexpr double kFewDistinct = 0.05;
constexpr std::size_t kText = 12;         // fewer words are not a text that tells by itself
constexpr std::size_t kLongText = 60;     // so many are seldom said twice of different things
constexpr std::size_t kNewBeginning = 8;  // words in a row that others stand for, above what both have
constexpr std::size_t kLongTitle = 5;
constexpr double kSameTitle = 0.8;
constexpr std::chrono::hours kPostedTwice{72};

bool is_same_title(const Likeness& l) {
  if (l.title.shorter == 0 || l.in_title.moments + l.in_title.numbers > 0) return false;
  return l.only_labels_differ || (l.title.containment() >= kSameTitle && l.title.replaced == 0);
}

// Whether the titles look like uses of one template: some words are the same, others stand at the same places.
bool share_a_template(const Overlap& title) {
  return title.matched > 0 && title.replaced > 0 && title.containment() >= 1.0 / 3;
}

Rule rule_of_titles(const Likeness& l, bool same_title) {
  const bool says_nothing_else = l.in_body.differing() == 0 && l.body.shorter < 2 * kText;
  if (same_title && l.title.shorter >= kLongTitle && says_nothing_else) return Rule::SameTitle;
  return same_title ? Rule::OtherText : Rule::OtherTitle;
}

Rule rule_of(const Likeness& l) {
  const bool same_title = is_same_title(l);
  const bool is_long = l.body.worth >= kLongText;
  const bool agree = is_long && l.in_body.moments == 0 && l.in_body.share() <= kFewDistinct;
  if (l.in_title.moments > 0 && l.title.matched > 0) return Rule::OtherMoment;
  if (l.in_title.numbers > 0 && share_a_template(l.title)) return Rule::OtherNumber;
  if (l.body.worth < kText) return rule_of_titles(l, same_title);

  if (l.in_body.moments > 0 && !(is_long && l.in_body.share() <= kFewDistinct)) return Rule::OtherMoment;
  if (l.in_body.share() > kMostDistinct) {
    return l.in_body.numbers > l.in_body.names ? Rule::OtherNumber : Rule::OtherNames;
  }
  if (!agree && share_a_template(l.title) && !l.only_labels_differ && l.in_body.differing() > 0)
    return Rule::OtherNames;
  // "The Eastside branch is closed on Monday": one word tells them apart, and nobody edits only that.
  if (!is_long && l.body.replaced > 0 && l.body.only_replaced) return Rule::OtherNames;
  if (!same_title && l.body.rewritten >= kNewBeginning) return Rule::OtherText;
  if (l.body.containment() < kContained || l.body.replacement() > kMostReplaced) return Rule::OtherText;
  return l.body.longer > 2 * l.body.shorter ? Rule::Excerpt : Rule::SameText;
}

bool is_copy(Rule rule) { return rule == Rule::SameText || rule == Rule::Excerpt || rule == Rule::SameTitle; }

// A source that says the same few words again some days later announces something that happens again.
bool recurs(const Entry& one, const Entry& other, const Likeness& l) {
  if (one.source != other.source || l.body.worth >= kLongText) return false;
  if (!one.published || !other.published) return false;
  const auto apart = *one.published - *other.published;
  return apart > kPostedTwice || -apart > kPostedTwice;
}

}  // namespace

Judgement judge(const Entry& one, const Outline& outline_of_one, const Entry& other, const Outline& outline_of_other) {
  const Likeness likeness = compare(outline_of_one, outline_of_other);
  Judgement judgement;
  judgement.rule = rule_of(likeness);
  judgement.is_copy = is_copy(judgement.rule);
  judgement.likeness = likeness.body.containment();
  if (judgement.is_copy && recurs(one, other, likeness)) judgement = {false, Rule::Recurring, judgement.likeness};
  return judgement;
}

bool are_copies_of_one_text(const Outline& outline) { return is_copy(rule_of(likeness_of_the_same(outline))); }

std::string_view describe(Rule rule) {
  constexpr std::string_view kWords[] = {
      "nearly the same text",
      "one is an excerpt of the other",
      "the same title, and no text that says otherwise",
      "the same but for a day or a time: instalments of a series",
      "the same but for numbers",
      "the same but for names: one template, used for several things",
      "too little text to tell, under different titles",
      "different texts",
      "the same text again from the same source, days later",
  };
  return kWords[static_cast<std::size_t>(rule)];
}

}  // namespace commonplace::dedup
