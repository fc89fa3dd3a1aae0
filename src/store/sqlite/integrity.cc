#include "store/sqlite/integrity.h"

#include "store/sqlite/database.h"
#include "store/sqlite/file.h"

namespace commonplace::store::sqlite {

Result<std::vector<std::string>> find_damage(const std::string& path) {
  Result<Database> database = open_file(path, Access::ReadOnly);
  if (!database) return fail(database.error());
  std::vector<std::string> damage;
  Transaction transaction(*database, Transaction::Kind::Read);
  for (Statement row = transaction.query("PRAGMA integrity_check(10)"); row.next();) {
    if (std::string finding = row.text(0); finding != "ok") damage.push_back(std::move(finding));
  }
  for (Statement row = transaction.query("PRAGMA foreign_key_check"); row.next() && damage.size() < 10;)
    damage.push_back("a row of " + row.text(0) + " belongs to a row of " + row.text(2) + " that is not there");
  return transaction.commit(std::move(damage));
}

}  // namespace commonplace::store::sqlite
