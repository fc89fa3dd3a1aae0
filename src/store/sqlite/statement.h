// One prepared statement in use: typed values in, typed columns out. The only sqlite3_bind in the tree.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "commonplace/source.h"
#include "commonplace/time.h"

struct sqlite3_stmt;

namespace commonplace::store::sqlite {

class Transaction;

// Bytes that are no text. Not copied, like texts.
struct Blob {
  std::string_view bytes;
};

// Made by Transaction::query, which binds; lives shorter than the transaction. A statement that belongs to a failed
// transaction has no rows.
class Statement {
 public:
  Statement(Transaction& transaction, const char* sql, sqlite3_stmt* handle)
      : transaction_(&transaction), sql_(sql), handle_(handle) {}
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();  // hands the prepared statement back for its next use

  // Moves to the next row; false at the end and after a failure.
  bool next();

  // Columns of the present row, from 0. NULL reads as 0, "" or nothing.
  std::int64_t integer(int column) const;
  std::string text(int column) const;
  std::string bytes(int column) const;
  std::optional<Timestamp> time(int column) const;
  bool is_null(int column) const;
  template <class Id>
  Id id(int column) const {
    return Id{integer(column)};
  }
  // Digests are unsigned; SQLite's integers are not. The same 64 bits either way.
  std::uint64_t bits(int column) const { return static_cast<std::uint64_t>(integer(column)); }

  template <class T>
  void bind(int index, const T& value) {
    if constexpr (std::is_same_v<T, Blob>) {
      bind_bytes(index, value.bytes);
    } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
      bind_text(index, value);
    } else if constexpr (std::is_same_v<T, Timestamp>) {
      bind_integer(index, value.time_since_epoch().count());
    } else {
      static_assert(std::is_integral_v<T> || std::is_enum_v<T>);
      bind_integer(index, static_cast<std::int64_t>(value));
    }
  }
  template <class T>
  void bind(int index, const std::optional<T>& value) {
    if (value) {
      bind(index, *value);
    } else {
      bind_null(index);
    }
  }

 private:
  // Texts are not copied: they must live until the last row is read.
  void bind_text(int index, std::string_view text);
  void bind_bytes(int index, std::string_view bytes);
  void bind_integer(int index, std::int64_t integer);
  void bind_null(int index);

  Transaction* transaction_;
  const char* sql_;       // a literal
  sqlite3_stmt* handle_;  // null in a failed transaction
};

}  // namespace commonplace::store::sqlite
