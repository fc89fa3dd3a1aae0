#include "store/sqlite/poll_runs.h"

#include "store/poll_runs.h"

namespace commonplace::store::sqlite {
namespace {

// `runs` counts the runs that have ended; each is written to the place after that of the one before.
constexpr const char* kGoingOn =
    "SELECT run_first, run_last, run_polls, run_http, run_inserted, run_revised, run_took, run_message, runs"
    " FROM source WHERE id = ?1 AND run_first IS NOT NULL";
constexpr int kRunsColumn = 8;
constexpr const char* kSetGoingOn =
    "UPDATE source SET run_first = ?2, run_last = ?3, run_polls = ?4, run_http = ?5, run_inserted = ?6,"
    " run_revised = ?7, run_took = ?8, run_message = ?9, runs = ?10 WHERE id = ?1";
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

void write_run(Transaction& transaction, const char* sql, SourceId source, const PollRun& run, std::int64_t number) {
  transaction.execute(sql, source, run.first, run.last, run.polls, run.http_status, run.inserted, run.revised,
                      run.took.count(), run.message, number);
}

struct GoingOn {
  PollRun run;
  std::int64_t ended = 0;  // before it
};

std::optional<GoingOn> read_going_on(Transaction& transaction, SourceId source) {
  Statement row = transaction.query(kGoingOn, source);
  if (!row.next()) return std::nullopt;
  return GoingOn{read_run(row), row.integer(kRunsColumn)};
}

}  // namespace

void record_poll(Transaction& transaction, SourceId source, const PollRun& poll) {
  const std::optional<GoingOn> last = read_going_on(transaction, source);
  if (!last) return write_run(transaction, kSetGoingOn, source, poll, 0);
  if (continues(last->run, poll)) {
    return write_run(transaction, kSetGoingOn, source, joined(last->run, poll), last->ended);
  }
  write_run(transaction, kKeepEnded, source, last->run, last->ended % kPlaces);
  write_run(transaction, kSetGoingOn, source, poll, last->ended + 1);
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
