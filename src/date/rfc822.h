// The date of RFC 822 exactly as it is specified, which nineteen of twenty RSS feeds get right: no table of languages
// has to be asked.

#pragma once

#include <optional>
#include <string_view>

#include "date/scan.h"

namespace commonplace::date {

// "Thu, 04 Jun 2026 06:19:00 +0000", with a year of four digits and an offset in digits or GMT; the weekday is that of
// the day. Nothing for any other form.
std::optional<Fields> read_rfc822(std::string_view text);

}  // namespace commonplace::date
