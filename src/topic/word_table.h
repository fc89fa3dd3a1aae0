// Very many words, and numbers that stand for them: made once, asked often, a few dozen bytes a word.
//
// The words lie one after another in one text; a table of hashes leads to them. A look-up of a word that is not there,
// which is what most are, touches one place of the table.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace commonplace::topic {

class WordTable {
 public:
  // A word may be added more than once, with other numbers.
  void add(std::string_view word, std::uint32_t number);
  // Gives back what growing has left over.
  void shrink();
  // Forgets all words, and keeps the room.
  void clear();

  bool empty() const { return entries_.empty(); }
  std::size_t size() const { return entries_.size(); }

  // The number that was added first.
  std::optional<std::uint32_t> find(std::string_view word) const;
  // Appends all numbers of the word.
  void find(std::string_view word, std::vector<std::uint32_t>& numbers) const;

  // Calls visit(word, number) for each that was added, in that order.
  template <class Visit>
  void for_each(Visit visit) const {
    for (const Entry& entry : entries_) visit(word_of(entry), entry.number);
  }

 private:
  struct Slot {
    std::uint32_t tag = 0;    // the other half of the hash
    std::uint32_t entry = 0;  // counted from 1; 0: free
  };
  struct Entry {
    std::uint32_t begin, length, number;
  };

  std::string_view word_of(const Entry& entry) const {
    return std::string_view(text_).substr(entry.begin, entry.length);
  }
  void put(std::uint64_t hash, std::uint32_t entry);
  void resize(std::size_t slots);
  template <class Visit>
  void visit_numbers(std::string_view word, Visit visit) const;

  std::string text_;
  std::vector<Entry> entries_;
  std::vector<Slot> slots_;  // a power of two of them, at most two thirds in use
};

}  // namespace commonplace::topic
