// Which dates are written as a specification has them.

#pragma once

#include <string_view>

namespace commonplace::date {

// Whether `text` is a date of RFC 822 or RFC 5322, of RFC 850, or of asctime(3), to the letter. ISO 8601 is for
// `read_iso` to tell. That the day and the weekday go together is not looked at.
bool is_specified_form(std::string_view text);

}  // namespace commonplace::date
