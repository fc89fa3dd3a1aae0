// Days of a title in figures, and with the signs of East Asia: "2025-03-03", "3.3.2025", "3/25/2025", "11月21日".

#pragma once

#include <optional>
#include <string_view>

#include "normalize/event_day.h"

namespace commonplace::normalize {

// Takes one off the front of `text`, which is in the spelling of date::plain_letters.
std::optional<NamedDay> take_day_in_figures(std::string_view& text, date::Habit habit);

}  // namespace commonplace::normalize
