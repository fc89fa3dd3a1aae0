#include "cli/ask.h"

#include <unistd.h>

#include <iostream>

#include "base/text.h"

namespace commonplace::cli {

bool can_ask() { return isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0; }

std::optional<std::string> ask_line(const std::string& question) {
  std::cout << question << std::flush;
  std::string line;
  if (std::getline(std::cin, line)) return line;
  std::cout << '\n';
  return std::nullopt;
}

bool ask_yes_no(const std::string& question) {
  const std::optional<std::string> answer = ask_line(question + " [y/N] ");
  if (!answer) return false;
  const std::string word = base::to_ascii_lower(base::trim(*answer));
  return word == "y" || word == "yes";
}

std::optional<std::size_t> ask_number(const std::string& question, std::size_t most) {
  for (;;) {
    const std::optional<std::string> answer = ask_line(question + " [1] ");
    if (!answer) return std::nullopt;
    const std::string_view word = base::trim(*answer);
    if (word.empty()) return 1;
    const auto number = base::parse_decimal(word);
    if (number && *number >= 1 && *number <= most) return static_cast<std::size_t>(*number);
    std::cout << "Write a number from 1 to " << most << ".\n";
  }
}

}  // namespace commonplace::cli
