// Dates in words and in figures, as RFC 822, RFC 850, asctime and everybody else write them.

#pragma once

#include <optional>
#include <string_view>

#include "date/order.h"
#include "date/scan.h"

namespace commonplace::date {

struct LooseReading {
  Fields fields;
  std::optional<std::chrono::weekday> weekday;  // as it was named, which may be wrong
  bool is_order_guessed = false;                // day and month could as well be the other way round
};

// Numbers and month names in one of the orders that people use, with times and zones among them; other words are passed
// over. `text` is in the spelling of `plain_letters`. Nothing where a day does not come out of it, or one that does not
// exist. `habit` is that of the source; an offset in the date itself tells more.
std::optional<LooseReading> read_loose(std::string_view text, Habit habit);

}  // namespace commonplace::date
