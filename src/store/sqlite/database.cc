#include "store/sqlite/database.h"

#include <sqlite3.h>

#include <cstring>
#include <utility>

#include "store/sqlite/relevance.h"
#include "store/sqlite/term_tokenizer.h"

namespace commonplace::store::sqlite {
namespace {

// What every connection needs. FULL: what was acknowledged survives a power cut, not only a killed process; but see
// kSyncLater.
// trusted_schema off: a file that somebody else prepared cannot call functions from its schema.
constexpr const char* kSettings =
    "PRAGMA foreign_keys = ON;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA secure_delete = OFF;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA temp_store = MEMORY;";

// Pages that a connection keeps, in KiB. What it drops is still in the system's page cache; the writer meets the same
// index pages with every commit, and forgets them between bursts of news.
constexpr const char* kWritersSettings =
    "PRAGMA cache_size = -16384;"
    // Pages of the log before they are carried over into the file. Every commit writes the same index pages again:
    // the more commits, the fewer of them are written twice.
    "PRAGMA wal_autocheckpoint = 4096;";
constexpr const char* kReadersSettings = "PRAGMA cache_size = -4096";

// NORMAL: what was written survives a power cut once a later transaction was synced, or the log was carried over.
constexpr const char* kSyncNow = "PRAGMA synchronous = FULL";
constexpr const char* kSyncLater = "PRAGMA synchronous = NORMAL";

// IMMEDIATE takes the write lock at once: a transaction that reads first and then finds it may not write fails without
// the busy timeout.
constexpr const char* kBeginWrite = "BEGIN IMMEDIATE";
constexpr const char* kBeginRead = "BEGIN";
constexpr const char* kCommit = "COMMIT";

// Only the daemon writes, in short transactions: whoever waits longer than this waits for something that is stuck.
constexpr int kBusyMilliseconds = 5000;

struct Translation {
  int primary;  // SQLite's primary result code
  Errc code;
  const char* meaning;
};

constexpr Translation kTranslations[] = {
    {SQLITE_CORRUPT, Errc::StoreCorrupt, "is damaged"},
    {SQLITE_NOTADB, Errc::StoreCorrupt, "is not a SQLite database, or damaged"},
    {SQLITE_BUSY, Errc::StoreLocked, "is in use by another process"},
    {SQLITE_LOCKED, Errc::StoreLocked, "is in use by another connection"},
    {SQLITE_FULL, Errc::StoreFailed, "cannot grow: the disk is full"},
    {SQLITE_CANTOPEN, Errc::Io, "cannot be opened"},
    {SQLITE_READONLY, Errc::Io, "cannot be written to"},
    {SQLITE_PERM, Errc::Io, "may not be accessed"},
    {SQLITE_AUTH, Errc::Io, "may not be accessed"},
    {SQLITE_IOERR, Errc::Io, "cannot be read or written"},
    {SQLITE_INTERRUPT, Errc::TimedOut, "took too long to answer"},
    {SQLITE_TOOBIG, Errc::TooLarge, "cannot hold a text of this size"},
};

const Translation* find_translation(int code) {
  for (const Translation& row : kTranslations) {
    if (row.primary == (code & 0xFF)) return &row;
  }
  return nullptr;
}

bool concerns_the_file(Errc code) { return code == Errc::Io || code == Errc::StoreFailed; }

std::string restore_hint(const std::string& path) {
  return "; stop commonplace, move " + path + ", " + path + "-wal and " + path +
         "-shm aside and copy your last backup to " + path;
}

// https://www.sqlite.org/uri.html
std::string frozen_uri(const std::string& path) {
  std::string uri = "file://";
  for (const char c : path) {
    if (c == '%') {
      uri += "%25";
    } else if (c == '?') {
      uri += "%3F";
    } else if (c == '#') {
      uri += "%23";
    } else {
      uri += c;
    }
  }
  return uri + "?immutable=1";
}

}  // namespace

Result<Database> Database::open_handle(const std::string& path, int flags) {
  const std::string name = (flags & SQLITE_OPEN_URI) != 0 ? frozen_uri(path) : path;
  // Nobody asks how much memory SQLite holds, and to count it takes a lock at every allocation. Before its first use.
  static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(configured);
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  Database database(handle, path);
  if (code != SQLITE_OK) return fail(database.error_for(code));
  sqlite3_busy_timeout(handle, kBusyMilliseconds);
  for (const auto register_extension : {&register_term_tokenizer, &register_relevance}) {
    if (const int registered = register_extension(handle); registered != SQLITE_OK) {
      return fail(database.error_for(registered));
    }
  }
  return database;
}

Result<Database> Database::open_unread(const std::string& path, Access access) {
  return open_handle(path, access == Access::ReadWrite ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
}

Result<Database> Database::open_frozen(const std::string& path) {
  return open_handle(path, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

Result<bool> Database::begin_reading(Access access) {
  if (const Result<bool> set = run(kSettings); !set) return set;
  return run(access == Access::ReadWrite ? kWritersSettings : kReadersSettings);
}

Result<Database> Database::open(const std::string& path, Access access) {
  Result<Database> database = open_unread(path, access);
  if (!database) return database;
  if (const Result<bool> begun = database->begin_reading(access); !begun) return fail(begun.error());
  return database;
}

Result<std::string> Database::first_bytes(std::size_t size) const {
  sqlite3_file* file = nullptr;
  const int found = sqlite3_file_control(handle_, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (found != SQLITE_OK || !file || !file->pMethods) return fail(error_for(SQLITE_CANTOPEN));
  sqlite3_int64 there = 0;
  if (const int sized = file->pMethods->xFileSize(file, &there); sized != SQLITE_OK) return fail(error_for(sized));
  std::string bytes(std::min(size, static_cast<std::size_t>(there)), '\0');
  const int read = file->pMethods->xRead(file, bytes.data(), static_cast<int>(bytes.size()), 0);
  if (read != SQLITE_OK) return fail(error_for(read));
  return bytes;
}

Result<Database> Database::create(const std::string& path) {
  Result<Database> database = open_handle(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  if (!database) return database;
  // The page size is fixed with the first page; 8 KiB holds two to three entries a page where 4 KiB holds one.
  if (const Result<bool> set = database->run("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL;"); !set) {
    return fail(set.error());
  }
  if (const Result<bool> set = database->run(kSettings); !set) return fail(set.error());
  return database;
}

Database::Database(Database&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)),
      path_(std::move(other.path_)),
      sync_(other.sync_),
      idle_(std::exchange(other.idle_, {})) {}

Database::~Database() {
  for (const auto& [sql, statements] : idle_) {
    for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
  }
  sqlite3_close(handle_);
}

Result<bool> Database::copy_to(const std::string& path) {
  Result<Database> copy = open_handle(path, SQLITE_OPEN_READWRITE);
  if (!copy) return fail(copy.error());
  sqlite3_backup* backup = sqlite3_backup_init(copy->handle_, "main", handle_, "main");
  if (!backup) return fail(copy->error_for(sqlite3_errcode(copy->handle_)));
  const int stepped = sqlite3_backup_step(backup, -1);
  const int finished = sqlite3_backup_finish(backup);
  if (stepped != SQLITE_DONE) return fail(copy->error_for(stepped));
  if (finished != SQLITE_OK) return fail(copy->error_for(finished));
  return true;
}

void Database::forget_pages() { sqlite3_db_release_memory(handle_); }

Result<bool> Database::run(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return fail(error_for(code));
  return true;
}

Error Database::error_for(int code) const {
  const Translation* row = find_translation(code);
  const Errc errc = row ? row->code : Errc::StoreFailed;
  const int system = handle_ ? sqlite3_system_errno(handle_) : 0;
  std::string detail = path_ + " " + (row ? row->meaning : "could not be used") + " (" +
                       (handle_ ? sqlite3_errmsg(handle_) : sqlite3_errstr(code));
  if (concerns_the_file(errc) && system != 0) detail += std::string(": ") + std::strerror(system);
  detail += ")";
  if (errc == Errc::StoreCorrupt) detail += restore_hint(path_);
  return Error{errc, std::move(detail)};
}

void Database::set_checkpoint_on_close(bool on) {
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, on ? 0 : 1, nullptr);
}

// SQLite has already rolled back by itself after some failures (disk full, I/O).
void Database::roll_back() {
  if (sqlite3_get_autocommit(handle_) == 0) sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

sqlite3_stmt* Database::take_prepared(const char* sql, int& code) {
  code = SQLITE_OK;
  sqlite3_stmt* handle = nullptr;
  if (std::vector<sqlite3_stmt*>& idle = idle_[sql]; !idle.empty()) {
    handle = idle.back();
    idle.pop_back();
    return handle;
  }
  code = sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
  return handle;
}

Result<bool> Database::run_prepared(const char* sql) {
  int code = SQLITE_OK;
  sqlite3_stmt* handle = take_prepared(sql, code);
  if (code != SQLITE_OK) return fail(error_for(code));
  code = sqlite3_step(handle);
  Result<bool> done = true;
  if (code != SQLITE_DONE) done = fail(error_for(code));
  sqlite3_reset(handle);
  idle_[sql].push_back(handle);
  return done;
}

TimeLimit::TimeLimit(Database& database, std::optional<std::chrono::milliseconds> time) : database_(database) {
  if (!time) return;
  end_ = std::chrono::steady_clock::now() + *time;
  constexpr int kSteps = 1000;
  const auto is_over = [](void* limit) {
    return std::chrono::steady_clock::now() >= static_cast<TimeLimit*>(limit)->end_ ? 1 : 0;
  };
  sqlite3_progress_handler(database_.handle_, kSteps, is_over, this);
}

TimeLimit::~TimeLimit() { sqlite3_progress_handler(database_.handle_, 0, nullptr, nullptr); }

// Not inside of a transaction, where SQLite refuses to change it.
Result<bool> Database::begin_writing(Sync sync) {
  if (sync != sync_) {
    if (const Result<bool> set = run(sync == Sync::Now ? kSyncNow : kSyncLater); !set) return set;
    sync_ = sync;
  }
  return run_prepared(kBeginWrite);
}

TransactionGroup::TransactionGroup(Database& database, Sync sync) : database_(database) {
  const Result<bool> begun = database_.begin_writing(sync);
  is_open_ = begun.has_value();
  if (!begun) error_ = begun.error();
  if (is_open_) database_.group_ = this;
}

TransactionGroup::~TransactionGroup() {
  if (is_open_) {
    database_.group_ = nullptr;
    database_.roll_back();
  }
}

Result<bool> TransactionGroup::commit() {
  if (error_) return fail(*error_);
  if (const Result<bool> done = database_.run_prepared(kCommit); !done) return done;
  database_.group_ = nullptr;
  is_open_ = false;
  return true;
}

Transaction::Transaction(Database& database, Kind kind, Sync sync) : database_(database), kind_(kind) {
  if (database_.group_) {
    error_ = database_.group_->error_;
    return;
  }
  const Result<bool> begun = kind == Kind::Write ? database_.begin_writing(sync) : database_.run_prepared(kBeginRead);
  is_open_ = begun.has_value();
  if (!begun) error_ = begun.error();
}

Transaction::~Transaction() {
  if (is_open_) database_.roll_back();
  if (!database_.group_ || is_committed_ || kind_ == Kind::Read || database_.group_->error_) return;
  database_.group_->error_ = error_.value_or(Error{Errc::StoreFailed, database_.path() + ": a write was given up"});
}

Statement Transaction::prepare(const char* sql) {
  if (!ok()) return Statement(*this, sql, nullptr);
  int code = SQLITE_OK;
  sqlite3_stmt* handle = database_.take_prepared(sql, code);
  if (code != SQLITE_OK) fail_with(code);
  return Statement(*this, sql, handle);
}

void Transaction::give_back(const char* sql, sqlite3_stmt* handle) { database_.idle_[sql].push_back(handle); }

std::int64_t Transaction::changes() const { return sqlite3_changes64(database_.handle_); }
std::int64_t Transaction::last_row() const { return sqlite3_last_insert_rowid(database_.handle_); }

void Transaction::fail_with(Error error) {
  if (!error_) error_ = std::move(error);
}

void Transaction::fail_with(int code) {
  if (!error_) error_ = database_.error_for(code);
}

Result<bool> Transaction::commit() {
  if (error_) return fail(*error_);
  if (is_open_) {
    if (const Result<bool> done = database_.run_prepared(kCommit); !done) {
      error_ = done.error();
      return fail(*error_);
    }
    is_open_ = false;
  }
  is_committed_ = true;
  return true;
}

}  // namespace commonplace::store::sqlite
