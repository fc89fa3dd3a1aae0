// Speaks to the running daemon's admin listener.

#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "commonplace/result.h"

namespace commonplace::cli {

struct AdminAnswer {
  int status = 0;
  std::string body;
};

// How long to wait for the answer; nothing: for as long as it takes.
using Patience = std::optional<std::chrono::seconds>;

// One request to HOST:PORT or unix:/PATH. Blocks. Error: Offline, saying that no daemon answers there, and what to do.
Result<AdminAnswer> ask_daemon(const std::string& address, std::string_view method, const std::string& target,
                               Patience patience = std::nullopt);

// The same where the answer is a JSON object. Errors: Offline, also where something else answers there; BadConfig for a
// [service] that the daemon refuses.
Result<boost::json::object> ask_daemon_for_object(const std::string& address, std::string_view method,
                                                  const std::string& target, Patience patience = std::nullopt);

// The same where the answer is a file: it is written beside `file`, and gets that name once it is whole. Errors:
// Offline; Io, also where there is a file already; StoreFailed, with the daemon's words.
Result<bool> download_from_daemon(const std::string& address, std::string_view method, const std::string& target,
                                  const std::string& file);

}  // namespace commonplace::cli
