#include "topic/search_terms.h"

#include <algorithm>

#include "base/text.h"
#include "text/normalize.h"
#include "text/segment.h"
#include "topic/analysis.h"
#include "topic/entry_texts.h"
#include "topic/stem_keys.h"

namespace commonplace::topic {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::size_t kLongestRemembered = 40;
constexpr std::size_t kMostRemembered = 20'000;

// The first character of a term says of what kind it is. Stems have 'A' + the number of their stemmer.
constexpr char kSpelled = '=';
constexpr char kBegins = '(', kEnds = ')', kBeginsAndEnds = '.';
// Between two texts of one column, so that no phrase reaches across.
constexpr std::string_view kGapTerm = "|";

std::string stem_term(std::size_t stemmer, std::string_view stem) {
  std::string term(1, static_cast<char>('A' + stemmer));
  return term.append(stem);
}

void add_term(std::string& out, std::string_view term) { (out += kBetweenTerms).append(term); }

void add_place(std::string& out, std::string_view terms) {
  if (!out.empty()) out += kBetweenPlaces;
  out.append(terms);
}

void add_stems(std::string& terms, std::string_view word, const std::string& folded, std::size_t stemmer) {
  if (stemmer == 0) return;  // its stem is the word as it is spelled
  const StemKeys keys = stem_keys(word, folded, text::Stemmer::of_number(stemmer));
  add_term(terms, stem_term(stemmer, keys.spelled));
  if (keys.plain != keys.spelled) add_term(terms, stem_term(stemmer, keys.plain));
}

// Which term a character of a word has besides its own.
char edge_of(bool begins, bool ends) { return begins && ends ? kBeginsAndEnds : begins ? kBegins : kEnds; }

void add_characters(std::string& out, std::string_view word) {
  const std::string folded = text::fold(word);
  const auto parts = characters(folded);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool begins = i == 0, ends = i + 1 == parts.size();
    std::string terms = kSpelled + std::string(parts[i]);
    if (begins) add_term(terms, kBegins + std::string(parts[i]));
    if (ends) add_term(terms, kEnds + std::string(parts[i]));
    if (begins && ends) add_term(terms, kBeginsAndEnds + std::string(parts[i]));
    add_place(out, terms);
  }
}

// "2024", "2024-10" and "2024-10-24" as facts.
std::string year_fact(int year) { return "#y" + std::to_string(year); }
std::string month_fact(year_month_day day) {
  return year_fact(static_cast<int>(day.year())) + "-" + std::to_string(static_cast<unsigned>(day.month()));
}
std::string day_fact(year_month_day day) {
  return month_fact(day) + "-" + std::to_string(static_cast<unsigned>(day.day()));
}

void add_published(std::string& facts, const Entry& entry) {
  const std::optional<sys_days> published = day_of_publication(entry);
  if (!published) return;
  const year_month_day day = *published;
  add_term(facts, year_fact(static_cast<int>(day.year())));
  add_term(facts, month_fact(day));
  add_term(facts, day_fact(day));
}

std::string facts_of(const Entry& entry) {
  std::string facts(kEveryEntry);
  add_term(facts, value_fact(Field::Source, base::to_ascii_lower(entry.source)));
  add_term(facts, value_fact(Field::Type, text::fold(entry.type)));
  const std::string language = base::to_ascii_lower(entry.language);
  for (std::size_t end = language.find('-');; end = language.find('-', end + 1)) {
    add_term(facts, value_fact(Field::Lang, std::string_view(language).substr(0, end)));
    if (end == std::string::npos) break;
  }
  if (entry.event) add_term(facts, kEventFact);
  add_published(facts, entry);
  return facts;
}

std::string& column_of(Place place, EntryTerms& terms) {
  constexpr std::string EntryTerms::*kColumns[] = {&EntryTerms::title,   &EntryTerms::categories, &EntryTerms::authors,
                                                   &EntryTerms::excerpt, &EntryTerms::summary,    &EntryTerms::content};
  return terms.*kColumns[static_cast<std::size_t>(place)];
}

}  // namespace

EntryTerms TermWriter::terms_of(const Entry& entry) {
  stemmer_ = text::Stemmer(entry.language);
  words_left_ = kMostWords;
  EntryTerms terms;
  for (const Field field : kWordFields) {
    visit_texts(entry, field, [&](Place place, std::string_view text) { add_text(column_of(place, terms), text); });
  }
  terms.facts = facts_of(entry);
  return terms;
}

void TermWriter::add_text(std::string& out, std::string_view text) {
  if (!out.empty()) add_place(out, kGapTerm);
  for (const std::string_view word : text::words(text)) {
    if (words_left_ == 0) return;
    --words_left_;
    if (text::is_cjk_word(word)) {
      add_characters(out, word);
    } else {
      add_word(out, word);
    }
  }
}

void TermWriter::add_word(std::string& out, std::string_view word) {
  WordMap<std::string>& known = known_[stemmer_.number()];
  if (const auto found = known.find(word); found != known.end()) return add_place(out, found->second);
  const std::string folded = text::fold(word);
  std::string terms = kSpelled + folded;
  add_stems(terms, word, folded, stemmer_.number());
  add_place(out, terms);
  if (word.size() > kLongestRemembered) return;
  if (known_words_ == kMostRemembered) {
    for (auto& words : known_) words.clear();
    known_words_ = 0;
  }
  ++known_words_;
  known.emplace(word, std::move(terms));
}

std::vector<SoughtPhrase> sought_phrases(const Phrase& phrase, std::span<const std::size_t> stemmers) {
  std::vector<SoughtPhrase> sought(1);
  for (const QueryWord& word : phrase) {
    const bool is_first = &word == &phrase.front(), is_last = &word == &phrase.back();
    if (sought.back().is_prefix) sought.emplace_back();
    SoughtPhrase& now = sought.back();
    if (text::is_cjk_word(word.text)) {
      const std::string folded = text::fold(word.text);
      const auto parts = characters(folded);
      for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool begins = is_first && i == 0;
        const bool ends = is_last && i + 1 == parts.size() && word.match != WordMatch::Prefix;
        const char kind = begins || ends ? edge_of(begins, ends) : kSpelled;
        add_place(now.terms, kind + std::string(parts[i]));
      }
      continue;
    }
    const std::string spelling = word.match == WordMatch::Stem ? text::to_nfc(word.text) : word.text;
    const std::string folded = text::fold(spelling);
    std::string terms = kSpelled + folded;
    if (word.match == WordMatch::Stem) {
      for (const std::size_t stemmer : stemmers) add_stems(terms, spelling, folded, stemmer);
    }
    add_place(now.terms, terms);
    now.is_prefix = word.match == WordMatch::Prefix;
  }
  return sought;
}

std::string value_fact(Field field, std::string_view folded_value) {
  std::string fact = "#" + std::string(name(field)) + ":";
  for (const char c : folded_value) fact += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  return fact;
}

std::vector<std::string> day_facts(const DayRange& days) {
  using namespace std::chrono;
  // No entry was published outside of these years: earlier dates are not believed.
  constexpr sys_days kEarliest = 1970y / January / 1, kLatest = 2199y / December / 31;
  const sys_days last = std::min(days.last.value_or(kLatest), kLatest);
  std::vector<std::string> facts;
  for (sys_days next = std::max(days.first.value_or(kEarliest), kEarliest); next <= last;) {
    const year_month_day day = next;
    const sys_days year_end = day.year() / December / 31;
    const sys_days month_end = day.year() / day.month() / std::chrono::last;
    if (day.month() == January && day.day() == std::chrono::day(1) && year_end <= last) {
      facts.push_back(year_fact(static_cast<int>(day.year())));
      next = year_end;
    } else if (day.day() == std::chrono::day(1) && month_end <= last) {
      facts.push_back(month_fact(day));
      next = month_end;
    } else {
      facts.push_back(day_fact(day));
    }
    next += std::chrono::days(1);
  }
  return facts;
}

}  // namespace commonplace::topic
