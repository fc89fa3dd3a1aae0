// `commonplace serve`: the daemon.

#include "app/daemon.h"
#include "cli/commands.h"
#include "cli/exit.h"

namespace commonplace::cli {

int serve(const app::Launch& launch) {
  const Result<bool> ended = app::run_daemon(launch);
  return ended ? kDone : complain(ended.error());
}

}  // namespace commonplace::cli
