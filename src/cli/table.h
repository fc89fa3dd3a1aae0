// Rows of text as columns that fit the terminal; the last column takes what is left.

#pragma once

#include <string>
#include <vector>

namespace commonplace::cli {

enum class Fit {
  Terminal,  // what does not fit is cut with "…"
  Whole,     // nothing is cut: for what is copied from the screen, as addresses are
};

// Prints a heading and rows to standard output.
void print_table(const std::vector<std::string>& heading, const std::vector<std::vector<std::string>>& rows,
                 Fit fit = Fit::Terminal);

}  // namespace commonplace::cli
