// Queries and entries made at random, and the definition of the query language read off them word by word (SPEC §6).

#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "commonplace/topic.h"
#include "topic/languages.h"

namespace commonplace::testing {

using Words = std::vector<Form>;
using Texts = std::vector<Words>;  // of one field

struct Term {
  char match = ' ';  // ' ', '=' or '*'
  Form form;         // of a '*' only what is written counts

  std::string text() const { return (match == '=' ? "=" : "") + form.written + (match == '*' ? "*" : ""); }
  bool is(const Form& other) const {
    if (match == '=') return form.folded == other.folded;
    if (match == '*') return other.folded.starts_with(form.folded);
    return form.word == other.word;
  }
};
using TermPhrase = std::vector<Term>;

// A place of a text: a word, or a character of one.
struct Place {
  Form form;
  bool begins = true, ends = true;
};

inline std::vector<std::string> characters_of(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    base::next_code_point(text, i);
    parts.push_back(text.substr(begin, i - begin));
  }
  return parts;
}

inline std::vector<Place> places(const Words& words, bool is_by_character) {
  std::vector<Place> all;
  for (const Form& word : words) {
    if (!is_by_character) {
      all.push_back({word});
      continue;
    }
    const auto parts = characters_of(word.folded);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      all.push_back({{parts[i], parts[i], parts[i]}, i == 0, i + 1 == parts.size()});
    }
  }
  return all;
}

// A phrase as what must stand at places that follow one another.
inline TermPhrase by_place(const TermPhrase& phrase, bool is_by_character) {
  if (!is_by_character) return phrase;
  TermPhrase parts;
  for (const Term& term : phrase) {
    for (const std::string& part : characters_of(term.form.folded)) parts.push_back({'=', {part, part, part}});
  }
  return parts;
}

struct Expression {
  enum class Kind { Phrase, Near, Value, Not, And, Or } kind = Kind::Phrase;
  std::string field;  // "" (of what stands around it, else anywhere), "title", "text", "category", "author"
  std::vector<TermPhrase> phrases;
  std::size_t distance = 1;
  std::string value;  // as written, with its field
  bool is_true = false;
  std::string joint;  // between operands, before what is negated
  std::vector<Expression> operands;
};

inline std::string phrase_text(const TermPhrase& phrase) {
  if (phrase.size() == 1) return phrase.front().text();
  std::string text;
  for (const Term& term : phrase) {
    text += (text.empty() ? "" : " ") + term.form.written + (term.match == '*' ? "*" : "");
  }
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
    case Expression::Kind::Value:
      return e.value;
    case Expression::Kind::Not:
      return e.joint + "(" + query_text(e.operands.front()) + ")";
    default:
      for (const Expression& operand : e.operands) {
        if (!inner.empty()) inner += e.joint;
        inner += "(" + query_text(operand) + ")";
      }
      return field + "(" + inner + ")";
  }
}

struct Document {
  const Language* language = nullptr;
  std::map<std::string, Texts> fields;

  Texts texts(const std::string& field) const {
    if (!field.empty()) return fields.at(field);
    Texts all;
    for (const auto& [name, texts] : fields) all.insert(all.end(), texts.begin(), texts.end());
    return all;
  }
};

// Where the phrase begins, and where it ends, in one text.
struct Stretch {
  std::size_t begin = 0, end = 0;
};
inline std::vector<Stretch> find(const TermPhrase& phrase, const Words& words, bool is_by_character) {
  const TermPhrase terms = by_place(phrase, is_by_character);
  const std::vector<Place> text = places(words, is_by_character);
  const bool may_end_inside = is_by_character && phrase.back().match == '*';
  std::vector<Stretch> found;
  for (std::size_t begin = 0; begin + terms.size() <= text.size(); ++begin) {
    const std::size_t end = begin + terms.size() - 1;
    bool is_here = text[begin].begins && (may_end_inside || text[end].ends);
    for (std::size_t i = 0; i < terms.size(); ++i) is_here = is_here && terms[i].is(text[begin + i].form);
    if (is_here) found.push_back({begin, end});
  }
  return found;
}

// Tries every choice of one occurrence for each phrase.
inline bool is_near(const Expression& e, const Words& text, bool is_by_character, std::size_t next,
                    std::size_t last_begin, std::size_t first_end) {
  if (next == e.phrases.size()) return last_begin <= first_end + e.distance;
  for (const Stretch& s : find(e.phrases[next], text, is_by_character)) {
    if (is_near(e, text, is_by_character, next + 1, std::max(last_begin, s.begin), std::min(first_end, s.end))) {
      return true;
    }
  }
  return false;
}

inline bool holds(const Expression& e, const Document& document, const std::string& around = {}) {
  const std::string& field = e.field.empty() ? around : e.field;
  const bool is_by_character = document.language->is_by_character;
  const auto is_true = [&](const Expression& operand) { return holds(operand, document, field); };
  const Texts texts = document.texts(e.kind <= Expression::Kind::Near ? field : "");
  switch (e.kind) {
    case Expression::Kind::Phrase:
      return std::any_of(texts.begin(), texts.end(),
                         [&](const Words& text) { return !find(e.phrases.front(), text, is_by_character).empty(); });
    case Expression::Kind::Near:
      return std::any_of(texts.begin(), texts.end(), [&](const Words& text) {
        return is_near(e, text, is_by_character, 0, 0, std::string::npos / 2);
      });
    case Expression::Kind::Value:
      return e.is_true;
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

template <class T>
const T& pick_of(const std::vector<T>& list) {
  return list[static_cast<std::size_t>(pick(static_cast<int>(list.size())))];
}

inline const Language& any_language() { return pick_of(languages()); }

inline TermPhrase any_phrase(const Language& language) {
  const bool is_exact = pick(4) == 0;
  TermPhrase phrase;
  for (int i = pick(3); i >= 0; --i) {
    Term term{is_exact ? '=' : ' ', pick_of(language.forms)};
    if (!is_exact && pick(4) == 0) {
      const std::string& beginning = pick_of(language.beginnings);
      term = {'*', {beginning, beginning, beginning}};
    }
    phrase.push_back(term);
  }
  return phrase;
}

// What values and conditions say of the entry that any_sample makes.
inline Expression any_value(const Language& language) {
  struct Row {
    std::string text;
    bool is_true;
  };
  const std::string other = language.tag == "de" ? "fr" : "de";
  const std::vector<Row> rows = {{"source:county", true},
                                 {"source:COUNTY", true},
                                 {"source:count*", true},
                                 {"source:count", false},
                                 {"source:state", false},
                                 {"tag:partners", true},
                                 {"tag:\"État civil\"", true},
                                 {"tag:\"etat civil\"", true},
                                 {"tag:part*", true},
                                 {"tag:local", false},
                                 {"type:\"press RELEASE\"", true},
                                 {"type:Press*", true},
                                 {"type:Press", false},
                                 {"type:(News OR Webinar)", false},
                                 {"lang:" + language.tag, true},
                                 {"lang:" + language.tag + "-XX", true},
                                 {"lang:" + language.tag + "-YY", false},
                                 {"lang:" + other, false},
                                 {"url:EXAMPLE.org/Path", true},
                                 {"url:?q=1", true},
                                 {"url:example.net", false},
                                 {"event:yes", true},
                                 {"event:no", false},
                                 {"published:2024-10-24", true},
                                 {"published:=2024-10", true},
                                 {"published:2024", true},
                                 {"published:>2024-10-23", true},
                                 {"published:>2024-10-24", false},
                                 {"published:>=2024-10-24", true},
                                 {"published:<2024-10-24", false},
                                 {"published:<=2024-10-24", true},
                                 {"published:<2025", true},
                                 {"published:2024-10-25..", false},
                                 {"published:..2024-10", true},
                                 {"published:2023..2024-09", false}};
  const Row& row = pick_of(rows);
  Expression e;
  e.kind = Expression::Kind::Value;
  e.value = row.text;
  e.is_true = row.is_true;
  return e;
}

inline Expression any_expression(const Language& language, int depth) {
  constexpr const char* kFields[] = {"", "", "", "title", "text", "category", "author"};
  Expression e;
  e.kind = static_cast<Expression::Kind>(depth > 0 ? pick(6) : pick(3));
  switch (e.kind) {
    case Expression::Kind::Phrase:
      e.field = kFields[pick(7)];
      e.phrases = {any_phrase(language)};
      break;
    case Expression::Kind::Near:
      e.field = kFields[pick(7)];
      e.distance = static_cast<std::size_t>(1 + pick(6));
      for (int i = 2 + pick(2); i > 0; --i) e.phrases.push_back(any_phrase(language));
      break;
    case Expression::Kind::Value:
      return any_value(language);
    case Expression::Kind::Not:
      e.joint = pick(2) == 0 ? "-" : "NOT ";
      e.operands.push_back(any_expression(language, depth - 1));
      break;
    case Expression::Kind::And:
      e.field = pick(4) == 0 ? kFields[pick(7)] : "";
      e.joint = pick(2) == 0 ? " AND " : " ";
      for (int i = 2 + pick(2); i > 0; --i) e.operands.push_back(any_expression(language, depth - 1));
      break;
    case Expression::Kind::Or:
      e.field = pick(4) == 0 ? kFields[pick(7)] : "";
      e.joint = " OR ";
      for (int i = 2 + pick(2); i > 0; --i) e.operands.push_back(any_expression(language, depth - 1));
      break;
  }
  return e;
}

inline Words any_text(const Language& language, int longest) {
  Words text;
  for (int i = pick(longest); i > 0; --i) text.push_back(pick_of(language.forms));
  return text;
}

inline std::string joined(const Words& words) {
  std::string text;
  for (const Form& word : words) text += (text.empty() ? "" : ", ") + word.written;  // commas keep 図書 館 two words
  return text;
}

struct Sample {
  Document document;
  Entry entry;
  std::vector<std::string> tags = {"partners", "État civil"};
};

inline Sample any_sample(const Language& language) {
  Sample sample;
  Entry& entry = sample.entry;
  std::map<std::string, Texts>& fields = sample.document.fields;
  sample.document.language = &language;
  entry.language = language.tag + "-xx";
  entry.source = "county";
  entry.type = "Press release";
  entry.link = "https://example.org/path/?q=1";
  entry.event = Event{};
  entry.published = std::chrono::sys_days(std::chrono::year(2024) / 10 / 24) + std::chrono::hours{23};
  const Words title = any_text(language, 8), excerpt = any_text(language, 8), summary = any_text(language, 8),
              content = any_text(language, 12);
  entry.title = joined(title);
  entry.excerpt = joined(excerpt);
  entry.summary = SafeHtml::trust_stored("<p>" + joined(summary) + "</p>");
  entry.content = SafeHtml::trust_stored("<p>" + joined(content) + "</p>");
  fields["title"] = {title};
  fields["text"] = {excerpt, summary, content};
  fields["category"] = {};
  fields["author"] = {};
  for (int i = pick(3); i > 0; --i) {
    const Words term = any_text(language, 3), label = any_text(language, 3);
    fields["category"].push_back(term);
    fields["category"].push_back(label);
    entry.categories.push_back({joined(term), "", joined(label)});
  }
  for (int i = pick(3); i > 0; --i) {
    const Words name = any_text(language, 3);
    fields["author"].push_back(name);
    entry.authors.push_back({joined(name), "", ""});
  }
  return sample;
}

}  // namespace commonplace::testing
