// A sentence → lines that fit the terminal, broken between words.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace commonplace::cli {

// `first` stands before the words on the first line; what follows is set below the first word. At most `width` columns
// are filled, but for a word that alone is longer; nothing: one line. Ends in a line feed.
std::string wrap(std::string_view first, std::string_view words, std::optional<std::size_t> width);

}  // namespace commonplace::cli
