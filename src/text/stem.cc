#include "text/stem.h"

#include <libstemmer.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/text.h"
#include "text/language_tag.h"

namespace commonplace::text {
namespace {

struct Row {
  std::string_view language;
  const char* algorithm;
};

// By language tag; the first row is "none".
constexpr Row kRows[] = {
    {"", nullptr},        {"ar", "arabic"},     {"ca", "catalan"},    {"da", "danish"},    {"de", "german"},
    {"el", "greek"},      {"en", "english"},    {"es", "spanish"},    {"eu", "basque"},    {"fi", "finnish"},
    {"fr", "french"},     {"ga", "irish"},      {"hi", "hindi"},      {"hu", "hungarian"}, {"hy", "armenian"},
    {"id", "indonesian"}, {"it", "italian"},    {"lt", "lithuanian"}, {"ne", "nepali"},    {"nl", "dutch"},
    {"no", "norwegian"},  {"pt", "portuguese"}, {"ro", "romanian"},   {"ru", "russian"},   {"sr", "serbian"},
    {"sv", "swedish"},    {"ta", "tamil"},      {"tr", "turkish"},    {"yi", "yiddish"},
};
static_assert(std::size(kRows) == Stemmer::kCount);
static_assert(std::is_sorted(std::begin(kRows), std::end(kRows),
                             [](const Row& a, const Row& b) { return a.language < b.language; }));

struct DeleteStemmer {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};
using Handle = std::unique_ptr<sb_stemmer, DeleteStemmer>;

// A libstemmer object has a buffer of its own and so belongs to one thread.
sb_stemmer* stemmer_of_this_thread(std::size_t number) {
  thread_local std::array<Handle, Stemmer::kCount> handles;
  Handle& handle = handles[number];
  if (!handle) handle.reset(sb_stemmer_new(kRows[number].algorithm, "UTF_8"));
  return handle.get();
}

}  // namespace

Stemmer::Stemmer(std::string_view language) {
  std::string tag = base::to_ascii_lower(primary_language(language));
  if (tag == "nb" || tag == "nn") tag = "no";
  const Row* row = std::lower_bound(std::begin(kRows), std::end(kRows), std::string_view(tag),
                                    [](const Row& r, std::string_view t) { return r.language < t; });
  if (row != std::end(kRows) && row->language == tag) number_ = static_cast<std::size_t>(row - kRows);
}

Stemmer Stemmer::of_number(std::size_t number) {
  Stemmer stemmer;
  stemmer.number_ = std::min(number, kCount - 1);
  return stemmer;
}

std::string Stemmer::stem(std::string_view word) const {
  constexpr std::size_t kLongestWord = 100;
  if (number_ == 0 || word.size() > kLongestWord) return std::string(word);
  sb_stemmer* stemmer = stemmer_of_this_thread(number_);
  if (stemmer == nullptr) return std::string(word);
  const auto* bytes = reinterpret_cast<const sb_symbol*>(word.data());
  const sb_symbol* stem = sb_stemmer_stem(stemmer, bytes, static_cast<int>(word.size()));
  if (stem == nullptr) return std::string(word);  // out of memory
  return {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

std::string_view Stemmer::language() const { return kRows[number_].language; }

}  // namespace commonplace::text
