#include "store/sqlite/match_expression.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.h"
#include "text/normalize.h"
#include "topic/search_terms.h"

namespace commonplace::store::sqlite {
namespace {

using topic::Field;
using topic::QueryNode;
using Kind = QueryNode::Kind;

// FTS5's parser has a stack of a hundred places. What lies deeper in a query is left to the query itself.
constexpr int kDeepest = 20;

std::string quoted(std::string_view terms) { return "\"" + base::replace_all(terms, "\"", "\"\"") + "\""; }

std::string any_of(const std::vector<std::string>& facts) {
  std::string terms;
  for (const std::string& fact : facts) {
    if (!terms.empty()) terms += topic::kBetweenTerms;
    terms += fact;
  }
  return quoted(terms);
}

// Of one phrase.
MatchExpression fact(std::string text, bool is_exact = true) { return {std::move(text), is_exact, "-"}; }

MatchExpression everything(bool is_exact) { return fact(quoted(topic::kEveryEntry), is_exact); }

// Of operands, in their order.
MatchExpression join(const std::vector<MatchExpression>& operands, std::string_view joint) {
  MatchExpression all;
  for (const MatchExpression& operand : operands) {
    if (!all.text.empty()) all.text += joint;
    all.text += operand.text;
    all.phrases += operand.phrases;
    all.is_exact = all.is_exact && operand.is_exact;
  }
  if (operands.size() > 1) all.text = "(" + all.text + ")";
  return all;
}

// Facts are marked, so that a word that may stand anywhere needs no list of columns.
std::string_view columns_of(Field field) {
  switch (field) {
    case Field::Title:
      return "title : ";
    case Field::Text:
      return "{excerpt summary content} : ";
    case Field::Category:
      return "categories : ";
    case Field::Author:
      return "authors : ";
    default:
      return "";
  }
}

class Translation {
 public:
  Translation(std::span<const std::size_t> stemmers, const SourceTags& tags) : stemmers_(stemmers), tags_(tags) {}

  MatchExpression of(const QueryNode& node, int depth = 0) const {
    if (depth > kDeepest) return everything(false);
    switch (node.kind) {
      case Kind::Everything:
        return everything(true);
      case Kind::Words:
        return phrase(node.field, node.phrases.front());
      case Kind::Near:
        return near(node);
      case Kind::Value:
        return value(node);
      case Kind::Event:
        return node.wanted ? fact(quoted(topic::kEventFact)) : all_but({fact(quoted(topic::kEventFact))});
      case Kind::Published:
        return fact(any_of(topic::day_facts(node.days)));
      case Kind::Not:
        return all_but({of(node.children.front(), depth + 1)});
      case Kind::And:
        return conjunction(node, depth);
      case Kind::Or:
        return disjunction(node, depth);
    }
    return everything(false);
  }

 private:
  MatchExpression phrase(Field field, const topic::Phrase& words) const {
    std::vector<MatchExpression> parts;
    for (const topic::SoughtPhrase& part : topic::sought_phrases(words, stemmers_)) {
      parts.push_back({std::string(columns_of(field)) + quoted(part.terms) + (part.is_prefix ? " *" : ""), true, "w"});
    }
    MatchExpression all = join(parts, " AND ");
    all.is_exact = parts.size() == 1;
    return all;
  }

  // A category is a text of its own for us and not for the index, so that the query has the last word on distances.
  MatchExpression near(const QueryNode& node) const {
    std::string group;
    std::vector<MatchExpression> operands;
    bool is_one_group = true;
    for (const topic::Phrase& words : node.phrases) {
      const auto parts = topic::sought_phrases(words, stemmers_);
      is_one_group = is_one_group && parts.size() == 1;
      group += quoted(parts.front().terms) + (parts.front().is_prefix ? " * " : " ");
      operands.push_back(phrase(node.field, words));
    }
    MatchExpression all = join(operands, " AND ");
    all.is_exact = false;
    if (is_one_group) {
      all.text = std::string(columns_of(node.field)) + "NEAR(" + group + ", " + std::to_string(node.distance) + ")";
    }
    return all;
  }

  MatchExpression value(const QueryNode& node) const {
    const std::string sought = topic::folded_value(node);
    if (node.field == Field::Url) return everything(false);
    if (node.field == Field::Tag) return fact(any_of(sources_tagged(sought, node.is_prefix)));
    return fact(quoted(topic::value_fact(node.field, sought)) + (node.is_prefix ? " *" : ""));
  }

  // Where no source has the tag, a fact that no entry has.
  std::vector<std::string> sources_tagged(const std::string& sought, bool is_prefix) const {
    std::vector<std::string> facts = {"#none"};
    for (const auto& [slug, tags] : tags_) {
      const bool is_tagged = std::any_of(tags.begin(), tags.end(), [&](const std::string& tag) {
        const std::string folded = text::fold(tag);
        return is_prefix ? folded.starts_with(sought) : folded == sought;
      });
      if (is_tagged) facts.push_back(topic::value_fact(Field::Source, base::to_ascii_lower(slug)));
    }
    return facts;
  }

  // Leaving out too many would be wrong: what is not exact leaves out nothing.
  static MatchExpression all_but(std::vector<MatchExpression> left_out, MatchExpression from = everything(true)) {
    const auto removed = std::erase_if(left_out, [](const MatchExpression& operand) { return !operand.is_exact; });
    from.is_exact = from.is_exact && removed == 0;
    if (left_out.empty()) return from;
    const MatchExpression gone = join(left_out, " OR ");
    from.text = "(" + from.text + " NOT " + gone.text + ")";
    from.phrases.append(gone.phrases.size(), '-');
    return from;
  }

  MatchExpression conjunction(const QueryNode& node, int depth) const {
    std::vector<MatchExpression> wanted, left_out;
    for (const QueryNode& child : node.children) {
      const bool is_negated = child.kind == Kind::Not;
      (is_negated ? left_out : wanted).push_back(of(is_negated ? child.children.front() : child, depth + 1));
    }
    if (wanted.empty()) return all_but(std::move(left_out));
    return all_but(std::move(left_out), join(wanted, " AND "));
  }

  MatchExpression disjunction(const QueryNode& node, int depth) const {
    std::vector<MatchExpression> operands;
    for (const QueryNode& child : node.children) operands.push_back(of(child, depth + 1));
    return join(operands, " OR ");
  }

  std::span<const std::size_t> stemmers_;
  const SourceTags& tags_;
};

}  // namespace

MatchExpression to_match_expression(const QueryNode& query, std::span<const std::size_t> stemmers,
                                    const SourceTags& tags) {
  return Translation(stemmers, tags).of(query);
}

}  // namespace commonplace::store::sqlite
