// Lets SQLite's full-text index (FTS5) take texts that are terms already, as topic/search_terms writes them.

#pragma once

struct sqlite3;

namespace commonplace::store::sqlite {

// Registers the tokenizer "commonplace" with the connection. Returns SQLite's result code.
int register_term_tokenizer(sqlite3* connection);

}  // namespace commonplace::store::sqlite
