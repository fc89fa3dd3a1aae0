// Which language a text is in (CLD2).

#pragma once

#include <string>
#include <string_view>

namespace commonplace::text {

// The BCP 47 tag of the language that most of this plain text is in; empty where that is not reliable, as it seldom is
// for less than a sentence.
std::string detect_language(std::string_view text);

}  // namespace commonplace::text
