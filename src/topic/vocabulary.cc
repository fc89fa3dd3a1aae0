#include "topic/vocabulary.h"

#include <algorithm>

#include "text/normalize.h"
#include "topic/stem_keys.h"

namespace commonplace::topic {
namespace {

// Bounds what is remembered to a few megabytes, whatever entries hold.
constexpr std::size_t kLongestRemembered = 40;
constexpr std::size_t kMostRemembered = 20'000;

}  // namespace

TermId Vocabulary::add(WordMatch match, std::string_view word) {
  Terms& terms = match == WordMatch::Exact ? exact_ : match == WordMatch::Prefix ? prefixes_ : stemmed_;
  std::string key = match == WordMatch::Stem ? text::to_nfc(word) : text::fold(word);
  if (match == WordMatch::Prefix) {
    prefix_lengths_.resize(std::max(prefix_lengths_.size(), key.size() + 1));
    prefix_lengths_[key.size()] = true;
  }
  const auto [term, is_new] = terms.try_emplace(std::move(key), static_cast<TermId>(size_));
  size_ += is_new;
  return term->second;
}

void Vocabulary::find(std::string_view word, const text::Stemmer& stemmer, std::vector<TermId>& terms) const {
  const std::string folded = text::fold(word);
  find_character(folded, terms);
  find_prefixes(folded, terms);
  if (stemmed_.empty()) return;
  const StemTable& table = stems(stemmer);
  const StemKeys keys = stem_keys(word, folded, stemmer);
  const auto first = static_cast<std::ptrdiff_t>(terms.size());
  const auto append = [&](const std::string& key) {
    const auto found = table.terms.find(key);
    if (found != table.terms.end()) terms.insert(terms.end(), found->second.begin(), found->second.end());
  };
  append(keys.spelled);
  if (keys.plain == keys.spelled) return;
  append(keys.plain);
  std::sort(terms.begin() + first, terms.end());
  terms.erase(std::unique(terms.begin() + first, terms.end()), terms.end());
}

const std::vector<TermId>& Vocabulary::Lookup::find(std::string_view word) {
  if (word.size() > kLongestRemembered) {
    of_long_word_.clear();
    vocabulary_.find(word, stemmer_, of_long_word_);
    return of_long_word_;
  }
  auto& known = memo_->terms[stemmer_.number()];
  if (const auto found = known.find(word); found != known.end()) return found->second;
  if (memo_->words == kMostRemembered) {
    for (auto& words : memo_->terms) words.clear();
    memo_->words = 0;
  }
  ++memo_->words;
  std::vector<TermId>& terms = known.emplace(word, std::vector<TermId>()).first->second;
  vocabulary_.find(word, stemmer_, terms);
  return terms;
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
  const auto found = exact_.find(character);
  if (found != exact_.end()) terms.push_back(found->second);
}

void Vocabulary::find_prefixes(std::string_view folded, std::vector<TermId>& terms) const {
  const std::size_t longest = std::min(folded.size() + 1, prefix_lengths_.size());
  for (std::size_t length = 1; length < longest; ++length) {
    if (!prefix_lengths_[length]) continue;
    const auto found = prefixes_.find(folded.substr(0, length));
    if (found != prefixes_.end()) terms.push_back(found->second);
  }
}

const Vocabulary::StemTable& Vocabulary::stems(const text::Stemmer& stemmer) const {
  StemTable& table = stem_tables_[stemmer.number()];
  std::call_once(table.built, [&] {
    for (const auto& [word, term] : stemmed_) {
      const StemKeys keys = stem_keys(word, text::fold(word), stemmer);
      table.terms[keys.spelled].push_back(term);
      if (keys.plain != keys.spelled) table.terms[keys.plain].push_back(term);
    }
  });
  return table;
}

}  // namespace commonplace::topic
