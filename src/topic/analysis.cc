#include "topic/analysis.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "base/utf8.h"
#include "text/normalize.h"
#include "text/segment.h"
#include "topic/entry_texts.h"
#include "topic/query.h"

namespace commonplace::topic {
namespace {

constexpr Position kGap = kLargestDistance + kLongestPhrase;

}  // namespace

// Reads the texts of an entry word by word.
class AnalysedEntry::Reader {
 public:
  Reader(AnalysedEntry& analysed, const Vocabulary& vocabulary, const text::Stemmer& stemmer)
      : analysed_(analysed), vocabulary_(vocabulary), lookup_(vocabulary, stemmer) {}

  void read(const Entry& entry, Field field) {
    Range& range = analysed_.ranges_[static_cast<std::size_t>(field)];
    range.begin = next_;
    visit_texts(entry, field, [this](Place, std::string_view text) { add(text); });
    range.end = next_;
  }

  std::vector<Occurrence> finish() && {
    analysed_.ranges_[static_cast<std::size_t>(Field::Any)] = {0, next_};
    return std::move(occurrences_);
  }

 private:
  void add(std::string_view text) {
    const Position begin = next_;
    for (const std::string_view word : text::words(text)) {
      if (words_left_ == 0) return;
      --words_left_;
      if (text::is_cjk_word(word)) {
        add_characters(word);
      } else {
        place(lookup_.find(word));
      }
    }
    if (next_ > begin) next_ += kGap;
  }

  void add_characters(std::string_view word) {
    const std::string folded = text::fold(word);
    const auto parts = characters(folded);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      found_.clear();
      vocabulary_.find_character(parts[i], found_);
      if (i > 0) {
        analysed_.goes_on_.resize(next_ + 1);
        analysed_.goes_on_[next_] = true;
      }
      place(found_);
    }
  }

  void place(std::span<const TermId> terms) {
    for (const TermId term : terms) occurrences_.push_back({term, next_});
    ++next_;
  }

  AnalysedEntry& analysed_;
  const Vocabulary& vocabulary_;
  Vocabulary::Lookup lookup_;
  std::vector<TermId> found_;
  std::vector<Occurrence> occurrences_;
  Position next_ = 0;
  std::size_t words_left_ = kMostWords;
};

AnalysedEntry::AnalysedEntry(const Entry& entry, const Vocabulary& vocabulary, FieldSet fields) {
  const text::Stemmer stemmer(entry.language);
  Reader reader(*this, vocabulary, stemmer);
  for (const Field field : kWordFields) {
    if (fields.has(field)) reader.read(entry, field);
  }
  std::vector<Occurrence> occurrences = std::move(reader).finish();
  std::sort(occurrences.begin(), occurrences.end(), [](const Occurrence& a, const Occurrence& b) {
    return a.term != b.term ? a.term < b.term : a.position < b.position;
  });
  positions_.reserve(occurrences.size());
  for (const Occurrence& occurrence : occurrences) {
    if (terms_.empty() || terms_.back() != occurrence.term) {
      terms_.push_back(occurrence.term);
      starts_.push_back(static_cast<std::uint32_t>(positions_.size()));
    }
    positions_.push_back(occurrence.position);
  }
  starts_.push_back(static_cast<std::uint32_t>(positions_.size()));
}

std::span<const Position> AnalysedEntry::positions(TermId term, Field field) const {
  const auto found = std::lower_bound(terms_.begin(), terms_.end(), term);
  if (found == terms_.end() || *found != term) return {};
  const auto index = static_cast<std::size_t>(found - terms_.begin());
  const Range range = ranges_[static_cast<std::size_t>(field)];
  const auto begin = positions_.begin() + starts_[index], end = positions_.begin() + starts_[index + 1];
  return {std::lower_bound(begin, end, range.begin), std::lower_bound(begin, end, range.end)};
}

std::vector<std::string_view> characters(std::string_view word) {
  std::vector<std::string_view> parts;
  for (std::size_t i = 0; i < word.size();) {
    const std::size_t begin = i;
    base::next_code_point(word, i);
    parts.push_back(word.substr(begin, i - begin));
  }
  return parts;
}

}  // namespace commonplace::topic
