// How well a row of the full-text index fits what it was asked (Okapi BM25, with weights for columns).

#pragma once

struct sqlite3;

namespace commonplace::store::sqlite {

// Registers the auxiliary function `relevance(search_index, PHRASES, WEIGHT…)` with the connection: an integer, the
// greater the better. PHRASES has a character for each phrase of the expression, 'w' for one that weighs anything;
// WEIGHT is what a match is worth in each column. FTS5's own bm25() differs in that it goes through all rows of every
// phrase first, facts that half of all entries have among them; this one estimates how common a phrase is from those
// that come first. Returns SQLite's result code.
int register_relevance(sqlite3* connection);

}  // namespace commonplace::store::sqlite
