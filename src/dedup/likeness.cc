#include "dedup/likeness.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "base/text.h"
#include "date/names.h"
#include "dedup/alignment.h"

namespace commonplace::dedup {
namespace {

constexpr std::size_t kCharactersLikeAName = 2;  // fewer may be a slip
constexpr std::size_t kCharactersAWord = 3;

bool is_year(std::string_view digits) {
  return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
}

bool is_at_most(const Words& words, std::size_t index, std::uint64_t most) {
  if (index >= words.size() || words[index].kind != WordKind::Number) return false;
  const std::optional<std::uint64_t> value = base::parse_decimal(words.spelling(words[index]));
  return value && *value <= most;
}

// "2026-03-07": the month or the day of one.
bool is_in_iso_date(const Words& words, std::size_t index) {
  const auto begins_at = [&words](std::size_t year) {
    return words[year].kind == WordKind::Number && is_year(words.spelling(words[year])) &&
           is_at_most(words, year + 1, 12) && is_at_most(words, year + 2, 31);
  };
  return (index >= 1 && begins_at(index - 1)) || (index >= 2 && begins_at(index - 2));
}

// What follows a number that tells a time or a day.
bool is_unit_of_time(std::string_view word) {
  constexpr std::array<std::string_view, 16> kUnits = {"am", "pm", "uhr", "h",  "heures", "horas", "uur", "ore",
                                                       "年", "月", "日",  "号", "時",     "时",    "点",  "點"};
  return std::find(kUnits.begin(), kUnits.end(), word) != kUnits.end();
}

bool is_number(WordKind kind) { return kind == WordKind::Number || kind == WordKind::Moment; }

// Abbreviations of months and weekdays are words too ("mar", "sun"): they count beside a number only.
bool names_day(const Words& words, std::size_t index) {
  if (words[index].kind != WordKind::Plain && words[index].kind != WordKind::Name) return false;
  const std::string_view word = words.spelling(words[index]);
  if (date::is_whole_month_name(word)) return true;
  constexpr std::size_t kLongestAbbreviation = 4;
  const bool beside_number =
      (index > 0 && is_number(words[index - 1].kind)) || (index + 1 < words.size() && is_number(words[index + 1].kind));
  if (word.size() <= kLongestAbbreviation && !beside_number) return false;
  return date::month_by_name(word).has_value() || date::is_weekday(word);
}

bool tells_moment(const Words& words, std::size_t index) {
  if (words[index].kind == WordKind::Moment) return true;
  if (words[index].kind != WordKind::Number) return names_day(words, index);
  if (is_year(words.spelling(words[index])) || is_in_iso_date(words, index)) return true;
  const std::size_t begin = index > 2 ? index - 2 : 0;
  const std::size_t end = std::min(words.size(), index + 3);
  for (std::size_t i = begin; i < end; ++i) {
    if (i != index && names_day(words, i)) return true;
  }
  if (index + 1 < words.size() && is_unit_of_time(words.spelling(words[index + 1]))) return true;
  // "年3月": the sign before a number belongs to another.
  return false;
}

// March is the third month: "March 17" and "03-17" are one day.
std::uint32_t moment_of(const Words& words, const Word& word) {
  const std::optional<unsigned> month = date::month_by_name(words.spelling(word));
  return month ? hash_of(std::to_string(*month)) : word.hash;
}

// Which of the words of a gap's side are of a kind.
struct Side {
  std::vector<std::uint32_t> moments, numbers, names;
  std::size_t characters = 0;
};

Side side_of(const Words& words, std::size_t begin, std::size_t end) {
  Side side;
  for (std::size_t i = begin; i < end; ++i) {
    const Word& word = words[i];
    if (tells_moment(words, i))
      side.moments.push_back(moment_of(words, word));
    else if (word.kind == WordKind::Number)
      side.numbers.push_back(word.hash);
    else if (word.kind == WordKind::Name)
      side.names.push_back(word.hash);
    if (word.kind == WordKind::Character) ++side.characters;
  }
  return side;
}

// Whether each has something that the other has not.
bool differ(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  const auto has_other = [](const auto& these, const auto& those) {
    return std::any_of(these.begin(), these.end(),
                       [&](std::uint32_t x) { return std::find(those.begin(), those.end(), x) == those.end(); });
  };
  return has_other(a, b) && has_other(b, a);
}

// One word for one word; where characters are counted, a word for a word may be some more or fewer.
bool is_substitution(const Words& a, const Gap& gap) {
  constexpr std::size_t kLongestWord = 8;
  if (gap.in_a() == gap.in_b()) return true;
  return gap.in_a() > 0 && gap.in_b() > 0 && std::max(gap.in_a(), gap.in_b()) <= kLongestWord &&
         a[gap.a_begin].kind == WordKind::Character;
}

// After the last word that both have: an excerpt's original goes on, and what a site adds below its texts is its own.
bool is_other_ending(const Words& a, const Words& b, const Gap& gap) {
  const bool is_last = gap.a_end == a.size() && gap.b_end == b.size() && gap.a_begin > 0;
  return is_last && std::max(gap.in_a(), gap.in_b()) > 2 * std::min(gap.in_a(), gap.in_b());
}

void count_gap(const Words& a, const Words& b, const Gap& gap, Distinctions& distinctions) {
  const Side one = side_of(a, gap.a_begin, gap.a_end);
  const Side other = side_of(b, gap.b_begin, gap.b_end);
  distinctions.moments += differ(one.moments, other.moments) ? 1 : 0;
  distinctions.numbers += differ(one.numbers, other.numbers) ? 1 : 0;
  const bool other_characters = std::min(one.characters, other.characters) >= kCharactersLikeAName;
  distinctions.names += differ(one.names, other.names) || other_characters ? 1 : 0;
}

// Of ten words about one is a name or a number; the scripts without capitals do not tell which.
constexpr std::size_t kWordsToAName = 10;

std::size_t worth_of(std::size_t matched, std::size_t characters) {
  return matched - characters + characters / kCharactersAWord;
}

struct Compared {
  Overlap overlap;
  Distinctions distinctions;
};

Compared compare_words(const Words& a, const Words& b, const Alignment& alignment) {
  Compared result;
  Overlap& overlap = result.overlap;
  overlap.shorter = std::min(a.size(), b.size());
  overlap.longer = std::max(a.size(), b.size());
  overlap.matched = alignment.matches.size();
  std::size_t characters = 0;
  for (const Alignment::Match& match : alignment.matches) {
    overlap.typos += match.is_typo ? 1 : 0;
    const WordKind kind = std::max(a[match.a].kind, b[match.b].kind);
    if (kind == WordKind::Character)
      ++characters;
    else if (kind != WordKind::Plain)
      ++result.distinctions.agreeing;
  }
  overlap.worth = worth_of(overlap.matched, characters);
  result.distinctions.agreeing += characters / (kCharactersAWord * kWordsToAName);
  for (const Gap& gap : alignment.gaps) {
    if (is_other_ending(a, b, gap)) {
      overlap.only_replaced = false;
      continue;
    }
    const std::size_t replaced = std::min(gap.in_a(), gap.in_b());
    overlap.replaced += replaced;
    overlap.rewritten = std::max(overlap.rewritten, replaced);
    overlap.only_replaced = overlap.only_replaced && is_substitution(a, gap);
    count_gap(a, b, gap, result.distinctions);
  }
  return result;
}

// Whether the titles are the same but for labels before them.
bool differ_in_labels(const Words& a, const Words& b, const Alignment& alignment) {
  if (alignment.matches.empty()) return false;
  return std::all_of(alignment.gaps.begin(), alignment.gaps.end(), [&](const Gap& gap) {
    const bool is_front = gap.a_begin == 0 && gap.b_begin == 0;
    const bool a_closes = gap.in_a() == 0 || a[gap.a_end - 1].ends_label;
    const bool b_closes = gap.in_b() == 0 || b[gap.b_end - 1].ends_label;
    return is_front && a_closes && b_closes;
  });
}

// Some order, so that it does not matter which comes first: alignments break ties by it.
bool is_before(const Words& a, const Words& b) {
  return std::lexicographical_compare(a.list.begin(), a.list.end(), b.list.begin(), b.list.end(),
                                      [](const Word& x, const Word& y) { return x.hash < y.hash; });
}

Overlap overlap_of_the_same(const Words& words) {
  const auto is_character = [](const Word& word) { return word.kind == WordKind::Character; };
  const auto characters = std::count_if(words.list.begin(), words.list.end(), is_character);
  Overlap overlap;
  overlap.matched = overlap.shorter = overlap.longer = words.size();
  overlap.worth = worth_of(words.size(), static_cast<std::size_t>(characters));
  return overlap;
}

Likeness compare_in_order(const Outline& one, const Outline& other) {
  Likeness likeness;
  const Alignment titles = align(one.title, other.title);
  const Compared title = compare_words(one.title, other.title, titles);
  const Compared body = compare_words(one.body, other.body, align(one.body, other.body));
  likeness.title = title.overlap;
  likeness.in_title = title.distinctions;
  likeness.body = body.overlap;
  likeness.in_body = body.distinctions;
  likeness.only_labels_differ = differ_in_labels(one.title, other.title, titles);
  return likeness;
}

}  // namespace

double Overlap::containment() const {
  return shorter == 0 ? 0 : static_cast<double>(matched) / static_cast<double>(shorter);
}

double Overlap::replacement() const {
  return matched + replaced == 0 ? 0 : static_cast<double>(replaced) / static_cast<double>(matched + replaced);
}

double Distinctions::share() const {
  const std::size_t all = differing() + agreeing;
  return all == 0 ? 0 : static_cast<double>(differing()) / static_cast<double>(all);
}

Likeness compare(const Outline& one, const Outline& other) {
  const bool swap =
      is_before(other.body, one.body) || (!is_before(one.body, other.body) && is_before(other.title, one.title));
  return swap ? compare_in_order(other, one) : compare_in_order(one, other);
}

Likeness likeness_of_the_same(const Outline& outline) {
  Likeness likeness;
  likeness.title = overlap_of_the_same(outline.title);
  likeness.body = overlap_of_the_same(outline.body);
  return likeness;
}

}  // namespace commonplace::dedup
