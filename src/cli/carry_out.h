// Commands that write: under the store's lock, or by the daemon that holds it (SPEC §3).

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/engine.h"
#include "commonplace/result.h"

namespace commonplace::cli {

// What the command brings, as lines of JSON: from `here`, which works on the open store, or from the daemon, which is
// asked at each of `targets`. Errors are those of opening the store; NotFound where the daemon knows no such source.
Result<std::string> carry_out(const app::Launch& launch, const std::vector<std::string>& targets,
                              const std::function<Result<std::string>(app::Engine&)>& here);

}  // namespace commonplace::cli
