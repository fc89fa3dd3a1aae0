// If-None-Match and If-Modified-Since → whether the client has it already (RFC 9110 §13.1.2, §13.1.3, §13.2.2).

#pragma once

#include <string_view>

#include "commonplace/time.h"
#include "serve/message.h"

namespace commonplace::serve {

// Whether a list of entity tags ("a", W/"b", or *) names `etag` by weak comparison. A malformed list names what was
// read before its mistake.
bool names_etag(std::string_view list, std::string_view etag);

// Whether a GET or HEAD for a representation with these validators is to be answered 304.
bool is_not_modified(const Request& request, std::string_view etag, Timestamp last_modified);

}  // namespace commonplace::serve
