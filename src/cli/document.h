// A document that the command line names.

#pragma once

#include <string>

#include "commonplace/result.h"

namespace commonplace::cli {

// The file, or standard input for "-". Errors: Io; TooLarge beyond 10 MiB.
Result<std::string> read_document(const std::string& file);

}  // namespace commonplace::cli
