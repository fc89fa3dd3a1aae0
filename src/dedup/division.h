// The copies of a story that the operator parts → which of them go together.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "commonplace/entry.h"

namespace commonplace::dedup {

// The group of each copy, numbered from 0 in the order of their first copies. Two of a pair in `apart` (entry keys) are
// never in one group; everybody else goes with those that he is most alike, so that there are no more groups than the
// pairs make.
std::vector<std::size_t> divide(std::span<const Entry> copies,
                                std::span<const std::pair<std::string, std::string>> apart);

}  // namespace commonplace::dedup
