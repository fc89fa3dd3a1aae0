// Queries and entries made at random, and the definition of the query language read off them word by word (SPEC §6).

#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "commonplace/topic.h"

namespace commonplace::testing {

using Words = std::vector<std::string>;
using Texts = std::vector<Words>;  // of one field

// "book", "books" and "booking" have one stem in English.
inline const Words kWords = {"book", "books", "booking", "boat", "map", "maps", "図", "é"};
inline const std::map<std::string, std::string> kStems = {{"books", "book"}, {"booking", "book"}, {"maps", "map"}};

inline std::string stem_of(const std::string& word) {
  const auto found = kStems.find(word);
  return found != kStems.end() ? found->second : word;
}

struct Term {
  char match = ' ';  // ' ', '=' or '*'
  std::string word;

  std::string text() const { return (match == '=' ? "=" : "") + word + (match == '*' ? "*" : ""); }
  bool is(const std::string& other) const {
    if (match == '=') return word == other;
    if (match == '*') return other.starts_with(word);
    return stem_of(word) == stem_of(other);
  }
};

struct Expression {
  enum class Kind { Phrase, Near, Not, And, Or } kind = Kind::Phrase;
  std::string field;  // "", "title", "text", "category"
  std::vector<std::vector<Term>> phrases;
  std::size_t distance = 1;
  std::vector<Expression> operands;
};

inline std::string phrase_text(const std::vector<Term>& phrase) {
  if (phrase.size() == 1) return phrase.front().text();
  std::string text;
  for (const Term& term : phrase) text += (text.empty() ? "" : " ") + term.word + (term.match == '*' ? "*" : "");
  return (phrase.front().match == '=' ? "=\"" : "\"") + text + "\"";
}

inline std::string query_text(const Expression& e) {
  const std::string field = e.field.empty() ? "" : e.field + ":";
  std::string inner;
  switch (e.kind) {
    case Expression::Kind::Phrase:
      return field + phrase_text(e.phrases.front());
    case Expression::Kind::Near:
      for (const auto& phrase : e.phrases) inner += phrase_text(phrase) + " ";
      return field + "NEAR/" + std::to_string(e.distance) + "(" + inner + ")";
    case Expression::Kind::Not:
      return "-(" + query_text(e.operands.front()) + ")";
    default:
      for (const Expression& operand : e.operands) {
        if (!inner.empty()) inner += e.kind == Expression::Kind::And ? " AND " : " OR ";
        inner += "(" + query_text(operand) + ")";
      }
      return "(" + inner + ")";
  }
}

// Where the phrase begins in one text.
inline std::vector<std::size_t> begins(const std::vector<Term>& phrase, const Words& text) {
  std::vector<std::size_t> found;
  for (std::size_t begin = 0; begin + phrase.size() <= text.size(); ++begin) {
    bool is_here = true;
    for (std::size_t i = 0; i < phrase.size(); ++i) is_here = is_here && phrase[i].is(text[begin + i]);
    if (is_here) found.push_back(begin);
  }
  return found;
}

// Tries every choice of one occurrence for each phrase.
inline bool is_near(const Expression& e, const Words& text, std::size_t next, std::size_t last_begin,
                    std::size_t first_end) {
  if (next == e.phrases.size()) return last_begin <= first_end + e.distance;
  for (const std::size_t begin : begins(e.phrases[next], text)) {
    const std::size_t end = begin + e.phrases[next].size() - 1;
    if (is_near(e, text, next + 1, std::max(last_begin, begin), std::min(first_end, end))) return true;
  }
  return false;
}

struct Document {
  std::map<std::string, Texts> fields;

  Texts texts(const std::string& field) const {
    if (!field.empty()) return fields.at(field);
    Texts all;
    for (const auto& [name, texts] : fields) all.insert(all.end(), texts.begin(), texts.end());
    return all;
  }
};

inline bool holds(const Expression& e, const Document& document) {
  const auto is_true = [&](const Expression& operand) { return holds(operand, document); };
  const Texts texts = document.texts(e.kind <= Expression::Kind::Near ? e.field : "");
  switch (e.kind) {
    case Expression::Kind::Phrase:
      return std::any_of(texts.begin(), texts.end(),
                         [&](const Words& text) { return !begins(e.phrases.front(), text).empty(); });
    case Expression::Kind::Near:
      return std::any_of(texts.begin(), texts.end(),
                         [&](const Words& text) { return is_near(e, text, 0, 0, std::string::npos / 2); });
    case Expression::Kind::Not:
      return !is_true(e.operands.front());
    case Expression::Kind::And:
      return std::all_of(e.operands.begin(), e.operands.end(), is_true);
    case Expression::Kind::Or:
      return std::any_of(e.operands.begin(), e.operands.end(), is_true);
  }
  return false;
}

inline int pick(int end) { return *rc::gen::resize(100, rc::gen::inRange(0, end)); }

inline std::string any_word() { return kWords[static_cast<std::size_t>(pick(static_cast<int>(kWords.size())))]; }

inline std::vector<Term> any_phrase() {
  const bool is_exact = pick(4) == 0;
  std::vector<Term> phrase;
  for (int i = pick(3); i >= 0; --i) {
    Term term{is_exact ? '=' : ' ', any_word()};
    if (!is_exact && pick(4) == 0) term = {'*', pick(2) == 0 ? "bo" : "boo"};
    phrase.push_back(term);
  }
  return phrase;
}

inline Expression any_expression(int depth) {
  constexpr const char* kFields[] = {"", "", "title", "text", "category"};
  Expression e;
  e.kind = static_cast<Expression::Kind>(depth > 0 ? pick(5) : pick(2));
  switch (e.kind) {
    case Expression::Kind::Phrase:
      e.field = kFields[pick(5)];
      e.phrases = {any_phrase()};
      break;
    case Expression::Kind::Near:
      e.field = kFields[pick(5)];
      e.distance = static_cast<std::size_t>(1 + pick(4));
      for (int i = 2 + pick(2); i > 0; --i) e.phrases.push_back(any_phrase());
      break;
    case Expression::Kind::Not:
      e.operands.push_back(any_expression(depth - 1));
      break;
    default:
      for (int i = 2 + pick(2); i > 0; --i) e.operands.push_back(any_expression(depth - 1));
  }
  return e;
}

inline Words any_text(int longest) {
  Words text;
  for (int i = pick(longest); i > 0; --i) text.push_back(any_word());
  return text;
}

inline std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;  // commas keep 図 図 two words
  return text;
}

struct Sample {
  Document document;
  Entry entry;
};

inline Sample any_sample() {
  Sample sample;
  sample.entry.language = "en";
  const Words title = any_text(8), excerpt = any_text(12), content = any_text(12);
  sample.entry.title = joined(title);
  sample.entry.excerpt = joined(excerpt);
  sample.entry.content = SafeHtml::trust_stored("<p>" + joined(content) + "</p>");
  sample.document.fields["title"] = {title};
  sample.document.fields["text"] = {excerpt, content};
  sample.document.fields["category"] = {};
  for (int i = pick(3); i > 0; --i) {
    const Words term = any_text(3);
    sample.document.fields["category"].push_back(term);
    sample.entry.categories.push_back({joined(term), "", joined(term)});
  }
  return sample;
}

}  // namespace commonplace::testing
