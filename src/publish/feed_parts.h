// A feed as we write it → its head, its entries, and what ends it.
//
// Works on the bytes of our own documents only: everything inside of an entry is escaped and indented, so a line tells
// where one begins.

#pragma once

#include <string_view>
#include <vector>

namespace commonplace::publish {

struct FeedParts {
  std::string_view head;
  std::vector<std::string_view> entries;  // those that say what is gone among them
  std::string_view tail;
};

// Atom or RSS. All of these in a row are the document.
FeedParts feed_parts(std::string_view document);

}  // namespace commonplace::publish
