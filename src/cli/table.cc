#include "cli/table.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <numeric>
#include <utility>

#include "cli/terminal.h"
#include "text/columns.h"
#include "text/line.h"

namespace commonplace::cli {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kNarrowest = 6;  // a column that is narrower says nothing

using Row = std::vector<std::string>;
using Widths = std::vector<std::size_t>;

Widths natural_widths(const Row& heading, const std::vector<Row>& rows) {
  Widths widths;
  for (std::size_t i = 0; i < heading.size(); ++i) {
    std::size_t width = text::columns(heading[i]);
    for (const Row& row : rows) width = std::max(width, text::columns(row[i]));
    widths.push_back(width);
  }
  return widths;
}

// Takes from the widest as long as there is something to take.
void shrink(Widths& widths, std::size_t room) {
  const std::size_t gaps = kGap * (widths.size() - 1);
  std::size_t sum = std::accumulate(widths.begin(), widths.end(), gaps);
  while (sum > room) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= kNarrowest) return;
    --*widest;
    --sum;
  }
}

void append(std::string& out, const Row& row, const Widths& widths) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string cell = cut(row[i], widths[i]);
    out += cell;
    if (i + 1 < row.size()) out.append(widths[i] - std::min(widths[i], text::columns(cell)) + kGap, ' ');
  }
  out.erase(out.find_last_not_of(' ') + 1);
  out += '\n';
}

}  // namespace

std::string table_text(const Row& heading, std::vector<Row> rows, std::optional<std::size_t> width) {
  for (Row& row : rows) {
    for (std::string& cell : row) cell = text::clean_line(cell);
  }
  Widths widths = natural_widths(heading, rows);
  if (width) shrink(widths, *width);
  std::string text;
  append(text, heading, widths);
  for (const Row& row : rows) append(text, row, widths);
  return text;
}

void print_table(const Row& heading, std::vector<Row> rows, Fit fit) {
  std::cout << table_text(heading, std::move(rows), fit == Fit::Whole ? std::nullopt : terminal_width(STDOUT_FILENO));
}

}  // namespace commonplace::cli
