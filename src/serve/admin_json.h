// The daemon's state as JSON (RFC 8259): what /api/status and /api/sources answer. Times are RFC 3339 in UTC; what is
// absent is left out.

#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "serve/admin.h"

namespace commonplace::serve {

// {"service","version","now","started","ready","verdict","outage","sources","states":{STATE:N},"topics","entries",
// "next_poll","broken":[source with "words","next"…],"moved":[source with
// "words"…],"messages":["…"],"left_out":[FILE…], "kept":[FILE…]}
std::string status_to_json(const Admin::State& state);

// {"source","title","url","adopted_url","state","since","failures","http","message","last_poll","last_success",
// "last_new","next_poll","next_poll_reason","entries"}
boost::json::object source_object(const store::SourceRow& row);

std::string sources_to_json(const Admin::State& state);  // an array of these

// One source alone has besides what `explain --json` says ("rhythm","hints","bounds"), "words" and "next" where it is
// broken, "settings", "warnings":[{"warning","entries"}…] and
// "polls":[{"first","last","polls","http","new","revised","seconds","message"}…], the newest first.
std::string source_view_to_json(const Admin::SourceView& view);

}  // namespace commonplace::serve
