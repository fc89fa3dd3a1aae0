// Lines of a document: where its entries begin, and where something stands in one of them.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "commonplace/parse.h"

namespace commonplace::report {

class Places {
 public:
  // `text` is the decoded document that `feed` was parsed from, and must outlive this.
  Places(std::string_view text, const ParsedFeed& feed);

  std::uint32_t head() const;  // 0: not known, here and below
  std::uint32_t entry(std::size_t index) const;
  // Where `written` stands first in the entry; where the entry begins, if it is not spelled like that.
  std::uint32_t within(std::size_t index, std::string_view written) const;
  std::uint32_t line_at(std::size_t offset) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> line_ends_;
  std::size_t head_ = 0;
  std::vector<std::size_t> entries_;
};

// Where the objects in the top-level list "items" of a JSON text begin, in order.
std::vector<std::size_t> find_json_items(std::string_view json);

}  // namespace commonplace::report
