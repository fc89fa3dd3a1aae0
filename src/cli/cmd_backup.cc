// `commonplace backup FILE`: the store as it is at this moment, while the daemon goes on.

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>

#include "app/engine.h"
#include "cli/admin_client.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "runtime/files.h"
#include "store/sqlite/backup.h"

namespace commonplace::cli {
namespace {

Result<bool> back_up_here(const config::Service& service, const std::string& file) {
  const std::string path = app::store_path(service);
  if (!std::filesystem::exists(path)) {
    return fail(Errc::NotFound, path + " does not exist yet: nothing was ever polled");
  }
  const Result<runtime::FileLock> lock = runtime::FileLock::acquire(path + ".lock");
  if (!lock) return fail(lock.error());
  return store::sqlite::back_up(path, file);
}

}  // namespace

int backup(const app::Launch& launch, const std::string& file) {
  const config::Loaded loaded = app::read_configuration(launch);
  if (loaded.service_bad) return complain({Errc::BadConfig, loaded.service_error});
  if (std::filesystem::exists(file)) return complain({Errc::Io, file + " is there already; it is left as it is"});
  Result<bool> done = back_up_here(loaded.config.service, file);
  if (!done && done.error().code == Errc::StoreLocked) {
    done = download_from_daemon(loaded.config.service.admin_listen, "POST", "/api/backup", file);
  }
  if (!done) return complain(done.error());
  std::cout << file << ": " << std::filesystem::file_size(file) << " bytes\n";
  return kDone;
}

}  // namespace commonplace::cli
