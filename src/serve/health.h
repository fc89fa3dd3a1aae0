// What an operator wants to know of a source at a glance, and in which words.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "commonplace/publish.h"
#include "store/records.h"

namespace commonplace::serve {

// Whether somebody should look at it: it fails, its publisher took it away, or it has been silent for
// longer than its rhythm explains.
bool is_broken(const store::SourceRow& row);

// "3 minutes ago", "in 2 hours", "now".
std::string relative_time(Timestamp time, Timestamp now);
// "2 days": between two moments, in the largest unit that fits.
std::string span_words(std::chrono::seconds span);

// "24 October 2024, 13:05" in the site's zone.
std::string clock_time(Timestamp time, const Site& site);

}  // namespace commonplace::serve
