// What takes place → a calendar (RFC 5545, with the names of RFC 7986) that programs subscribe to.

#pragma once

#include <string>

#include "commonplace/publish.h"

namespace commonplace::publish {

std::string write_calendar(const TopicPage& page);
std::string write_calendar(const EventsPage& page);

}  // namespace commonplace::publish
