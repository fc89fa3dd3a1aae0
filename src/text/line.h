// A stranger's text → one line that is safe to set among others (titles, names, labels).

#pragma once

#include <string>
#include <string_view>

namespace commonplace::text {

// NFC. Runs of white space of any kind (no-break and ideographic spaces, line and paragraph separators) become one
// space, none at the ends; controls, noncharacters and stray byte order marks are dropped. Bidirectional embeddings,
// overrides and isolates that are left open are closed at the end, and closing ones that close nothing are dropped, so
// that the line cannot turn what follows it on a page (UAX #9). Cleaning twice changes nothing.
std::string clean_line(std::string_view text);

// The text as it stands (ids, dates as written), but for controls other than tab and line ends, and noncharacters.
std::string without_controls(std::string_view text);

// For a part of a line, in which what begins and what ends an override may have been parted.
std::string without_direction_controls(std::string_view text);

}  // namespace commonplace::text
