// A command and the sources that it is for → the targets of as many requests as that takes.

#pragma once

#include <span>
#include <string>
#include <vector>

namespace commonplace::cli {

// Well below what the daemon reads as the first line of a request.
constexpr std::size_t kLongestTarget = 4096;

// `command` ends in its query, to which "&source=SLUG" is added for each; one target where none is named.
std::vector<std::string> targets_for(const std::string& command, std::span<const std::string> slugs);

}  // namespace commonplace::cli
