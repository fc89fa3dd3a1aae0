// A message by POST to a server that the operator named: a webhook, a hub. And how long that server is left alone where
// it does not take it.

#pragma once

#include <chrono>
#include <map>
#include <string>

#include "commonplace/url.h"
#include "fetch/fetcher.h"

namespace commonplace::app {

constexpr std::chrono::seconds kLongestPause{3600};

// After so many failures in a row, one at least: 10 s, twice as long with each, at most kLongestPause.
std::chrono::seconds pause_after(int failures);

// Of this type, where `headers` name none.
fetch::FetchRequest delivery(Url to, std::map<std::string, std::string> headers, const std::string& content_type,
                             std::string body);

// Any 2xx; a redirect is not followed with the message.
bool is_delivered(const fetch::FetchResponse& response);

}  // namespace commonplace::app
