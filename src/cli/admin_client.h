// Speaks to the running daemon's admin listener.

#pragma once

#include <string>
#include <string_view>

#include "commonplace/result.h"

namespace commonplace::cli {

struct AdminAnswer {
  int status = 0;
  std::string body;
};

// One request to HOST:PORT or unix:/PATH. Blocks. Error: Io, saying that no daemon answers there.
Result<AdminAnswer> ask_daemon(const std::string& address, std::string_view method, const std::string& target);

}  // namespace commonplace::cli
