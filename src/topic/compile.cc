// A tree of QueryNodes → Program. AND and OR become jumps past what no longer matters, so running one needs no stack.

#include <algorithm>

#include "text/normalize.h"
#include "text/segment.h"
#include "topic/program.h"

namespace commonplace::topic {
namespace {

using Kind = QueryNode::Kind;
using Op = Instruction::Op;

class Compiler {
 public:
  explicit Compiler(QuerySet& set) : set_(set) {}

  void emit(const QueryNode& node) {
    switch (node.kind) {
      case Kind::Everything:
        return;
      case Kind::Not:
        emit(node.children.front());
        program_.push_back({Op::Negate, 0});
        return;
      case Kind::And:
        return emit_all(node.children, Op::JumpIfFalse);
      case Kind::Or:
        return emit_all(node.children, Op::JumpIfTrue);
      default:
        program_.push_back({Op::Ask, test_number(node)});
    }
  }

  Program finish() && { return std::move(program_); }

 private:
  void emit_all(const std::vector<QueryNode>& children, Op jump_to_end) {
    std::vector<std::size_t> jumps;
    for (const QueryNode& child : children) {
      if (&child != &children.front()) {
        jumps.push_back(program_.size());
        program_.push_back({jump_to_end, 0});
      }
      emit(child);
    }
    for (const std::size_t jump : jumps) program_[jump].argument = static_cast<std::uint32_t>(program_.size());
  }

  std::uint32_t test_number(const QueryNode& node) {
    const auto [known, is_new] =
        set_.test_numbers.try_emplace(dump(node), static_cast<std::uint32_t>(set_.tests.size()));
    if (is_new) set_.tests.push_back(make_test(node));
    return known->second;
  }

  Test make_test(const QueryNode& node) {
    switch (node.kind) {
      case Kind::Words:
        set_.fields.add(node.field);
        return phrase_test(node.field, to_terms(node.phrases.front(), set_.vocabulary));
      case Kind::Near: {
        set_.fields.add(node.field);
        const std::uint32_t begin = position(set_.near_phrases);
        for (const Phrase& phrase : node.phrases) set_.near_phrases.push_back(to_terms(phrase, set_.vocabulary));
        return NearTest{node.field, node.distance, {begin, position(set_.near_phrases)}};
      }
      case Kind::Event:
        return EventTest{node.wanted};
      case Kind::Published:
        return PublishedTest{node.days};
      default:
        set_.values.push_back(folded_value(node));
        return ValueTest{node.field, node.is_prefix, position(set_.values) - 1};
    }
  }

  Test phrase_test(Field field, const TermPhrase& phrase) {
    const std::uint32_t begin = position(set_.terms);
    set_.terms.insert(set_.terms.end(), phrase.terms.begin(), phrase.terms.end());
    return PhraseTest{field, phrase.may_end_inside_word, {begin, position(set_.terms)}};
  }

  template <class T>
  static std::uint32_t position(const std::vector<T>& list) {
    return static_cast<std::uint32_t>(list.size());
  }

  QuerySet& set_;
  Program program_;
};

// The terms that a tree needs, taken from its tests: of an AND the shortest list, of an OR all lists together.
class Needs {
 public:
  explicit Needs(const QuerySet& set) : set_(set) {}

  NeededTerms of(const QueryNode& node) const {
    switch (node.kind) {
      case Kind::Words:
      case Kind::Near:
        return std::vector<TermId>{rarest_term(node)};
      case Kind::And:
        return shortest(node.children);
      case Kind::Or:
        return all(node.children);
      default:
        return std::nullopt;
    }
  }

 private:
  // The longest word of the first phrase is the best guess at which is rarest.
  TermId rarest_term(const QueryNode& node) const {
    const Test& test = set_.tests[set_.test_numbers.at(dump(node))];
    const auto* phrase = std::get_if<PhraseTest>(&test);
    const std::span<const TermId> terms = phrase != nullptr
                                              ? phrase->terms.of(set_.terms)
                                              : set_.near_phrases[std::get<NearTest>(test).phrases.begin].terms;
    const Phrase& words = node.phrases.front();
    if (terms.size() != words.size()) return terms.front();  // Chinese or Japanese, by character
    const auto longest = std::max_element(words.begin(), words.end(), [](const QueryWord& a, const QueryWord& b) {
      return a.text.size() < b.text.size();
    });
    return terms[static_cast<std::size_t>(longest - words.begin())];
  }

  NeededTerms shortest(const std::vector<QueryNode>& children) const {
    NeededTerms best;
    for (const QueryNode& child : children) {
      NeededTerms needs = of(child);
      if (needs && (!best || needs->size() < best->size())) best = std::move(needs);
    }
    return best;
  }

  NeededTerms all(const std::vector<QueryNode>& children) const {
    std::vector<TermId> terms;
    for (const QueryNode& child : children) {
      const NeededTerms needs = of(child);
      if (!needs) return std::nullopt;
      terms.insert(terms.end(), needs->begin(), needs->end());
    }
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    return terms;
  }

  const QuerySet& set_;
};

}  // namespace

TermPhrase to_terms(const Phrase& words, Vocabulary& vocabulary) {
  TermPhrase phrase;
  for (const QueryWord& word : words) {
    phrase.may_end_inside_word = false;
    if (!text::is_cjk_word(word.text)) {
      phrase.terms.push_back(vocabulary.add(word.match, word.text));
      continue;
    }
    const std::string folded = text::fold(word.text);
    for (const std::string_view character : characters(folded)) {
      phrase.terms.push_back(vocabulary.add(WordMatch::Exact, character));
    }
    phrase.may_end_inside_word = word.match == WordMatch::Prefix;
  }
  return phrase;
}

CompiledQuery compile_query(const QueryNode& tree, QuerySet& set) {
  Compiler compiler(set);
  compiler.emit(tree);
  return {std::move(compiler).finish(), Needs(set).of(tree)};
}

}  // namespace commonplace::topic
