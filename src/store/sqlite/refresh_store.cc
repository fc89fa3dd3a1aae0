#include "store/sqlite/refresh_store.h"

#include <string>

#include "store/schedule_window.h"
#include "store/sqlite/id_quality.h"
#include "store/sqlite/lookup.h"
#include "store/sqlite/rows.h"

namespace commonplace::store::sqlite {
namespace {

// The first ?2 of those that are due at ?1, read and then leased until ?3: each is one statement, however many they
// are.
class DueStatements {
 public:
  explicit DueStatements(const std::string& which)
      : read_(select_due_sources(which)),
        lease_("UPDATE schedule SET next_poll = ?3 WHERE source_id IN (SELECT source_id FROM schedule WHERE " + which +
               ")") {}
  const char* read() const { return read_.c_str(); }
  const char* lease() const { return lease_.c_str(); }

 private:
  std::string read_, lease_;
};
const std::string kFirst = "next_poll <= ?1 ORDER BY next_poll, source_id LIMIT ?2";
const DueStatements kDue{kFirst};
const DueStatements kDueFiles{"is_file AND " + kFirst};
const DueStatements kDueNetwork{"NOT is_file AND " + kFirst};
const std::string kNamed = select_due_sources("source_id = (SELECT id FROM source WHERE enabled AND slug = ?1)");
constexpr const char* kLease = "UPDATE schedule SET next_poll = ?2 WHERE source_id = ?1";
constexpr const char* kNextDue = "SELECT min(next_poll) FROM schedule";
constexpr const char* kNextFileDue = "SELECT min(next_poll) FROM schedule WHERE is_file";
constexpr const char* kNextNetworkDue = "SELECT min(next_poll) FROM schedule WHERE NOT is_file";
constexpr const char* kPutOff =
    "UPDATE schedule SET next_poll = ?2, next_poll_reason = ?3, put_off = 1"
    " WHERE source_id = ?1 AND next_poll IS NOT NULL";
constexpr const char* kTold = "UPDATE source SET told_state = ?2, told_address = ?3 WHERE id = ?1";
constexpr const char* kLatestPoll = "SELECT max(last_poll) FROM schedule WHERE last_poll > ?1";
// What was polled while the clock was ahead, and keeps the place that it had; the others' times are right.
constexpr const char* kMoveBack =
    "UPDATE schedule SET next_poll = next_poll - ?2, last_poll = ?1, last_success = min(last_success, ?1),"
    " run_last = min(run_last, ?1) WHERE last_poll > ?1";
constexpr const char* kMoveHoldsBack =
    "UPDATE source SET held_until = held_until - ?2 WHERE held_until IS NOT NULL"
    " AND id IN (SELECT source_id FROM schedule WHERE last_poll > ?1)";
constexpr const char* kMoveHistoryBack =
    "UPDATE source SET last_new = min(last_new, ?1), since = min(since, ?1),"
    " last_unconditional = min(last_unconditional, ?1), rhythm_first = min(rhythm_first, ?1),"
    " rhythm_last = min(rhythm_last, ?1), run_first = min(run_first, ?1)";
// The reason of those that were spread: they were due.
constexpr std::string_view kWasOverdue = "it was due while nobody polled";
// What was due, and was only given another time while the clock was ahead, is overdue. Where that was not much, it may
// as well wait.
constexpr const char* kMovePutOffBack =
    "UPDATE schedule SET put_off = 0, next_poll ="
    " coalesce((SELECT held_until FROM source WHERE id = source_id AND held_until > ?1), ?2 - 1)"
    " WHERE last_poll <= ?1 AND next_poll > ?1 + ?3"
    " AND (put_off OR next_poll_reason = ?4)";
constexpr const char* kMoveRunsBack = "UPDATE poll_run SET first = min(first, ?1), last = ?1 WHERE last > ?1";
// Added while the clock was ahead, and not polled yet: there is nothing to move it back by.
constexpr const char* kNeverPolled =
    "UPDATE schedule SET next_poll = ?1 WHERE last_poll IS NULL AND next_poll > ?1 + 86400";
constexpr const char* kCountOverdue = "SELECT count(*) FROM schedule WHERE next_poll < ?1 AND last_poll IS NOT NULL";
// Row numbers times an odd constant, modulo the window: neighbours in the table, which often share a host, part.
constexpr const char* kSpread =
    "UPDATE schedule SET next_poll = ?2 + source_id * 2654435761 % ?3,"
    " next_poll_reason = ?4 WHERE next_poll < ?1 AND last_poll IS NOT NULL";
constexpr const char* kNames = "SELECT identity, key FROM entry WHERE source_id = ?1";
constexpr const char* kIdQuality = "SELECT id_quality FROM source WHERE id = ?1";

template <class Statements>
const Statements& by_reach(Reach reach, const Statements& any, const Statements& files, const Statements& network) {
  if (reach == Reach::Any) return any;
  return reach == Reach::Files ? files : network;
}

}  // namespace

Result<std::vector<DueSource>> claim_due(Database& database, const Claim& claim) {
  Transaction transaction(database, Transaction::Kind::Write, Sync::Later);
  std::vector<DueSource> due;
  const DueStatements& statements = by_reach(claim.reach, kDue, kDueFiles, kDueNetwork);
  for (Statement row = transaction.query(statements.read(), claim.now, claim.limit); row.next();)
    due.push_back(read_due_source(row));
  if (!due.empty()) transaction.execute(statements.lease(), claim.now, claim.limit, claim.now + claim.lease);
  return transaction.commit(std::move(due));
}

Result<std::vector<DueSource>> claim_named(Database& database, std::span<const std::string> slugs, const Claim& claim) {
  Transaction transaction(database, Transaction::Kind::Write, Sync::Later);
  std::vector<DueSource> due;
  for (const std::string& slug : slugs) {
    for (Statement row = transaction.query(kNamed.c_str(), slug); row.next();) due.push_back(read_due_source(row));
  }
  for (const DueSource& source : due) transaction.execute(kLease, source.id, claim.now + claim.lease);
  return transaction.commit(std::move(due));
}

Result<std::optional<Timestamp>> next_due(Database& database, Reach reach) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::optional<Timestamp> earliest;
  for (Statement row = transaction.query(by_reach(reach, kNextDue, kNextFileDue, kNextNetworkDue)); row.next();)
    earliest = row.time(0);
  return transaction.commit(earliest);
}

Result<bool> put_off(Database& database, std::span<const PutOff> sources) {
  Transaction transaction(database, Transaction::Kind::Write, Sync::Later);
  for (const PutOff& put_off : sources) transaction.execute(kPutOff, put_off.source, put_off.until, put_off.reason);
  return transaction.commit();
}

Result<bool> remember_told(Database& database, SourceId source, const Told& told) {
  Transaction transaction(database, Transaction::Kind::Write);
  transaction.execute(kTold, source, told.state, told.adopted_url);
  return transaction.commit();
}

Result<Resumed> resume(Database& database, const Resume& resume) {
  Transaction transaction(database, Transaction::Kind::Write, Sync::Later);
  Resumed resumed;
  for (Statement row = transaction.query(kLatestPoll, resume.now); row.next();) {
    if (const auto latest = row.time(0)) resumed.moved_back = *latest - resume.now;
  }
  const Timestamp overdue = resume.now - resume.grace;
  if (resumed.moved_back > std::chrono::seconds{0}) {
    if (resumed.moved_back > resume.longest)
      transaction.execute(kMovePutOffBack, resume.now, overdue, resume.longest.count(), kWasOverdue);
    transaction.execute(kMoveHoldsBack, resume.now, resumed.moved_back.count());
    transaction.execute(kMoveBack, resume.now, resumed.moved_back.count());
    transaction.execute(kMoveHistoryBack, resume.now);
    transaction.execute(kMoveRunsBack, resume.now);
  }
  transaction.execute(kNeverPolled, resume.now);
  for (Statement row = transaction.query(kCountOverdue, overdue); row.next();) {
    resumed.spread = static_cast<std::size_t>(row.integer(0));
  }
  if (resumed.spread > 0) {
    transaction.execute(kSpread, overdue, resume.now, window_of(resume, resumed.spread).count(), kWasOverdue);
  }
  return transaction.commit(resumed);
}

Result<std::string> homepage(Database& database, SourceId source) {
  Transaction transaction(database, Transaction::Kind::Read);
  const std::optional<SourceRow> row = read_source(transaction, source);
  return transaction.commit(row ? row->head.link : std::string());
}

Result<Known> known(Database& database, SourceId source, const Feed& feed) {
  Transaction transaction(database, Transaction::Kind::Read);
  Known known;
  for (Statement row = transaction.query(kIdQuality, source); row.next();) {
    known.id_quality = read_id_quality(row.text(0));
  }
  Lookup lookup(transaction, source);
  look_up(lookup, feed, known);
  return transaction.commit(std::move(known));
}

Result<std::vector<dedup::StoredName>> names(Database& database, SourceId source) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::vector<dedup::StoredName> names;
  for (Statement row = transaction.query(kNames, source); row.next();) names.push_back({row.text(0), row.text(1)});
  return transaction.commit(std::move(names));
}

}  // namespace commonplace::store::sqlite
