#include "topic/word_table.h"

#include <algorithm>

#include "base/digest.h"

namespace commonplace::topic {
namespace {

constexpr std::size_t kFewestSlots = 16;

std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

}  // namespace

void WordTable::add(std::string_view word, std::uint32_t number) {
  if ((entries_.size() + 1) * 3 > slots_.size() * 2) resize(std::max(kFewestSlots, slots_.size() * 2));
  entries_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(word.size()), number});
  text_.append(word);
  put(base::fast_hash(word), static_cast<std::uint32_t>(entries_.size()));
}

void WordTable::shrink() {
  text_.shrink_to_fit();
  entries_.shrink_to_fit();
}

void WordTable::clear() {
  text_.clear();
  entries_.clear();
  slots_.assign(slots_.size(), {});
}

void WordTable::put(std::uint64_t hash, std::uint32_t entry) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t place = hash & mask;
  while (slots_[place].entry != 0) place = (place + 1) & mask;
  slots_[place] = {tag_of(hash), entry};
}

void WordTable::resize(std::size_t slots) {
  slots_.assign(slots, {});
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    put(base::fast_hash(word_of(entries_[i])), static_cast<std::uint32_t>(i + 1));
  }
}

// `visit` says whether to go on.
template <class Visit>
void WordTable::visit_numbers(std::string_view word, Visit visit) const {
  if (slots_.empty()) return;
  const std::uint64_t hash = base::fast_hash(word);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t place = hash & mask; slots_[place].entry != 0; place = (place + 1) & mask) {
    if (slots_[place].tag != tag_of(hash)) continue;
    const Entry& entry = entries_[slots_[place].entry - 1];
    if (word_of(entry) == word && !visit(entry.number)) return;
  }
}

std::optional<std::uint32_t> WordTable::find(std::string_view word) const {
  std::optional<std::uint32_t> found;
  visit_numbers(word, [&](std::uint32_t number) {
    found = number;
    return false;
  });
  return found;
}

void WordTable::find(std::string_view word, std::vector<std::uint32_t>& numbers) const {
  visit_numbers(word, [&](std::uint32_t number) {
    numbers.push_back(number);
    return true;
  });
}

}  // namespace commonplace::topic
