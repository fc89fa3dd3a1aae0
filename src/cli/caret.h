// A query and the place where it is wrong, as two lines for a terminal.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "commonplace/topic.h"

namespace commonplace::cli {

// The text, and below it a caret under the character at byte `offset` (past the end: behind the last one). Of a text
// that is wider than `width` columns the part around that place. Both lines are indented and end in a line feed.
std::string point_at(std::string_view text, std::size_t offset, std::size_t width);

// The same for standard error where that is a terminal; empty where it is none.
std::string point_at_on_terminal(std::string_view text, std::size_t offset);

// "commonplace: query, character 5: …" on standard error, with the query and a caret. Returns the exit code.
int complain_about_query(std::string_view text, const QueryError& error);

}  // namespace commonplace::cli
