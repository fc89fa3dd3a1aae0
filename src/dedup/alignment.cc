#include "dedup/alignment.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "base/utf8.h"

namespace commonplace::dedup {
namespace {

// Longer stretches than this, and those of which fewer words are the same than this share, have been rewritten; which
// of their words happen to be the same tells nothing.
constexpr std::size_t kLongestComparedByWord = 64;
constexpr std::size_t kFewestSame = 2;  // of one in so many
constexpr std::size_t kShortestMistyped = 5;
// What a pair of words is worth in a common subsequence.
constexpr int kSame = 3;
constexpr int kTypo = 2;

bool is_same(const Words& a, std::size_t i, const Words& b, std::size_t j) { return a[i].hash == b[j].hash; }

struct Anchor {
  std::size_t a;
  std::size_t b;
};

struct Phrase {
  std::uint64_t digest;
  std::size_t at;
};

std::vector<Phrase> phrases_that_occur_once(const Words& words) {
  std::vector<Phrase> phrases;
  std::size_t at = 0;
  for (const std::uint64_t digest : phrases_of(words)) phrases.push_back({digest, at++});
  std::sort(phrases.begin(), phrases.end(),
            [](const Phrase& x, const Phrase& y) { return x.digest != y.digest ? x.digest < y.digest : x.at < y.at; });
  std::vector<Phrase> once;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    const bool as_before = i > 0 && phrases[i - 1].digest == phrases[i].digest;
    const bool as_after = i + 1 < phrases.size() && phrases[i + 1].digest == phrases[i].digest;
    if (!as_before && !as_after) once.push_back(phrases[i]);
  }
  return once;
}

std::vector<Anchor> common_phrases(const Words& a, const Words& b) {
  const std::vector<Phrase> in_a = phrases_that_occur_once(a);
  const std::vector<Phrase> in_b = phrases_that_occur_once(b);
  std::vector<Anchor> anchors;
  auto other = in_b.begin();
  for (const Phrase& phrase : in_a) {
    while (other != in_b.end() && other->digest < phrase.digest) ++other;
    if (other == in_b.end()) break;
    if (other->digest == phrase.digest) anchors.push_back({phrase.at, other->at});
  }
  std::sort(anchors.begin(), anchors.end(), [](const Anchor& x, const Anchor& y) { return x.a < y.a; });
  return anchors;
}

// The longest run of anchors that ascend in both (patience sorting). `anchors` ascend in a.
std::vector<Anchor> in_order(const std::vector<Anchor>& anchors) {
  constexpr auto kNone = static_cast<std::size_t>(-1);
  std::vector<std::size_t> piles;  // of each length, the anchor that ends a run of it soonest in b
  std::vector<std::size_t> before(anchors.size(), kNone);
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    const auto pile = std::lower_bound(piles.begin(), piles.end(), anchors[i].b,
                                       [&](std::size_t top, std::size_t at) { return anchors[top].b < at; });
    if (pile != piles.begin()) before[i] = *(pile - 1);
    if (pile == piles.end())
      piles.push_back(i);
    else
      *pile = i;
  }
  std::vector<Anchor> run;
  for (std::size_t i = piles.empty() ? kNone : piles.back(); i != kNone; i = before[i]) run.push_back(anchors[i]);
  std::reverse(run.begin(), run.end());
  return run;
}

class Aligner {
 public:
  Aligner(const Words& a, const Words& b) : a_(a), b_(b) {}

  Alignment run() {
    for (const Anchor& anchor : in_order(common_phrases(a_, b_))) grow(anchor);
    close(a_.size(), b_.size());
    return std::move(result_);
  }

 private:
  // What was matched ends at (a_end_, b_end_).
  void grow(Anchor anchor) {
    if (anchor.a < a_end_ || anchor.b < b_end_) return;
    while (anchor.a > a_end_ && anchor.b > b_end_ && is_same(a_, anchor.a - 1, b_, anchor.b - 1)) {
      --anchor.a;
      --anchor.b;
    }
    close(anchor.a, anchor.b);
    while (anchor.a < a_.size() && anchor.b < b_.size() && is_same(a_, anchor.a, b_, anchor.b)) {
      result_.matches.push_back({anchor.a++, anchor.b++, false});
    }
    a_end_ = anchor.a;
    b_end_ = anchor.b;
  }

  // Deals with what lies between the last match and the next one.
  void close(std::size_t a_next, std::size_t b_next) {
    const Gap gap{a_end_, a_next, b_end_, b_next};
    if (gap.in_a() == 0 || gap.in_b() == 0 || std::max(gap.in_a(), gap.in_b()) > kLongestComparedByWord) {
      keep(gap);
    } else {
      compare_by_word(gap);
    }
  }

  void keep(const Gap& gap) {
    if (gap.in_a() + gap.in_b() > 0) result_.gaps.push_back(gap);
  }

  int value_of(std::size_t i, std::size_t j) const {
    if (is_same(a_, i, b_, j)) return kSame;
    return is_typo(a_, a_[i], b_, b_[j]) ? kTypo : 0;
  }

  // The common subsequence of the most value, by dynamic programming.
  void compare_by_word(const Gap& gap) {
    const std::size_t rows = gap.in_a() + 1;
    const std::size_t columns = gap.in_b() + 1;
    std::vector<int> best(rows * columns, 0);
    std::vector<int> value(rows * columns, 0);
    for (std::size_t i = rows - 1; i-- > 0;) {
      for (std::size_t j = columns - 1; j-- > 0;) {
        const std::size_t at = i * columns + j;
        value[at] = value_of(gap.a_begin + i, gap.b_begin + j);
        const int both = value[at] == 0 ? 0 : value[at] + best[at + columns + 1];
        best[at] = std::max({both, best[at + columns], best[at + 1]});
      }
    }
    std::vector<Alignment::Match> matches;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i + 1 < rows && j + 1 < columns) {
      const std::size_t at = i * columns + j;
      if (value[at] > 0 && best[at] == value[at] + best[at + columns + 1]) {
        matches.push_back({gap.a_begin + i++, gap.b_begin + j++, value[at] == kTypo});
      } else if (best[at] == best[at + columns]) {
        ++i;
      } else {
        ++j;
      }
    }
    if (matches.size() * kFewestSame < std::min(gap.in_a(), gap.in_b())) return keep(gap);
    divide(gap, matches);
  }

  void divide(const Gap& gap, const std::vector<Alignment::Match>& matches) {
    Gap open{gap.a_begin, 0, gap.b_begin, 0};
    for (const Alignment::Match& match : matches) {
      open.a_end = match.a;
      open.b_end = match.b;
      keep(open);
      result_.matches.push_back(match);
      open = {match.a + 1, 0, match.b + 1, 0};
    }
    open.a_end = gap.a_end;
    open.b_end = gap.b_end;
    keep(open);
  }

  const Words& a_;
  const Words& b_;
  Alignment result_;
  std::size_t a_end_ = 0;
  std::size_t b_end_ = 0;
};

std::u32string code_points(std::string_view text) {
  std::u32string points;
  for (std::size_t at = 0; at < text.size();) points += base::next_code_point(text, at);
  return points;
}

}  // namespace

Alignment align(const Words& a, const Words& b) { return Aligner(a, b).run(); }

bool is_typo(const Words& a, const Word& in_a, const Words& b, const Word& in_b) {
  constexpr std::size_t kMostBytesOfOneLetter = 4;
  const auto is_letters = [](const Word& word) { return word.kind == WordKind::Plain || word.kind == WordKind::Name; };
  if (!is_letters(in_a) || !is_letters(in_b)) return false;
  if (in_a.size < kShortestMistyped || in_b.size < kShortestMistyped) return false;
  if (std::max(in_a.size, in_b.size) - std::min(in_a.size, in_b.size) > static_cast<int>(kMostBytesOfOneLetter))
    return false;
  std::u32string one = code_points(a.spelling(in_a));
  std::u32string other = code_points(b.spelling(in_b));
  if (one.size() < other.size()) one.swap(other);
  if (other.size() + 1 < kShortestMistyped || one.size() < kShortestMistyped || one.size() - other.size() > 1)
    return false;
  const auto common =
      static_cast<std::size_t>(std::mismatch(other.begin(), other.end(), one.begin()).first - other.begin());
  const std::u32string_view rest = std::u32string_view(one).substr(common);
  const std::u32string_view other_rest = std::u32string_view(other).substr(common);
  if (rest.empty()) return true;
  if (one.size() > other.size()) return rest.substr(1) == other_rest;
  if (rest.substr(1) == other_rest.substr(1)) return true;
  return rest.size() >= 2 && rest[0] == other_rest[1] && rest[1] == other_rest[0] &&
         rest.substr(2) == other_rest.substr(2);
}

}  // namespace commonplace::dedup
