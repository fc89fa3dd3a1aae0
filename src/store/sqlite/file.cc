#include "store/sqlite/file.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "store/sqlite/migrations.h"

namespace commonplace::store::sqlite {
namespace {

namespace fs = std::filesystem;

// The database header (https://www.sqlite.org/fileformat2.html §1.3): 100 bytes, numbers big-endian.
constexpr std::size_t kHeaderSize = 100;
constexpr std::string_view kMagic("SQLite format 3\0", 16);
constexpr std::size_t kPageSizeAt = 16;
constexpr std::size_t kPageCountAt = 28;
constexpr std::size_t kApplicationIdAt = 68;

std::uint64_t big_endian(std::string_view header, std::size_t offset, std::size_t bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i) value = value << 8 | static_cast<unsigned char>(header[offset + i]);
  return value;
}

std::uintmax_t size_or_zero(const std::string& path) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  return error ? 0 : size;
}

tl::unexpected<Error> io_failure(const std::string& path, std::string_view verb, int number) {
  return fail(Errc::Io, path + " cannot be " + std::string(verb) + ": " + std::strerror(number));
}

tl::unexpected<Error> refuse(const std::string& path, std::string_view what) {
  return fail(Errc::StoreCorrupt, path + " " + std::string(what) +
                                      "; it was left as it is. Move it aside, then copy your last backup there or let "
                                      "commonplace begin anew");
}

// While a log waits beside the file, the file alone may lag behind its own header.
bool is_truncated(std::string_view header, const std::string& path) {
  const std::uint64_t page_size = big_endian(header, kPageSizeAt, 2);
  const std::uint64_t bytes = big_endian(header, kPageCountAt, 4) * (page_size == 1 ? 65536 : page_size);
  return size_or_zero(path + "-wal") == 0 && size_or_zero(path) < bytes;
}

Result<bool> check_header(const Database& database) {
  const std::string& path = database.path();
  const Result<std::string> header = database.first_bytes(kHeaderSize);
  if (!header) return fail(header.error());
  if (header->empty()) return refuse(path, "is empty, which no database of commonplace ever is");
  if (!header->starts_with(kMagic)) return refuse(path, "is not a database");
  if (header->size() < kHeaderSize) return refuse(path, "is cut short");
  if (big_endian(*header, kApplicationIdAt, 4) != kApplicationId)
    return refuse(path, "is a database of another program");
  if (is_truncated(*header, path)) return refuse(path, "is cut short");
  return true;
}

Result<bool> sync_folder(const std::string& path) {
  const std::string folder = fs::path(path).parent_path().string();
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return io_failure(folder, "opened", errno);
  const bool synced = ::fsync(descriptor) == 0;
  const int number = errno;
  ::close(descriptor);
  if (!synced) return io_failure(folder, "synced", number);
  return true;
}

Result<bool> complete_new_file(const std::string& path) {
  Result<Database> database = Database::create(path);
  if (!database) return fail(database.error());
  return migrate(*database);
}

// Another process may have been faster: its file is as good as ours.
Result<bool> rename_to(const std::string& from, const std::string& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno == EINVAL && !fs::exists(to) && ::rename(from.c_str(), to.c_str()) == 0) return true;
  const int number = errno;
  ::unlink(from.c_str());
  if (number == EEXIST) return true;
  return io_failure(to, "created", number);
}

Result<bool> create(const std::string& path) {
  if (size_or_zero(path + "-wal") > 0) {
    return fail(Errc::StoreCorrupt, path + " is missing, but its log " + path +
                                        "-wal is there; put the file back, or restore a backup and remove the log");
  }
  const std::string fresh = path + ".new";  // may be left from a process that was killed here
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) ::unlink((fresh + suffix).c_str());
  if (const Result<bool> done = complete_new_file(fresh); !done) {
    ::unlink(fresh.c_str());
    return done;
  }
  if (const Result<bool> done = rename_to(fresh, path); !done) return done;
  return sync_folder(path);
}

// A file up to this size is looked through before it is used: that takes about a tenth of a second.
constexpr std::uintmax_t kLookedThrough = 64 << 20;
constexpr const char* kQuickCheck = "PRAGMA quick_check(1)";
// Where a log waits, it may be another's: tables and indexes are compared too.
constexpr const char* kFullCheck = "PRAGMA integrity_check(1)";
constexpr const char* kApplication = "PRAGMA application_id";

Result<bool> check_structure(Database& database) {
  const bool has_log = size_or_zero(database.path() + "-wal") > 0;
  Transaction transaction(database, Transaction::Kind::Read);
  std::int64_t application = 0;
  for (Statement row = transaction.query(kApplication); row.next();) application = row.integer(0);
  std::string finding = "ok";
  if (size_or_zero(database.path()) <= kLookedThrough) {
    for (Statement row = transaction.query(has_log ? kFullCheck : kQuickCheck); row.next();) finding = row.text(0);
  }
  if (const Result<bool> done = transaction.commit(); !done) return done;
  if (application != kApplicationId) return refuse(database.path(), "has another program's log beside it (-wal)");
  if (finding != "ok") return refuse(database.path(), "is damaged (" + finding + ")");
  return true;
}

// A log that belongs to another file, or a damaged one, must not be carried over into this one by closing it.
Result<bool> check_and_migrate(Database& database) {
  database.set_checkpoint_on_close(false);
  if (const Result<bool> sound = check_structure(database); !sound) return sound;
  if (const Result<int> version = schema_version(database); !version) return fail(version.error());
  database.set_checkpoint_on_close(true);
  if (const Result<bool> done = migrate(database); !done) return done;
  // Ours always are so; what somebody made of a dump is not, and readers would meet the writer's journal.
  return database.run("PRAGMA journal_mode = WAL");
}

Result<bool> require_current(Database& database) {
  const Result<int> version = schema_version(database);
  if (!version) return fail(version.error());
  const int newest = static_cast<int>(schema_steps().size());
  if (*version == newest) return true;
  return fail(Errc::StoreFailed, database.path() + " has an older schema (" + std::to_string(*version) + " of " +
                                     std::to_string(newest) + "); 'commonplace serve' upgrades it");
}

// SQLite keeps its log and its index in files beside the database, also for whoever only reads.
bool may_write_beside(const std::string& path) {
  return ::faccessat(AT_FDCWD, fs::path(path).parent_path().c_str(), W_OK, AT_EACCESS) == 0;
}

Result<Database> open_for(const std::string& path, Access access) {
  std::error_code ignored;
  const bool is_in_use = fs::exists(path + "-shm", ignored) && fs::exists(path + "-wal", ignored);
  if (access == Access::ReadWrite || is_in_use || may_write_beside(path)) return Database::open_unread(path, access);
  if (size_or_zero(path + "-wal") == 0) return Database::open_frozen(path);
  return fail(Errc::Io, path + " cannot be read: its log " + path +
                            "-wal was not carried over, which takes a folder that can be written; copy both there");
}

}  // namespace

Result<Database> open_file(const std::string& name, Access access) {
  // Absolute, so that SQLite does not take a name for one of its own spellings (":memory:", "file:…").
  std::error_code error;
  const std::string path = fs::absolute(name, error).lexically_normal().string();
  if (error || name.empty()) return fail(Errc::Io, "'" + name + "' is no path for a database");
  if (!fs::exists(path, error)) {
    if (error) return io_failure(path, "opened", error.value());
    if (access == Access::ReadOnly)
      return fail(Errc::NotFound, path +
                                      " does not exist yet: nothing was ever polled; `commonplace poll` does so once, "
                                      "`commonplace serve` from then on");
    if (const Result<bool> created = create(path); !created) return fail(created.error());
  }
  Result<Database> database = open_for(path, access);
  if (!database) return database;
  if (const Result<bool> checked = check_header(*database); !checked) return fail(checked.error());
  if (const Result<bool> begun = database->begin_reading(access); !begun) return fail(begun.error());
  const Result<bool> ready = access == Access::ReadWrite ? check_and_migrate(*database) : require_current(*database);
  if (!ready) return fail(ready.error());
  return database;
}

}  // namespace commonplace::store::sqlite
