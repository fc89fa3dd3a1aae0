// A query and a text → where in the text the query's words stand, for showing readers why it was found.
//
// What is matched here is what the query matches (evaluate.h): stems in the text's language, accents folded, phrases
// whole, prefixes, and Chinese and Japanese where words begin and end. What the query excludes is not marked.

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "commonplace/topic.h"
#include "topic/program.h"

namespace commonplace::topic {

// Bytes of the text, from the beginning of a word to the end of one.
struct Mark {
  std::size_t begin = 0, end = 0;

  friend bool operator==(const Mark&, const Mark&) = default;
};

// For one query; safe to share between threads.
class Marker {
 public:
  explicit Marker(const Query& query);

  // In ascending order, none touching the next. `field` says what of an entry the text is; Any: something that every
  // word may be looked for in. `language` is the entry's.
  std::vector<Mark> marks(std::string_view text, Field field, std::string_view language) const;

 private:
  // The phrases of one node of the query, all of which stand near to one another where there are several.
  struct Sought {
    Field field;
    std::uint32_t distance;
    std::vector<TermPhrase> phrases;
  };
  void collect(const QueryNode& node);

  Vocabulary vocabulary_;
  std::vector<Sought> sought_;
};

}  // namespace commonplace::topic
