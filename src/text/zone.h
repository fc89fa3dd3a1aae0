// Names of the time zone database → zones that know their offsets (ICU's copy of tzdata).

#pragma once

#include <memory>
#include <string_view>

#include "commonplace/time.h"

namespace commonplace::text {

// The zone of a name such as "America/Los_Angeles" or "UTC"; null where the database has no such name. Zones are
// immutable and may be shared between threads.
std::shared_ptr<const TimeZone> find_zone(std::string_view name);

// The same of the names that Windows and Outlook have: "Eastern Standard Time" is New York's zone, all year.
std::shared_ptr<const TimeZone> find_windows_zone(std::string_view name);

}  // namespace commonplace::text
