#include "cli/caret.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "base/utf8.h"
#include "cli/exit.h"
#include "cli/terminal.h"
#include "text/columns.h"
#include "text/segment.h"
#include "topic/error.h"

namespace commonplace::cli {
namespace {

constexpr std::string_view kIndent = "  ";
constexpr std::string_view kCut = "…";
constexpr std::size_t kNarrowest = 20;
constexpr std::size_t kUsualWidth = 80;  // where there is no terminal

// One line of printable characters, with as many bytes as before.
std::string on_one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](unsigned char c) { return c < ' ' || c == 0x7F; }, ' ');
  return line;
}

// The longest beginning that fills at most so many columns. Marks stay with the character that they stand over.
std::string_view beginning(std::string_view text, std::size_t columns) {
  std::size_t end = 0;
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t width = text::columns(base::next_code_point(text, position));
    if (width > columns) break;
    columns -= width;
    end = position;
  }
  return text.substr(0, text::grapheme_floor(text, end));
}

// How many bytes to leave out at the front so that the rest of `text` fills at most so many columns.
std::size_t surplus(std::string_view text, std::size_t columns) {
  std::size_t position = 0;
  for (std::size_t rest = text::columns(text); rest > columns && position < text.size();) {
    rest -= std::min(rest, text::columns(base::next_code_point(text, position)));
  }
  while (position < text.size()) {  // not in the middle of what is drawn as one
    std::size_t next = position;
    if (text::columns(base::next_code_point(text, next)) > 0) break;
    position = next;
  }
  return position;
}

}  // namespace

std::string point_at(std::string_view text, std::size_t offset, std::size_t width) {
  const std::string line = on_one_line(text);
  const std::size_t room = std::max(width, kNarrowest) - kIndent.size() - 1;  // the caret may stand behind the end
  const std::size_t place = text::grapheme_floor(line, offset);
  std::string_view before = std::string_view(line).substr(0, place), after = std::string_view(line).substr(place);
  const bool is_begun = text::columns(line) > room && text::columns(before) > room / 2;
  if (is_begun) before.remove_prefix(surplus(before, room / 2 - 1));
  const std::size_t left = room - text::columns(before) - (is_begun ? 1 : 0);
  const bool goes_on = text::columns(after) > left;
  if (goes_on) after = beginning(after, left - 1);

  std::string lines(kIndent);
  if (is_begun) lines += kCut;
  const std::size_t caret = text::columns(lines) + text::columns(before);
  lines.append(before).append(after);
  if (goes_on) lines += kCut;
  return lines + '\n' + std::string(caret, ' ') + "^\n";
}

std::string point_at_on_terminal(std::string_view text, std::size_t offset) {
  const auto width = terminal_width(STDERR_FILENO);
  return width ? point_at(text, offset, *width) : std::string();
}

int complain_about_query(std::string_view text, const QueryError& error) {
  std::cerr << "commonplace: query, " << topic::describe(text, error) << '\n'
            << point_at(text, error.offset, terminal_width(STDERR_FILENO).value_or(kUsualWidth));
  return kBadData;
}

}  // namespace commonplace::cli
