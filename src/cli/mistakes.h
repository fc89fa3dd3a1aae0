// The mistakes in the drop-ins, told by commands that go on without the files that have them.

#pragma once

#include <vector>

#include "config/config.h"

namespace commonplace::cli {

// On standard error, a line each. Whether there are any.
bool tell_mistakes(const std::vector<config::Message>& messages);

}  // namespace commonplace::cli
