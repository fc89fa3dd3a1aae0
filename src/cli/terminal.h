// What the screen is like, where there is one.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace commonplace::cli {

// Columns; nothing where the descriptor is no terminal.
std::optional<std::size_t> terminal_width(int descriptor);

// Whether standard output is a terminal that shows colours, and whoever sits at it wants them (NO_COLOR).
bool is_coloured_output();

// At most so many columns of a terminal, with "…" for what is missing.
std::string cut(std::string_view text, std::size_t width);

}  // namespace commonplace::cli
