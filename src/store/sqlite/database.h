// One SQLite connection and its transactions, with SQLite's errors translated once, here.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "commonplace/result.h"
#include "store/sqlite/statement.h"
#include "store/store.h"

struct sqlite3;
struct sqlite3_stmt;

namespace commonplace::store::sqlite {

class TransactionGroup;

class Database {
 public:
  // Opens an existing file as it is; see `open_file` for what may be opened at all. Errors: StoreCorrupt,
  // StoreLocked, Io, StoreFailed, each naming the file.
  static Result<Database> open(const std::string& path, Access access);
  // The same in two steps: between them the file's first bytes can be looked at, and SQLite has looked at none.
  static Result<Database> open_unread(const std::string& path, Access access);
  // The same for reading alone, where nothing can be written beside the file: SQLite takes it for one that nobody
  // changes, and does without its log.
  static Result<Database> open_frozen(const std::string& path);
  Result<bool> begin_reading(Access access);
  // At most so many. By SQLite's own handle: whoever opens the file beside it and closes that again releases the locks
  // that this process has on it (https://www.sqlite.org/howtocorrupt.html §2.2), and another program takes the log
  // away from under us.
  Result<std::string> first_bytes(std::size_t size) const;
  // A new, empty file, in the layout that ours have.
  static Result<Database> create(const std::string& path);

  Database(Database&& other) noexcept;
  Database& operator=(Database&&) = delete;
  ~Database();

  const std::string& path() const { return path_; }

  // Everything, as it is at one moment, into an empty file.
  Result<bool> copy_to(const std::string& path);

  // Runs SQL that takes no values and returns no rows, outside of a transaction.
  Result<bool> run(const char* sql);
  // Frees the memory of pages that are kept in case they are read again.
  void forget_pages();
  // While off, the last connection to close leaves the log beside the file as it is.
  void set_checkpoint_on_close(bool on);
  // SQLite's code for the last failure → our error, naming the file and what to do.
  Error error_for(int code) const;

 private:
  friend class Transaction;
  friend class TransactionGroup;
  friend class TimeLimit;
  Database(sqlite3* handle, std::string path) : handle_(handle), path_(std::move(path)) {}
  static Result<Database> open_handle(const std::string& path, int flags);
  sqlite3_stmt* take_prepared(const char* sql, int& code);
  void roll_back();
  // As `run`, for a literal that is run again and again.
  Result<bool> run_prepared(const char* sql);
  Result<bool> begin_writing(Sync sync);

  sqlite3* handle_;
  std::string path_;
  Sync sync_ = Sync::Now;  // of the transaction that writes, or of the last one that did
  // Prepared and not in use, by the address of their SQL, which is always a literal. Uses that overlap have a statement
  // each.
  std::unordered_map<const char*, std::vector<sqlite3_stmt*>> idle_;
  TransactionGroup* group_ = nullptr;  // under way
};

// While it lives, the transactions of its database are parts of this one: they begin and commit nothing themselves, and
// where one that writes fails, all of them have.
class TransactionGroup {
 public:
  TransactionGroup(Database& database, Sync sync);
  TransactionGroup(const TransactionGroup&) = delete;
  TransactionGroup& operator=(const TransactionGroup&) = delete;
  ~TransactionGroup();

  bool ok() const { return !error_; }
  Result<bool> commit();

 private:
  friend class Transaction;
  Database& database_;
  std::optional<Error> error_;
  bool is_open_ = false;
};

// While it lives, what is asked of the database fails once so much time is over (TimedOut). SQLite looks at the clock
// between the steps of its programs: a single step may take longer.
class TimeLimit {
 public:
  TimeLimit(Database& database, std::optional<std::chrono::milliseconds> time);
  TimeLimit(const TimeLimit&) = delete;
  TimeLimit& operator=(const TimeLimit&) = delete;
  ~TimeLimit();

 private:
  Database& database_;
  std::chrono::steady_clock::time_point end_;
};

// All or nothing. After its first failure every further statement does nothing and finds no rows, so that a body of
// work reads without a check a line; `commit` tells. Without a successful commit, destruction rolls back.
class Transaction {
 public:
  enum class Kind { Read, Write };

  // In a group, the group's `sync` counts.
  Transaction(Database& database, Kind kind, Sync sync = Sync::Now);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  // `sql` is a literal. Values are bound in order; texts among them must outlive the statement.
  template <class... Values>
  Statement query(const char* sql, const Values&... values) {
    Statement statement = prepare(sql);
    int index = 0;
    (statement.bind(++index, values), ...);
    return statement;
  }
  template <class... Values>
  void execute(const char* sql, const Values&... values) {
    query(sql, values...).next();
  }

  // Rows that the last execute changed, and the row number of the last insert.
  std::int64_t changes() const;
  std::int64_t last_row() const;

  bool ok() const { return !error_; }
  // The first failure counts.
  void fail_with(Error error);
  void fail_with(int code);

  Result<bool> commit();
  // Commits, then hands over the value.
  template <class T>
  Result<T> commit(T value) {
    if (const Result<bool> done = commit(); !done) return fail(done.error());
    return value;
  }

 private:
  friend class Statement;
  Statement prepare(const char* sql);
  void give_back(const char* sql, sqlite3_stmt* handle);

  Database& database_;
  const Kind kind_;
  std::optional<Error> error_;
  bool is_open_ = false;  // to be committed or rolled back here
  bool is_committed_ = false;
};

}  // namespace commonplace::store::sqlite
