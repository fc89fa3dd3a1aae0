// Segments of a path that mean something: "." and "..", also escaped, and the drives of Windows in file: URLs
// (URL Standard §4.1).

#pragma once

#include <string_view>

namespace commonplace::url {

bool is_single_dot(std::string_view segment);
bool is_double_dot(std::string_view segment);

bool is_drive_letter(std::string_view segment);  // "C:" or "C|"
bool starts_with_drive_letter(std::string_view text);

}  // namespace commonplace::url
