// Words of a language → their stems (libstemmer's Snowball algorithms).

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace commonplace::text {

// The stemmer of one language; of a language that has none, it leaves words as they are. A small value; safe to use
// from any thread.
class Stemmer {
 public:
  // Stemmers are numbered from 0 to kCount - 1, so that what is learned of a language can be kept in an array.
  static constexpr std::size_t kCount = 29;

  Stemmer() = default;
  // A BCP 47 tag; its primary subtag decides, whatever its case ("en", "pt-BR", "NB").
  explicit Stemmer(std::string_view language);
  static Stemmer of_number(std::size_t number);

  // `word` is one word as to_lower gives it. A word of more than 100 bytes is no word and is left alone.
  std::string stem(std::string_view word) const;

  std::size_t number() const { return number_; }  // 0 where the language has none
  std::string_view language() const;              // its primary subtag, lower case; empty where it has none

 private:
  std::size_t number_ = 0;
};

}  // namespace commonplace::text
