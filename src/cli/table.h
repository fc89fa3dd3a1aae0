// Rows of text as columns that fit the terminal; the last column takes what is left.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace commonplace::cli {

enum class Fit {
  Terminal,  // what does not fit is cut with "…"; where there is no terminal, nothing is
  Whole,     // nothing is cut: for what is copied from the screen, as addresses are
};

// A heading and rows, a line each whatever is in the cells: a stranger's text must not steer the terminal. At most
// `width` columns of a terminal are filled: the widest columns give way first. Nothing: they are as wide as they like.
std::string table_text(const std::vector<std::string>& heading, std::vector<std::vector<std::string>> rows,
                       std::optional<std::size_t> width);

// Prints that to standard output.
void print_table(const std::vector<std::string>& heading, std::vector<std::vector<std::string>> rows,
                 Fit fit = Fit::Terminal);

}  // namespace commonplace::cli
