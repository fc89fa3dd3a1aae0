#include "store/sqlite/term_tokenizer.h"

#include <sqlite3.h>

#include <algorithm>
#include <string_view>

#include "store/sqlite/fts5_api.h"
#include "topic/search_terms.h"

namespace commonplace::store::sqlite {
namespace {

using PutToken = int (*)(void*, int flags, const char* token, int size, int begin, int end);

// It has no state, but FTS5 takes a null pointer for a lack of memory.
int create(void*, const char**, int, Fts5Tokenizer** tokenizer) {
  static char stateless;
  *tokenizer = reinterpret_cast<Fts5Tokenizer*>(&stateless);
  return SQLITE_OK;
}

void destroy(Fts5Tokenizer*) {}

// Terms at one place are told as synonyms ("colocated"), in entries and in queries alike.
int tokenize(Fts5Tokenizer*, void* context, int, const char* data, int size, PutToken put) {
  const std::string_view text(data, data == nullptr ? 0 : static_cast<std::size_t>(size));
  int flags = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    constexpr char kEnds[] = {topic::kBetweenPlaces, topic::kBetweenTerms};
    const std::size_t end = std::min(text.find_first_of(std::string_view(kEnds, 2), begin), text.size());
    if (end > begin) {
      const int code = put(context, flags, text.data() + begin, static_cast<int>(end - begin), static_cast<int>(begin),
                           static_cast<int>(end));
      if (code != SQLITE_OK) return code;
    }
    flags = end < text.size() && text[end] == topic::kBetweenTerms ? FTS5_TOKEN_COLOCATED : 0;
    begin = end + 1;
  }
  return SQLITE_OK;
}

}  // namespace

int register_term_tokenizer(sqlite3* connection) {
  fts5_api* api = find_fts5_api(connection);
  if (api == nullptr) return SQLITE_ERROR;
  fts5_tokenizer tokenizer{&create, &destroy, &tokenize};
  return api->xCreateTokenizer(api, "commonplace", nullptr, &tokenizer, nullptr);
}

}  // namespace commonplace::store::sqlite
