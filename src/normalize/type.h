// News, Webinar, Event …: what kind of thing an entry is.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/entry.h"

namespace commonplace::normalize {

// The type that a category, label or meta type names, in its proper spelling. `more_names` are the operator's own.
// Nothing where no category is a type.
std::optional<std::string> named_type(std::string_view meta_type, const std::vector<Category>& categories,
                                      const std::vector<std::string>& more_names);

}  // namespace commonplace::normalize
