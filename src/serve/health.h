// What an operator wants to know of a source at a glance, and in which words.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "commonplace/publish.h"
#include "serve/admin.h"
#include "store/records.h"

namespace commonplace::serve {

// Whether somebody should look at it: it fails, its publisher took it away, or it has been silent for
// longer than its rhythm explains.
bool is_broken(const store::SourceRow& row);

// Whether its publisher has moved it, and its drop-in has the old address.
bool has_moved(const store::SourceRow& row);

// "fine", "failing", "switched off": as people say it.
std::string_view state_words(SourceState state);
// The same of a state by its name; of one that is not known, that.
std::string_view state_words(std::string_view name);

// "All 12 sources are fine; 3 are switched off.", or what is not, in a sentence or two.
std::string verdict(const Admin::State& state);

// What is wrong with a broken source and since when; what happens next, and what to do. Of one that has moved likewise.
std::string trouble_words(const store::SourceRow& row, Timestamp now);
std::string next_words(const store::SourceRow& row, Timestamp now);
std::string move_words(const store::SourceRow& row);

// "3 minutes ago", "in 2 hours", "now".
std::string relative_time(Timestamp time, Timestamp now);
// "2 days": between two moments, in the largest unit that fits.
std::string span_words(std::chrono::seconds span);

// "24 October 2024, 13:05" in the site's zone.
std::string clock_time(Timestamp time, const Site& site);

}  // namespace commonplace::serve
