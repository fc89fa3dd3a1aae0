#include "topic/doubts.h"

#include <algorithm>
#include <optional>
#include <span>

#include "base/nearest.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/type_names.h"
#include "text/normalize.h"
#include "text/segment.h"
#include "topic/evaluate.h"

namespace commonplace::topic {
namespace {

using Kind = QueryNode::Kind;
using Names = std::set<std::string, std::less<>>;

bool is_value(const QueryNode& node) { return node.kind == Kind::Value; }

// Whether an entry may have both values where it can have but one.
bool are_compatible(const QueryNode& a, const QueryNode& b) {
  const std::string one = folded_value(a), other = folded_value(b);
  if (a.field == Field::Lang) return is_in_language(one, other) || is_in_language(other, one);
  return (one == other) || (a.is_prefix && other.starts_with(one)) || (b.is_prefix && one.starts_with(other));
}

// Whether every entry with the value `a` has `b`.
bool is_covered(const QueryNode& a, const QueryNode& b) {
  const std::string one = folded_value(a), other = folded_value(b);
  if (a.field == Field::Lang) return is_in_language(one, other);
  return b.is_prefix ? one.starts_with(other) : !a.is_prefix && one == other;
}

bool have_a_day_in_common(const DayRange& a, const DayRange& b) {
  return !(a.last && b.first && *a.last < *b.first) && !(b.last && a.first && *b.last < *a.first);
}

bool is_within(const DayRange& a, const DayRange& b) {
  return (!b.first || (a.first && *b.first <= *a.first)) && (!b.last || (a.last && *a.last <= *b.last));
}

// Of what a source, a type or a language is said: an entry has one of each, but may have many tags and links.
bool has_one_value(Field field) { return field == Field::Source || field == Field::Type || field == Field::Lang; }

// One operand of an AND: what it asks or excludes, as alternatives of one kind and field.
struct Claim {
  std::vector<const QueryNode*> alternatives;
  bool is_excluded = false;
  std::size_t offset = 0;
  bool is_restriction = false;  // of the topic, not of the query

  const QueryNode& first() const { return *alternatives.front(); }
};

std::optional<Claim> claim_of(const QueryNode& node) {
  const bool is_excluded = node.kind == Kind::Not;
  const QueryNode& inner = is_excluded ? node.children.front() : node;
  Claim claim{{}, is_excluded, node.offset, false};
  if (inner.kind == Kind::Or) {
    for (const QueryNode& child : inner.children) claim.alternatives.push_back(&child);
  } else {
    claim.alternatives.push_back(&inner);
  }
  const QueryNode& first = claim.first();
  const auto is_alike = [&](const QueryNode* other) {
    return other->kind == first.kind && other->field == first.field;
  };
  if (!std::all_of(claim.alternatives.begin(), claim.alternatives.end(), is_alike)) return std::nullopt;
  const bool is_comparable =
      (is_value(first) && has_one_value(first.field)) || first.kind == Kind::Event || first.kind == Kind::Published;
  return is_comparable ? std::optional(claim) : std::nullopt;
}

bool is_pair_possible(const QueryNode& asked, const QueryNode& other, bool other_is_excluded) {
  switch (asked.kind) {
    case Kind::Event:
      return (asked.wanted == other.wanted) != other_is_excluded;
    case Kind::Published:
      return other_is_excluded ? !is_within(asked.days, other.days) : have_a_day_in_common(asked.days, other.days);
    default:
      return other_is_excluded ? !is_covered(asked, other) : are_compatible(asked, other);
  }
}

// Whether an entry can be what `asked` says and what `other` says.
bool are_possible(const Claim& asked, const Claim& other) {
  return std::any_of(asked.alternatives.begin(), asked.alternatives.end(), [&](const QueryNode* one) {
    const auto is_possible = [&](const QueryNode* another) {
      return is_pair_possible(*one, *another, other.is_excluded);
    };
    return other.is_excluded ? std::all_of(other.alternatives.begin(), other.alternatives.end(), is_possible)
                             : std::any_of(other.alternatives.begin(), other.alternatives.end(), is_possible);
  });
}

// A claim as one would write it.
std::string spell(const Claim& claim) {
  std::string list;
  const std::string field = std::string(name(claim.first().field)) + ":";
  for (const QueryNode* node : claim.alternatives) {
    if (!list.empty()) list += " OR ";
    list += spell_leaf(*node).substr(field.size());
  }
  return (claim.is_excluded ? "-" : "") + field + (claim.alternatives.size() > 1 ? "(" + list + ")" : list);
}

class Doubts {
 public:
  Doubts(const KnownNames& known, const Restrictions& restrictions) : known_(known) {
    restrict_to(Field::Source, restrictions.sources);
    restrict_to(Field::Type, restrictions.types);
    restrict_to(Field::Lang, restrictions.languages);
  }

  std::vector<Doubt> of(const QueryNode& tree) {
    look_at(tree, true);
    if (tree.kind != Kind::And) find_contradictions(std::span(&tree, 1), true);
    std::stable_sort(doubts_.begin(), doubts_.end(),
                     [](const Doubt& a, const Doubt& b) { return a.offset < b.offset; });
    return std::move(doubts_);
  }

 private:
  void restrict_to(Field field, const std::vector<std::string>& values) {
    if (!values.empty()) restrictions_.push_back(any_of(field, values));
  }

  void add(std::size_t offset, std::string message) { doubts_.push_back({offset, std::move(message)}); }

  // Recursion is bounded by the parser.
  void look_at(const QueryNode& node, bool is_whole) {
    for (const QueryNode& child : node.children) look_at(child, false);
    if (is_value(node)) look_for_name(node);
    for (const Phrase& phrase : node.phrases) look_at_prefixes(phrase);
    if (node.kind == Kind::And) {
      look_for_small_operators(node.children);
      find_contradictions(node.children, is_whole);
    }
  }

  void look_for_name(const QueryNode& node) {
    switch (node.field) {
      case Field::Source:
        return look_for_name(node, known_.sources, "no source is called ");
      case Field::Tag:
        return look_for_name(node, known_.tags, "no source has the tag ");
      case Field::Type: {
        Names types = known_.types;
        types.insert(std::begin(kTypeNames), std::end(kTypeNames));
        return look_for_name(node, types, "no entry has the type ");
      }
      case Field::Lang:
        if (!known_.has_any_language) look_for_name(node, known_.languages, "no source is in the language ");
        return;
      default:
        return;
    }
  }

  void look_for_name(const QueryNode& node, const Names& names, std::string_view none) {
    QueryNode named = node;
    named.is_prefix = false;
    const bool is_known = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      named.value = name;
      return node.field == Field::Lang ? are_compatible(named, node) : is_covered(named, node);
    });
    if (is_known) return;
    add(node.offset,
        std::string(none) + "'" + node.value + (node.is_prefix ? "*" : "") + "'" + suggestion(node.value, names));
  }

  void look_at_prefixes(const Phrase& phrase) {
    for (const QueryWord& word : phrase) {
      const bool is_short = word.match == WordMatch::Prefix && base::count_code_points(word.text) == 1;
      if (!is_short || text::is_cjk_word(word.text)) continue;
      add(word.offset, "'" + word.text + "*' finds every word that begins with this letter");
    }
  }

  // `a or b` asks for the word "or": AND, OR and NOT are capitals.
  void look_for_small_operators(const std::vector<QueryNode>& operands) {
    constexpr std::pair<std::string_view, std::string_view> kOperators[] = {
        {"and", "AND"}, {"or", "OR"}, {"not", "NOT"}};
    for (const QueryNode& operand : operands) {
      if (operand.kind != Kind::Words || operand.phrases.front().size() != 1) continue;
      const QueryWord& word = operand.phrases.front().front();
      const bool is_plain = word.match == WordMatch::Stem && word.offset == operand.offset;
      for (const auto& [small, capital] : kOperators) {
        if (!is_plain || !base::equals_ignoring_case(word.text, small)) continue;
        add(word.offset,
            "'" + word.text + "' is looked for as a word; the operator is written " + std::string(capital));
      }
    }
  }

  void find_contradictions(std::span<const QueryNode> operands, bool is_whole) {
    find_what_is_excluded(operands);
    std::vector<Claim> claims;
    if (is_whole) {
      for (const QueryNode& restriction : restrictions_) {
        claims.push_back(*claim_of(restriction));
        claims.back().is_restriction = true;
      }
    }
    for (const QueryNode& operand : operands) {
      if (auto claim = claim_of(operand)) claims.push_back(std::move(*claim));
    }
    for (std::size_t i = 0; i < claims.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) compare(claims[j], claims[i]);
    }
  }

  void compare(const Claim& earlier, const Claim& later) {
    const bool is_same = earlier.first().kind == later.first().kind && earlier.first().field == later.first().field;
    if (!is_same || (earlier.is_excluded && later.is_excluded) || later.is_restriction) return;
    if (earlier.is_excluded ? are_possible(later, earlier) : are_possible(earlier, later)) return;
    if (earlier.is_restriction) {
      add(later.offset, "this never matches: the topic's settings allow " + spell(earlier) + " only");
    } else if (!repeats_itself(earlier, later)) {
      add(later.offset, "this never matches: " + spell(earlier) + " and " + spell(later) + " exclude each other");
    }
  }

  // As find_what_is_excluded has said.
  static bool repeats_itself(const Claim& earlier, const Claim& later) {
    return earlier.is_excluded != later.is_excluded && earlier.alternatives.size() == 1 &&
           later.alternatives.size() == 1 && dump(earlier.first()) == dump(later.first());
  }

  void find_what_is_excluded(std::span<const QueryNode> operands) {
    std::set<std::string> asked, excluded;
    for (const QueryNode& operand : operands) {
      const bool is_excluded = operand.kind == Kind::Not;
      const std::string text = dump(is_excluded ? operand.children.front() : operand);
      (is_excluded ? excluded : asked).insert(text);
      if ((is_excluded ? asked : excluded).contains(text)) {
        add(operand.offset, "this never matches: the same is asked for and excluded");
      }
    }
  }

  const KnownNames& known_;
  std::vector<QueryNode> restrictions_;
  std::vector<Doubt> doubts_;
};

}  // namespace

std::vector<Doubt> doubts_about(const QueryNode& tree, const KnownNames& known, const Restrictions& restrictions) {
  return Doubts(known, restrictions).of(tree);
}

std::string suggestion(std::string_view word, const Names& names) {
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  const std::string_view near = base::nearest(word, candidates);
  return near.empty() ? std::string() : "; did you mean '" + std::string(near) + "'?";
}

}  // namespace commonplace::topic
