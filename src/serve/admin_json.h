// The daemon's state as JSON (RFC 8259): what /api/status and /api/sources answer. Times are RFC 3339 in UTC; what is
// absent is left out.

#pragma once

#include <string>

#include "serve/admin.h"

namespace commonplace::serve {

// {"service","version","now","ready","sources","entries","broken":[source…],"messages":["…"]}
std::string status_to_json(const Admin::State& state);

std::string sources_to_json(const Admin::State& state);  // an array

// {"source","title","url","adopted_url","state","since","failures","http","message","last_poll","last_success",
// "last_new","next_poll","next_poll_reason","entries"}
std::string source_to_json(const store::SourceRow& row);

}  // namespace commonplace::serve
