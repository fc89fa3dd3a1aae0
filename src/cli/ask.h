// Questions to whoever sits at the terminal.

#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace commonplace::cli {

// Whether there is somebody to ask: standard input and output are both a terminal.
bool can_ask();

// What is typed as an answer, without the line end; nothing at the end of input.
std::optional<std::string> ask_line(const std::string& question);

// "y" or "yes", whatever its case; everything else is a no.
bool ask_yes_no(const std::string& question);

// A number from 1 to `most`, asked again until it is one; an empty answer is 1, the end of input none.
std::optional<std::size_t> ask_number(const std::string& question, std::size_t most);

}  // namespace commonplace::cli
