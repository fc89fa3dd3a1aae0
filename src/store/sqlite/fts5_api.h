// Where SQLite's full-text index takes what is added to it (https://www.sqlite.org/fts5.html#extending_fts5).

#pragma once

struct sqlite3;
struct fts5_api;

namespace commonplace::store::sqlite {

// Null where this SQLite has no FTS5.
fts5_api* find_fts5_api(sqlite3* connection);

}  // namespace commonplace::store::sqlite
