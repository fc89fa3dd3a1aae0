// Clean text → an excerpt of it: what make_excerpt does once the text is a line.

#pragma once

#include <string>

#include "commonplace/normalize.h"

namespace commonplace::normalize {

// `line` is as text::clean_line leaves it; `limit`, in code points, is at least 1 and includes the closing "…".
Excerpt cut_excerpt(std::string line, std::size_t limit = 250);

}  // namespace commonplace::normalize
