// `commonplace serve`: the composition root. Builds everything, owns everything, shuts it down in order.

#pragma once

#include "app/configuration.h"
#include "commonplace/result.h"

namespace commonplace::app {

// Runs until SIGTERM or SIGINT; SIGHUP reloads. Returns after a clean stop. Error: what kept it from starting.
Result<bool> run_daemon(const Launch& launch);

}  // namespace commonplace::app
