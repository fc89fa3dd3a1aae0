#include "store/sqlite/backup.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "store/sqlite/file.h"

namespace commonplace::store::sqlite {
namespace {

constexpr const char* kQuickCheck = "PRAGMA quick_check(1)";

Result<bool> check(const std::string& path) {
  Result<Database> copy = Database::open(path, Access::ReadWrite);
  if (!copy) return fail(copy.error());
  Transaction transaction(*copy, Transaction::Kind::Read);
  std::string finding = "ok";
  for (Statement row = transaction.query(kQuickCheck); row.next();) finding = row.text(0);
  if (const Result<bool> done = transaction.commit(); !done) return done;
  if (finding == "ok") return true;
  return fail(Errc::StoreCorrupt,
              "the copy is damaged (" + finding + "), and so may be what it was made of; see 'commonplace doctor'");
}

Result<bool> sync(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  const int number = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (synced) return true;
  return fail(Errc::Io, path + " cannot be written: " + std::strerror(number));
}

}  // namespace

Result<bool> back_up(const std::string& from, const std::string& to) {
  Result<Database> source = open_file(from, Access::ReadOnly);
  if (!source) return fail(source.error());
  const int fresh = ::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fresh < 0) return fail(Errc::Io, to + " cannot be created: " + std::strerror(errno));
  ::close(fresh);
  Result<bool> done = source->copy_to(to);
  if (done) done = check(to);
  if (done) done = sync(to);
  if (!done) ::unlink(to.c_str());
  return done;
}

}  // namespace commonplace::store::sqlite
