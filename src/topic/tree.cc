#include "topic/tree.h"

#include <iterator>
#include <utility>

#include "base/text.h"
#include "text/normalize.h"

namespace commonplace::topic {
namespace {

std::string dump_word(const QueryWord& word) {
  switch (word.match) {
    case WordMatch::Exact:
      return "=" + word.text;
    case WordMatch::Prefix:
      return word.text + "*";
    case WordMatch::Stem:
      break;
  }
  return word.text;
}

std::string dump_phrase(const Phrase& phrase) {
  std::string line;
  for (const QueryWord& word : phrase) line += (line.empty() ? "" : " ") + dump_word(word);
  return phrase.size() == 1 ? line : '"' + line + '"';
}

std::string spell_phrase(const Phrase& phrase) {
  const bool is_exact = phrase.front().match == WordMatch::Exact;
  if (phrase.size() == 1) return dump_word(phrase.front());
  std::string words;
  for (const QueryWord& word : phrase) {
    words += (words.empty() ? "" : " ") + word.text + (word.match == WordMatch::Prefix ? "*" : "");
  }
  return (is_exact ? "=\"" : "\"") + words + '"';
}

std::string dump_list(std::string line, const QueryNode& node) {
  for (const Phrase& phrase : node.phrases) line += " " + dump_phrase(phrase);
  for (const QueryNode& child : node.children) line += " " + dump(child);
  return "(" + line + ")";
}

}  // namespace

QueryNode make_leaf(QueryNode::Kind kind, Field field, std::size_t offset) {
  QueryNode node;
  node.kind = kind;
  node.field = field;
  node.offset = offset;
  return node;
}

// One operand stands for itself; an operand of the same kind gives its own operands.
QueryNode join(QueryNode::Kind kind, std::vector<QueryNode> operands) {
  if (operands.size() == 1) return std::move(operands.front());
  QueryNode node = make_leaf(kind, Field::Any, operands.front().offset);
  for (QueryNode& operand : operands) {
    if (operand.kind == kind) {
      std::move(operand.children.begin(), operand.children.end(), std::back_inserter(node.children));
    } else {
      node.children.push_back(std::move(operand));
    }
  }
  return node;
}

QueryNode any_of(Field field, const std::vector<std::string>& values) {
  std::vector<QueryNode> leaves;
  for (const std::string& value : values) {
    leaves.push_back(make_leaf(QueryNode::Kind::Value, field, 0));
    leaves.back().value = value;
  }
  return join(QueryNode::Kind::Or, std::move(leaves));
}

QueryNode negate(QueryNode operand, std::size_t offset) {
  if (operand.kind == QueryNode::Kind::Not) {
    QueryNode inner = std::move(operand.children.front());  // first out of the node that owns it
    return inner;
  }
  QueryNode node = make_leaf(QueryNode::Kind::Not, Field::Any, offset);
  node.children.push_back(std::move(operand));
  return node;
}

std::string folded_value(const QueryNode& node) {
  const bool is_ascii_by_nature = node.field == Field::Url || node.field == Field::Source || node.field == Field::Lang;
  return is_ascii_by_nature ? base::to_ascii_lower(node.value) : text::fold(node.value);
}

std::string spell_leaf(const QueryNode& leaf) {
  const std::string field = leaf.field == Field::Any ? "" : std::string(name(leaf.field)) + ":";
  switch (leaf.kind) {
    case QueryNode::Kind::Words:
      return field + spell_phrase(leaf.phrases.front());
    case QueryNode::Kind::Near: {
      std::string phrases;
      for (const Phrase& phrase : leaf.phrases) phrases += (phrases.empty() ? "" : " ") + spell_phrase(phrase);
      return field + "NEAR/" + std::to_string(leaf.distance) + "(" + phrases + ")";
    }
    case QueryNode::Kind::Value: {
      const bool is_quoted = leaf.value.find_first_of(" ()") != std::string::npos;
      return field + (is_quoted ? '"' + leaf.value + '"' : leaf.value) + (leaf.is_prefix ? "*" : "");
    }
    default:
      return dump(leaf);
  }
}

std::string dump(const QueryNode& node) {
  std::string field(name(node.field));
  if (!field.empty()) field += ':';
  switch (node.kind) {
    case QueryNode::Kind::Everything:
      return "(everything)";
    case QueryNode::Kind::Words:
      return field + dump_phrase(node.phrases.front());
    case QueryNode::Kind::Near:
      return field + dump_list("near/" + std::to_string(node.distance), node);
    case QueryNode::Kind::Value:
      return field + "'" + node.value + "'" + (node.is_prefix ? "*" : "");
    case QueryNode::Kind::Event:
      return field + (node.wanted ? "yes" : "no");
    case QueryNode::Kind::Published:
      return field + to_string(node.days);
    case QueryNode::Kind::Not:
      return dump_list("not", node);
    case QueryNode::Kind::And:
      return dump_list("and", node);
    case QueryNode::Kind::Or:
      return dump_list("or", node);
  }
  return {};
}

}  // namespace commonplace::topic
