#include "cli/table.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "base/utf8.h"
#include "cli/terminal.h"

namespace commonplace::cli {
namespace {

void print_row(const std::vector<std::string>& row, const std::vector<std::size_t>& widths, std::size_t terminal) {
  std::size_t used = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const bool last = i + 1 == row.size();
    const std::size_t room = last ? std::max<std::size_t>(terminal > used ? terminal - used : 0, 10) : widths[i];
    const std::string text = cut(row[i], room);
    std::cout << text;
    if (!last) std::cout << std::string(widths[i] - std::min(widths[i], base::count_code_points(text)) + 2, ' ');
    used += widths[i] + 2;
  }
  std::cout << '\n';
}

}  // namespace

void print_table(const std::vector<std::string>& heading, const std::vector<std::vector<std::string>>& rows, Fit fit) {
  constexpr std::size_t kUnbounded = 100'000;
  const std::size_t widest = fit == Fit::Whole ? kUnbounded : 44;
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < heading.size(); ++i) {
    std::size_t width = heading[i].size();
    for (const auto& row : rows) width = std::max(width, base::count_code_points(row[i]));
    widths.push_back(std::min(width, widest));
  }
  const std::size_t terminal = fit == Fit::Whole ? kUnbounded : terminal_width(STDOUT_FILENO).value_or(kUnbounded);
  print_row(heading, widths, terminal);
  for (const auto& row : rows) print_row(row, widths, terminal);
}

}  // namespace commonplace::cli
