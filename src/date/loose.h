// Dates in words and in figures, as RFC 822, asctime, RFC 850 and everybody else write them.

#pragma once

#include <optional>
#include <string_view>

#include "date/scan.h"

namespace commonplace::date {

// Numbers, month names, times and zones in whatever order; other words are passed over. Nothing where year, month and
// day do not all come out of it.
std::optional<Fields> read_loose(std::string_view text);

// Whether the text is a date of RFC 822 or 2822 as it should be, and not only something like it.
bool is_rfc822(std::string_view text);

}  // namespace commonplace::date
