#include "cli/targets.h"

namespace commonplace::cli {

std::vector<std::string> targets_for(const std::string& command, std::span<const std::string> slugs) {
  std::vector<std::string> targets = {command};
  for (const std::string& slug : slugs) {
    const std::string parameter = "&source=" + slug;
    const bool is_full =
        targets.back().size() > command.size() && targets.back().size() + parameter.size() > kLongestTarget;
    if (is_full) targets.push_back(command);
    targets.back() += parameter;
  }
  return targets;
}

}  // namespace commonplace::cli
