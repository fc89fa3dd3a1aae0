#include <gtest/gtest.h>

#include "store/sqlite/database.h"
#include "support/temp_dir.h"

namespace commonplace::store::sqlite {
namespace {

using testing::TempDir;

constexpr const char* kInsert = "INSERT INTO t VALUES (?1, ?2)";
constexpr const char* kCount = "SELECT count(*) FROM t";
constexpr const char* kAll = "SELECT a, b FROM t ORDER BY a";

std::int64_t count(Database& database) {
  Transaction transaction(database, Transaction::Kind::Read);
  Statement row = transaction.query(kCount);
  return row.next() ? row.integer(0) : -1;
}

class TransactionTest : public ::testing::Test {
 protected:
  TransactionTest() { EXPECT_TRUE(database_.run("CREATE TABLE t (a INTEGER UNIQUE, b TEXT)")); }

  TempDir folder_;
  std::string path_ = (folder_.path() / "test.db").string();
  Database database_ = std::move(Database::create(path_).value());
};

TEST_F(TransactionTest, KeepsEveryKindOfValue) {
  const std::string with_nul("a\0b", 3);
  const std::optional<Timestamp> none;
  const Timestamp time{std::chrono::seconds{-5}};
  const std::uint64_t bits = 0xFFFF'FFFF'FFFF'FFFE;
  Transaction transaction(database_, Transaction::Kind::Write);
  Statement row = transaction.query("SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7", with_nul, none, time, bits, TopicId{7}, true,
                                    std::string_view());
  ASSERT_TRUE(row.next());
  EXPECT_EQ(row.text(0), with_nul);
  EXPECT_EQ(row.time(1), std::nullopt);
  EXPECT_EQ(row.time(2), time);
  EXPECT_EQ(row.bits(3), bits);
  EXPECT_EQ(row.id<TopicId>(4), TopicId{7});
  EXPECT_EQ(row.integer(5), 1);
  EXPECT_FALSE(row.is_null(6)) << "an empty text is a text";
  EXPECT_EQ(row.text(6), "");
}

TEST_F(TransactionTest, IsUndoneUnlessCommitted) {
  {
    Transaction transaction(database_, Transaction::Kind::Write);
    transaction.execute(kInsert, 1, "x");
  }
  EXPECT_EQ(count(database_), 0);
  Transaction transaction(database_, Transaction::Kind::Write);
  transaction.execute(kInsert, 1, "x");
  ASSERT_TRUE(transaction.commit());
  EXPECT_EQ(count(database_), 1);
}

TEST_F(TransactionTest, AfterAFailureNothingMoreHappens) {
  Transaction transaction(database_, Transaction::Kind::Write);
  transaction.execute(kInsert, 1, "x");
  transaction.execute(kInsert, 1, "the same again");
  EXPECT_FALSE(transaction.ok());
  transaction.execute(kInsert, 2, "y");
  EXPECT_FALSE(transaction.query(kCount).next());
  const auto done = transaction.commit();
  ASSERT_FALSE(done);
  EXPECT_NE(done.error().detail.find("UNIQUE"), std::string::npos) << done.error().detail;
}

TEST_F(TransactionTest, StatementsOfOneTextMayOverlap) {
  Transaction transaction(database_, Transaction::Kind::Write);
  for (int i = 0; i < 3; ++i) transaction.execute(kInsert, i, "x");
  int pairs = 0;
  for (Statement outer = transaction.query(kAll); outer.next();) {
    for (Statement inner = transaction.query(kAll); inner.next();) ++pairs;
  }
  EXPECT_EQ(pairs, 9);
}

TEST_F(TransactionTest, AReaderSeesOnlyWhatIsCommitted) {
  Database reader = std::move(Database::open(path_, Access::ReadOnly).value());
  Transaction writing(database_, Transaction::Kind::Write);
  writing.execute(kInsert, 1, "x");
  EXPECT_EQ(count(reader), 0);
  {
    Transaction reading(reader, Transaction::Kind::Read);
    EXPECT_FALSE(reading.query(kAll).next());
    ASSERT_TRUE(writing.commit());
    EXPECT_FALSE(reading.query(kAll).next()) << "one transaction sees one state";
  }
  EXPECT_EQ(count(reader), 1);
}

TEST_F(TransactionTest, ASecondWriterIsTurnedAway) {
  Database other = std::move(Database::open(path_, Access::ReadWrite).value());
  ASSERT_TRUE(other.run("PRAGMA busy_timeout = 1"));
  Transaction writing(database_, Transaction::Kind::Write);
  Transaction second(other, Transaction::Kind::Write);
  second.execute(kInsert, 1, "x");
  const auto done = second.commit();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, Errc::StoreLocked);
  EXPECT_NE(done.error().detail.find(path_), std::string::npos);
}

}  // namespace
}  // namespace commonplace::store::sqlite
