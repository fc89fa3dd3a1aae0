// Rows of text as columns that fit the terminal; the last column takes what is left.

#pragma once

#include <string>
#include <vector>

namespace commonplace::cli {

// Prints a heading and rows to standard output. On a terminal, what does not fit its width is cut with "…".
void print_table(const std::vector<std::string>& heading, const std::vector<std::vector<std::string>>& rows);

}  // namespace commonplace::cli
