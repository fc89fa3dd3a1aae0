// What an answer says about when to ask again, as small questions (RFC 9110, RFC 9111).

#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "commonplace/time.h"
#include "fetch/fetcher.h"

namespace commonplace::fetch {

// Every value of a header, in the order of the answer; views into it.
std::vector<std::string_view> all_values(const FetchResponse& response, std::string_view lower_case_name);

// The statuses that may come with the wish to be left alone for a while.
constexpr bool may_ask_to_stay_away(int status) { return status == 429 || status == 503 || status == 403; }

// How long Retry-After asks us to stay away: seconds, or the time from its Date until that HTTP-date. Between zero and
// 7 days; nothing where the header is absent or means nothing.
std::optional<std::chrono::seconds> retry_after(const FetchResponse& response, Timestamp now);

// How long the answer stays fresh: Cache-Control max-age, else Expires against Date, less its Age. At most a year; zero
// for no-store, no-cache and what has expired.
std::optional<std::chrono::seconds> max_age(const FetchResponse& response, Timestamp now);

}  // namespace commonplace::fetch
