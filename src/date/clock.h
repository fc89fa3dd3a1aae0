// Times of day as people write them: "3:05 PM", "14h30", "14.30", "오후 3:05". That of ISO 8601 is in scan.h.
//
// Texts are in the spelling of `plain_letters`. What is read is cut off their front; where nothing is, they stay.

#pragma once

#include <optional>
#include <string_view>

#include "date/scan.h"

namespace commonplace::date {

enum class Half { Morning, Afternoon };

bool looks_like_clock(std::string_view text);  // figures, a colon, figures

std::optional<Half> take_half(std::string_view& text);         // "pm", "a. m.": after its hour
std::optional<Half> take_short_half(std::string_view& text);   // the p of "3:30p"
std::optional<Half> take_half_before(std::string_view& text);  // "오후", "PM" of "PM 3:05"
Half opposite(Half half);

// Hours that no half of the day has are of the whole: "15:05 PM".
void apply(Half half, TimeOfDay& time);

std::optional<TimeOfDay> take_french_clock(std::string_view& text);  // "14h30", "14 h"
std::optional<TimeOfDay> take_dotted_clock(std::string_view& text);  // "14.30", "14.30.05"
std::optional<TimeOfDay> take_file_clock(std::string_view& text);    // "14-30-05", of names that hold no colon
std::optional<TimeOfDay> take_bare_hour(std::string_view& text);     // the 3 of "3 pm", which stays

}  // namespace commonplace::date
