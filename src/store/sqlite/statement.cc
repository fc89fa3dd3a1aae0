#include "store/sqlite/statement.h"

#include <sqlite3.h>

#include <utility>

#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

Statement::Statement(Statement&& other) noexcept
    : transaction_(other.transaction_), sql_(other.sql_), handle_(std::exchange(other.handle_, nullptr)) {}

Statement::~Statement() {
  if (!handle_) return;
  sqlite3_reset(handle_);
  sqlite3_clear_bindings(handle_);
  transaction_->give_back(sql_, handle_);
}

bool Statement::next() {
  if (!handle_ || !transaction_->ok()) return false;
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) transaction_->fail_with(code);
  return false;
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_, column); }

std::string Statement::text(int column) const {
  // The text first, its length after: the other order may count the bytes of another encoding.
  const unsigned char* bytes = sqlite3_column_text(handle_, column);
  if (!bytes) return {};
  return std::string(reinterpret_cast<const char*>(bytes),
                     static_cast<std::size_t>(sqlite3_column_bytes(handle_, column)));
}

std::string Statement::bytes(int column) const {
  const void* bytes = sqlite3_column_blob(handle_, column);
  if (!bytes) return {};
  return std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(handle_, column)));
}

std::optional<Timestamp> Statement::time(int column) const {
  if (is_null(column)) return std::nullopt;
  return Timestamp(std::chrono::seconds(integer(column)));
}

bool Statement::is_null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }

void Statement::bind_text(int index, std::string_view text) {
  if (!handle_) return;
  // A null pointer would bind NULL; an empty view may hold one.
  const char* bytes = text.data() ? text.data() : "";
  const int code = sqlite3_bind_text64(handle_, index, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (code != SQLITE_OK) transaction_->fail_with(code);
}

void Statement::bind_bytes(int index, std::string_view bytes) {
  if (!handle_) return;
  const int code = sqlite3_bind_blob64(handle_, index, bytes.empty() ? "" : bytes.data(), bytes.size(), SQLITE_STATIC);
  if (code != SQLITE_OK) transaction_->fail_with(code);
}

void Statement::bind_integer(int index, std::int64_t integer) {
  if (!handle_) return;
  const int code = sqlite3_bind_int64(handle_, index, integer);
  if (code != SQLITE_OK) transaction_->fail_with(code);
}

void Statement::bind_null(int index) {
  if (!handle_) return;
  const int code = sqlite3_bind_null(handle_, index);
  if (code != SQLITE_OK) transaction_->fail_with(code);
}

}  // namespace commonplace::store::sqlite
