// What one document may make us keep.

#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "commonplace/parse.h"

namespace commonplace::parse {

inline constexpr std::size_t kListLength = 1000;   // links, media, categories, people of one entry
inline constexpr std::size_t kMaxParts = 100'000;  // of all entries together; beyond it, each keeps its first few

// For readers: appends up to one more than are kept, by which limit_entry can tell that there were more.
template <class T>
void add_within_limit(std::vector<T>& list, T value) {
  if (list.size() <= kListLength) list.push_back(std::move(value));
}

template <class T>
void add_all(std::vector<T>& list, std::vector<T> values) {
  for (T& value : values) {
    if (value != T{}) add_within_limit(list, std::move(value));
  }
}

// Cuts what is too long, with an issue for each: titles at 4 kB, texts at 1 MB. Ids longer than 2 kB become their
// SHA-256, so that equal ones stay equal; longer addresses are left out, since a part of one leads elsewhere.
// `parts` counts what the lists of the document's entries hold so far.
void limit_entry(ParsedEntry& entry, std::size_t& parts);

// The same for what is not in entries: the head, and the withdrawals.
void limit_head(ParsedFeed& feed);

}  // namespace commonplace::parse
