#include "store/sqlite/relevance.h"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string_view>
#include <vector>

#include "store/sqlite/fts5_api.h"

namespace commonplace::store::sqlite {
namespace {

// As usual: how soon more of the same adds little, and how much a long text counts less.
constexpr double kSaturation = 1.2;
constexpr double kLengthMatters = 0.75;
constexpr double kScale = 1e9;
// So many rows of a phrase are counted; how many there are besides is guessed from how far one has come.
constexpr std::int64_t kMostCounted = 1000;

// What is the same for all rows of one search.
struct Statistics {
  std::vector<double> rarity;  // of each phrase; 0: it weighs nothing
  double usual_length = 1;
};

struct Count {
  std::int64_t rows = 0;
  std::int64_t last_row = 0;
};

int count_row(const Fts5ExtensionApi* api, Fts5Context* context, void* data) {
  auto& count = *static_cast<Count*>(data);
  ++count.rows;
  count.last_row = api->xRowid(context);
  return count.rows < kMostCounted ? SQLITE_OK : SQLITE_DONE;
}

double rarity_of(const Fts5ExtensionApi* api, Fts5Context* context, int phrase, double rows) {
  Count count;
  api->xQueryPhrase(context, phrase, &count, &count_row);
  double with = static_cast<double>(count.rows);
  if (count.rows == kMostCounted)
    with *= std::max(1.0, rows / static_cast<double>(std::max<std::int64_t>(count.last_row, 1)));
  with = std::min(with, rows);
  return std::log(1 + (rows - with + 0.5) / (with + 0.5));
}

std::unique_ptr<Statistics> learn(const Fts5ExtensionApi* api, Fts5Context* context, std::string_view phrases) {
  auto statistics = std::make_unique<Statistics>();
  sqlite3_int64 rows = 1, length = 1;
  api->xRowCount(context, &rows);
  api->xColumnTotalSize(context, -1, &length);
  statistics->usual_length = static_cast<double>(length) / static_cast<double>(std::max<sqlite3_int64>(rows, 1));
  for (int i = 0; i < api->xPhraseCount(context); ++i) {
    const auto place = static_cast<std::size_t>(i);
    const bool weighs = place < phrases.size() && phrases[place] == 'w';
    statistics->rarity.push_back(weighs ? rarity_of(api, context, i, static_cast<double>(rows)) : 0);
  }
  return statistics;
}

void forget(void* statistics) { delete static_cast<Statistics*>(statistics); }

const Statistics* statistics_of(const Fts5ExtensionApi* api, Fts5Context* context, sqlite3_value* phrases) {
  if (void* known = api->xGetAuxdata(context, 0)) return static_cast<const Statistics*>(known);
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(phrases));
  auto learned = learn(api, context, text == nullptr ? "" : text);
  Statistics* statistics = learned.release();
  return api->xSetAuxdata(context, statistics, &forget) == SQLITE_OK ? statistics : nullptr;
}

void relevance(const Fts5ExtensionApi* api, Fts5Context* context, sqlite3_context* result, int count,
               sqlite3_value** values) {
  const Statistics* statistics = count > 0 ? statistics_of(api, context, values[0]) : nullptr;
  int matches = 0, length = 0;
  if (statistics == nullptr || api->xInstCount(context, &matches) != SQLITE_OK ||
      api->xColumnSize(context, -1, &length) != SQLITE_OK) {
    return sqlite3_result_error_nomem(result);
  }
  std::vector<double> found(statistics->rarity.size());
  for (int i = 0; i < matches; ++i) {
    int phrase = 0, column = 0, place = 0;
    if (api->xInst(context, i, &phrase, &column, &place) != SQLITE_OK) continue;
    if (column + 1 < count) found[static_cast<std::size_t>(phrase)] += sqlite3_value_double(values[column + 1]);
  }
  const double relative_length = length / statistics->usual_length;
  double score = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const double much = kSaturation * (1 - kLengthMatters + kLengthMatters * relative_length);
    score += statistics->rarity[i] * found[i] * (kSaturation + 1) / (found[i] + much);
  }
  sqlite3_result_int64(result, std::llround(score * kScale));
}

}  // namespace

int register_relevance(sqlite3* connection) {
  fts5_api* api = find_fts5_api(connection);
  if (api == nullptr) return SQLITE_ERROR;
  return api->xCreateFunction(api, "relevance", nullptr, &relevance, nullptr);
}

}  // namespace commonplace::store::sqlite
