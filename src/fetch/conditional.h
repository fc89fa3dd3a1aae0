// Validators ↔ headers of a conditional GET (RFC 9110 §13.1), byte for byte.

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "commonplace/source.h"
#include "fetch/fetcher.h"

namespace commonplace::fetch {

using Headers = std::vector<std::pair<std::string, std::string>>;

// If-None-Match and If-Modified-Since; those that are empty or not fit to be sent are left out.
Headers conditional_headers(const Validators& validators);

// What to send next time. A 200 or 203 replaces both; a 304, and a 226, which names the state that its changes lead to
// (RFC 3229 §10.4.1), refresh those that they carry; any other answer changes nothing.
Validators refreshed(const Validators& known, const FetchResponse& response);

// Whether a value may be kept and sent back: not empty, at most 1 kB, no control characters.
bool is_usable_validator(std::string_view value);

}  // namespace commonplace::fetch
