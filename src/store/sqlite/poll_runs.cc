#include "store/sqlite/poll_runs.h"

#include "store/poll_runs.h"

namespace commonplace::store::sqlite {
namespace {

// `runs` counts the runs that have ended; each is written to the place after that of the one before.
constexpr const char* kGoingOn =
    "SELECT run_first, run_last, run_polls, run_http, run_inserted, run_revised, run_took, run_message, runs"
    " FROM source JOIN schedule ON source_id = id WHERE id = ?1 AND run_first IS NOT NULL";
constexpr int kRunsColumn = 8;
constexpr const char* kKeepEnded =
    "INSERT OR REPLACE INTO poll_run (source_id, first, last, polls, http_status, inserted, revised, took, message,"
    " place) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
constexpr const char* kEnded =
    "SELECT first, last, polls, http_status, inserted, revised, took, message FROM poll_run WHERE source_id = ?1"
    " ORDER BY (place + ?3 - ?2 % ?3) % ?3 DESC";

// One place less than runs are kept: the one that goes on has its own.
constexpr std::int64_t kPlaces = kRunsKept - 1;

PollRun read_run(const Statement& row) {
  PollRun run;
  run.first = row.time(0).value_or(Timestamp{});
  run.last = row.time(1).value_or(Timestamp{});
  run.polls = static_cast<int>(row.integer(2));
  run.http_status = static_cast<int>(row.integer(3));
  run.inserted = static_cast<std::size_t>(row.integer(4));
  run.revised = static_cast<std::size_t>(row.integer(5));
  run.took = std::chrono::milliseconds(row.integer(6));
  run.message = row.text(7);
  return run;
}

void keep_ended(Transaction& transaction, SourceId source, const PollRun& run, std::int64_t place) {
  transaction.execute(kKeepEnded, source, run.first, run.last, run.polls, run.http_status, run.inserted, run.revised,
                      run.took.count(), run.message, place);
}

std::optional<GoingOn> read_going_on(Transaction& transaction, SourceId source) {
  Statement row = transaction.query(kGoingOn, source);
  if (!row.next()) return std::nullopt;
  return GoingOn{read_run(row), row.integer(kRunsColumn)};
}

}  // namespace

GoingOn go_on(Transaction& transaction, SourceId source, const PollRun& poll) {
  const std::optional<GoingOn> last = read_going_on(transaction, source);
  if (!last) return {poll, 0};
  if (continues(last->run, poll)) return {joined(last->run, poll), last->ended};
  keep_ended(transaction, source, last->run, last->ended % kPlaces);
  return {poll, last->ended + 1};
}

Result<std::vector<PollRun>> polls(Database& database, SourceId source) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::vector<PollRun> runs;
  if (const auto last = read_going_on(transaction, source)) {
    runs.push_back(last->run);
    for (Statement row = transaction.query(kEnded, source, last->ended, kPlaces); row.next();) {
      runs.push_back(read_run(row));
    }
  }
  return transaction.commit(std::move(runs));
}

}  // namespace commonplace::store::sqlite
