// JSON as publishers write it → JSON that a strict parser takes.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "commonplace/result.h"

namespace commonplace::parse {

// Raw control characters in strings become escapes, escapes of half a surrogate pair and of NUL become U+FFFD, and
// numbers whose digits a double would lose become strings. Error:
// TooLarge where there are more than a million values, before memory is spent on them.
Result<std::string> mend_json(std::string_view text);

// Where in `text` stands what is at `offset` of the mended text.
std::size_t offset_before_mending(std::string_view text, std::size_t offset);

}  // namespace commonplace::parse
