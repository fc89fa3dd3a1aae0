// The path of a request target → the name of what is asked for.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace commonplace::serve {

// Percent-encoding undone; nothing where it is malformed, hides a control character, or is not UTF-8.
std::optional<std::string> decode_value(std::string_view text);
// The same; nothing also where the path does not begin with '/'. Dots mean nothing: there is no file system behind our
// names.
std::optional<std::string> decode_path(std::string_view path);

}  // namespace commonplace::serve
