// Exit codes (sysexits), and which error leads to which.

#pragma once

#include "commonplace/result.h"

namespace commonplace::cli {

constexpr int kDone = 0;
constexpr int kFailed = 1;  // something asked for failed
constexpr int kUsage = 64;
constexpr int kBadData = 65;
constexpr int kUnavailable = 69;  // a publisher's server, or the store that somebody else holds
constexpr int kIo = 74;
constexpr int kBadConfig = 78;

int exit_code(Errc code);

// "commonplace: …" on standard error, and the exit code that goes with it.
int complain(const Error& error);

}  // namespace commonplace::cli
