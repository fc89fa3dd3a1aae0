#include "store/sqlite/appearance.h"

#include "store/sqlite/statement.h"

namespace commonplace::store::sqlite {
namespace {

constexpr const char* kStored = "SELECT site, whole, since FROM appearance";
constexpr const char* kFirst = "INSERT INTO appearance (id, site, whole, since) VALUES (1, ?1, ?2, NULL)";
constexpr const char* kChange = "UPDATE appearance SET site = ?1, whole = ?2, since = max(ifnull(since, ?3), ?3)";
constexpr const char* kTouchAll = "UPDATE topic SET changed = max(changed, ?1)";

Timestamp since_stored(Transaction& transaction) {
  Timestamp since{};
  for (Statement row = transaction.query(kStored); row.next();) since = row.time(2).value_or(Timestamp{});
  return since;
}

}  // namespace

Result<Timestamp> sync_appearance(Database& database, const Appearance& appearance, Timestamp now) {
  Transaction transaction(database, Transaction::Kind::Write);
  std::optional<Appearance> before;
  for (Statement row = transaction.query(kStored); row.next();) before = Appearance{row.bits(0), row.bits(1)};
  if (!before) {
    transaction.execute(kFirst, appearance.site, appearance.whole);
  } else if (before->whole != appearance.whole || before->site != appearance.site) {
    transaction.execute(kChange, appearance.site, appearance.whole, now);
    if (before->site != appearance.site) transaction.execute(kTouchAll, now);
  }
  const Timestamp since = since_stored(transaction);
  return transaction.commit(Timestamp{since});
}

Result<Timestamp> appearance_since(Database& database) {
  Transaction transaction(database, Transaction::Kind::Read);
  const Timestamp since = since_stored(transaction);
  return transaction.commit(Timestamp{since});
}

}  // namespace commonplace::store::sqlite
