// What stands where a feed should be, in words that tell an operator what to do: a bot wall, a page to log in, a page
// that announces where the feed is. Pure.

#pragma once

#include <optional>
#include <string>

#include "commonplace/result.h"
#include "fetch/fetcher.h"

namespace commonplace::app {

// Whose bot wall this answer is, by the marks that they leave in headers and pages; empty where it is none.
std::string bot_wall_of(const fetch::FetchResponse& response);

// The same error, said better where the answer tells more than its status or its root element.
Error explain_page(const fetch::FetchResponse& response, Error error);

}  // namespace commonplace::app
