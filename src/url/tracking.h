// Parameters that tell where a click came from, or who clicks, and select nothing.

#pragma once

#include <string>
#include <string_view>

namespace commonplace::url {

// The query without them, and without empty parameters; the others stay as they are and where they are.
std::string without_tracking(std::string_view query);

// The path without Java's session, which is another with each answer: "/a.do;jsessionid=AB" → "/a.do". The beginning
// of an address is a path too.
std::string without_session(std::string_view path);

}  // namespace commonplace::url
