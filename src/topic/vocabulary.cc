#include "topic/vocabulary.h"

#include <algorithm>

#include "text/normalize.h"
#include "topic/stem_keys.h"

namespace commonplace::topic {
namespace {

// Bounds what is remembered to a few megabytes, whatever entries hold.
constexpr std::size_t kLongestRemembered = 40;
constexpr std::size_t kMostRemembered = 50'000;

}  // namespace

TermId Vocabulary::add(WordMatch match, std::string_view word) {
  WordTable& terms = match == WordMatch::Exact ? exact_ : match == WordMatch::Prefix ? prefixes_ : stemmed_;
  const std::string key = match == WordMatch::Stem ? text::to_nfc(word) : text::fold(word);
  if (const auto known = terms.find(key)) return *known;
  if (match == WordMatch::Prefix) {
    prefix_lengths_.resize(std::max(prefix_lengths_.size(), key.size() + 1));
    prefix_lengths_[key.size()] = true;
  }
  const auto term = static_cast<TermId>(size_++);
  terms.add(key, term);
  return term;
}

void Vocabulary::finish() {
  for (WordTable* terms : {&exact_, &prefixes_, &stemmed_}) terms->shrink();
}

void Vocabulary::find(std::string_view word, const text::Stemmer& stemmer, std::vector<TermId>& terms) const {
  const std::string folded = text::fold(word);
  find_character(folded, terms);
  find_prefixes(folded, terms);
  if (stemmed_.empty()) return;
  const StemTable& table = stems(stemmer);
  const StemKeys keys = stem_keys(word, folded, stemmer);
  const auto first = static_cast<std::ptrdiff_t>(terms.size());
  table.terms.find(keys.spelled, terms);
  if (keys.plain == keys.spelled) return;
  table.terms.find(keys.plain, terms);
  std::sort(terms.begin() + first, terms.end());
  terms.erase(std::unique(terms.begin() + first, terms.end()), terms.end());
}

std::span<const TermId> Vocabulary::Lookup::find(std::string_view word) {
  if (word.size() > kLongestRemembered) {
    of_long_word_.clear();
    vocabulary_.find(word, stemmer_, of_long_word_);
    return of_long_word_;
  }
  KnownWords& known = memo_->known[stemmer_.number()];
  if (const auto number = known.words.find(word)) {
    const std::uint32_t begin = *number == 0 ? 0 : known.ends[*number - 1];
    return std::span<const TermId>(known.terms).subspan(begin, known.ends[*number] - begin);
  }
  if (memo_->words == kMostRemembered) forget();
  ++memo_->words;
  known.words.add(word, static_cast<std::uint32_t>(known.ends.size()));
  const std::size_t begin = known.terms.size();
  vocabulary_.find(word, stemmer_, known.terms);
  known.ends.push_back(static_cast<std::uint32_t>(known.terms.size()));
  return std::span<const TermId>(known.terms).subspan(begin);
}

void Vocabulary::Lookup::forget() {
  for (KnownWords& known : memo_->known) {
    known.words.clear();
    known.ends.clear();
    known.terms.clear();
  }
  memo_->words = 0;
}

std::unique_ptr<Vocabulary::Memo> Vocabulary::take_memo() const {
  const std::lock_guard lock(memos_mutex_);
  if (memos_.empty()) return std::make_unique<Memo>();
  std::unique_ptr<Memo> memo = std::move(memos_.back());
  memos_.pop_back();
  return memo;
}

void Vocabulary::give_back(std::unique_ptr<Memo> memo) const {
  const std::lock_guard lock(memos_mutex_);
  memos_.push_back(std::move(memo));
}

void Vocabulary::find_character(std::string_view character, std::vector<TermId>& terms) const {
  exact_.find(character, terms);
}

void Vocabulary::find_prefixes(std::string_view folded, std::vector<TermId>& terms) const {
  const std::size_t longest = std::min(folded.size() + 1, prefix_lengths_.size());
  for (std::size_t length = 1; length < longest; ++length) {
    if (!prefix_lengths_[length]) continue;
    prefixes_.find(folded.substr(0, length), terms);
  }
}

const Vocabulary::StemTable& Vocabulary::stems(const text::Stemmer& stemmer) const {
  StemTable& table = stem_tables_[stemmer.number()];
  std::call_once(table.built, [&] {
    stemmed_.for_each([&](std::string_view word, TermId term) {
      const StemKeys keys = stem_keys(word, text::fold(word), stemmer);
      table.terms.add(keys.spelled, term);
      if (keys.plain != keys.spelled) table.terms.add(keys.plain, term);
    });
    table.terms.shrink();
  });
  return table;
}

}  // namespace commonplace::topic
