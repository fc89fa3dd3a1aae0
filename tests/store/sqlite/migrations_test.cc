#include "store/sqlite/migrations.h"

#include <gtest/gtest.h>

#include "support/temp_dir.h"

namespace commonplace::store::sqlite {
namespace {

using testing::TempDir;

constexpr const char* kFirst = "CREATE TABLE a (x); INSERT INTO a VALUES (1)";
constexpr const char* kSecond = "ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x + 1";
constexpr const char* kBroken = "INSERT INTO a VALUES (7, 7); INSERT INTO nowhere VALUES (1)";

class MigrateTest : public ::testing::Test {
 protected:
  std::int64_t sum_of(const char* sql) {
    Transaction transaction(database_, Transaction::Kind::Read);
    Statement row = transaction.query(sql);
    return row.next() ? row.integer(0) : -1;
  }

  TempDir folder_;
  Database database_ = std::move(Database::create((folder_.path() / "test.db").string()).value());
};

TEST_F(MigrateTest, TakesAnEmptyFileThroughAllSteps) {
  const char* const steps[] = {kFirst, kSecond};
  EXPECT_EQ(schema_version(database_, steps).value(), 0);
  ASSERT_TRUE(migrate(database_, steps));
  EXPECT_EQ(schema_version(database_, steps).value(), 2);
  EXPECT_EQ(sum_of("SELECT x + y FROM a"), 3);
  EXPECT_EQ(sum_of("PRAGMA application_id"), kApplicationId);
}

TEST_F(MigrateTest, RunsOnlyTheStepsThatAreNew) {
  const char* const old_steps[] = {kFirst};
  const char* const new_steps[] = {kFirst, kSecond};
  ASSERT_TRUE(migrate(database_, old_steps));
  ASSERT_TRUE(migrate(database_, old_steps));
  ASSERT_TRUE(migrate(database_, new_steps));
  EXPECT_EQ(sum_of("SELECT count(*) FROM a"), 1);
  EXPECT_EQ(sum_of("SELECT y FROM a"), 2);
}

TEST_F(MigrateTest, AFailedStepLeavesNoTrace) {
  const char* const steps[] = {kFirst, kSecond, kBroken};
  const auto migrated = migrate(database_, steps);
  ASSERT_FALSE(migrated);
  EXPECT_NE(migrated.error().detail.find("nowhere"), std::string::npos) << migrated.error().detail;
  EXPECT_EQ(schema_version(database_, steps).value(), 2);
  EXPECT_EQ(sum_of("SELECT count(*) FROM a"), 1);
}

TEST_F(MigrateTest, RefusesASchemaFromTheFuture) {
  const char* const new_steps[] = {kFirst, kSecond};
  ASSERT_TRUE(migrate(database_, new_steps));
  const char* const old_steps[] = {kFirst};
  const auto migrated = migrate(database_, old_steps);
  ASSERT_FALSE(migrated);
  EXPECT_EQ(migrated.error().code, Errc::StoreNewer);
  EXPECT_EQ(sum_of("PRAGMA user_version"), 2);
}

TEST_F(MigrateTest, CountsByTheirSpansTheStoriesThatAreThere) {
  constexpr std::size_t kBeforeSpans = 11;
  ASSERT_TRUE(migrate(database_, schema_steps().first(kBeforeSpans)));
  ASSERT_TRUE(
      database_.run("INSERT INTO topic (id, slug, rule, settings, changed) VALUES (1, 'a', 0, 0, 0), (2, 'b', 0, 0, 0);"
                    "INSERT INTO story VALUES (1, '1', 'urn:1', -1, 0, 0), (2, '2', 'urn:2', 0, 0, 0);"
                    "INSERT INTO story VALUES (3, '3', 'urn:3', 65535, 0, 0);"
                    "INSERT INTO topic_story SELECT 1, published, 0, 0, key, id FROM story;"
                    "INSERT INTO topic_story SELECT 2, published, 0, 0, key, id FROM story WHERE id = 3"));
  ASSERT_TRUE(migrate(database_));
  EXPECT_EQ(sum_of("SELECT count(*) FROM topic_span"), 3);
  EXPECT_EQ(sum_of("SELECT stories FROM topic_span WHERE topic_id = 1 AND span = -1"), 1);
  EXPECT_EQ(sum_of("SELECT stories FROM topic_span WHERE topic_id = 1 AND span = 0"), 2);
  EXPECT_EQ(sum_of("SELECT stories FROM topic_span WHERE topic_id = 2 AND span = 0"), 1);
}

// What a store knew before there were calendars and archives.
TEST_F(MigrateTest, FindsTheEventsAndTheOrderOfJoiningOfAStoreFromBefore) {
  constexpr std::size_t kBefore = 12;
  ASSERT_TRUE(migrate(database_, schema_steps().first(kBefore)));
  ASSERT_TRUE(database_.run(R"sql(
    INSERT INTO source (id, slug, url, settings, priority, tags, enabled, next_poll) VALUES (1, 'a', '', 0, 0, '', 1, 0);
    INSERT INTO topic (id, slug, rule, settings, changed) VALUES (1, 't', 0, 0, 0), (2, 'u', 0, 0, 0);
    INSERT INTO story (id, key, atom_id, published, first_seen, position) VALUES
      (1, 'k1', 'a1', 100, 500, 1), (2, 'k2', 'a2', 200, 500, 0), (3, 'k3', 'a3', 50, 900, 0);
    INSERT INTO entry (id, key, source_id, identity, url_key, fingerprint, story_id, published, first_seen, position,
                       revision, document) VALUES
      (1, 'k1', 1, 'i1', '', 0, 1, 100, 500, 1, 1,
       '{"title":"x","event":{"start":"2024-11-21","end":"2024-11-22","precision":"day","from":"title"}}'),
      (2, 'k2', 1, 'i2', '', 0, 2, 200, 500, 0, 1,
       '{"event":{"start":"2024-10-03T18:00:00Z","precision":"instant","from":"ev"}}'),
      (3, 'k3', 1, 'i3', '', 0, 3, 50, 900, 0, 1, '{"title":"no \"event\": here"}');
    INSERT INTO topic_story (topic_id, published, first_seen, position, key, story_id) VALUES
      (1, 100, 500, 1, 'k1', 1), (1, 200, 500, 0, 'k2', 2), (1, 50, 900, 0, 'k3', 3), (2, 50, 900, 0, 'k3', 3);
  )sql"));
  ASSERT_TRUE(migrate(database_));
  EXPECT_EQ(sum_of("SELECT count(*) FROM entry_event"), 2);
  EXPECT_EQ(sum_of("SELECT starts FROM entry_event WHERE entry_id = 1 AND whole_days"), 1'732'147'200);
  EXPECT_EQ(sum_of("SELECT over FROM entry_event WHERE entry_id = 1"), 1'732'233'600);
  EXPECT_EQ(sum_of("SELECT over FROM entry_event WHERE entry_id = 2 AND ends IS NULL AND NOT whole_days"),
            1'727'978'400);
  EXPECT_EQ(sum_of("SELECT place FROM topic_joined WHERE topic_id = 1 AND key = 'k1'"), 0);
  EXPECT_EQ(sum_of("SELECT place FROM topic_joined WHERE topic_id = 1 AND key = 'k2'"), 1);
  EXPECT_EQ(sum_of("SELECT place FROM topic_joined WHERE topic_id = 1 AND key = 'k3'"), 2);
  EXPECT_EQ(sum_of("SELECT place FROM topic_joined WHERE topic_id = 2"), 0);
  EXPECT_EQ(sum_of("SELECT sum(joined) FROM topic"), 4);
}

TEST_F(MigrateTest, KeepsTheScheduleOfTheSourcesThatAreThere) {
  constexpr std::size_t kBeforeScheduleApart = 14;
  ASSERT_TRUE(migrate(database_, schema_steps().first(kBeforeScheduleApart)));
  ASSERT_TRUE(database_.run(
      "INSERT INTO source (slug, url, settings, priority, tags, enabled, next_poll, last_poll, run_first, run_last,"
      " run_polls, run_inserted) VALUES ('a', 'https://a.example.org/', 0, 0, '', 1, 70, 10, 5, 10, 3, 0),"
      " ('b', 'file:b.xml', 0, 0, '', 1, 80, 20, 20, 20, 1, 4), ('c', 'https://c.example.org/', 0, 0, '', 0, 90, 30,"
      " NULL, NULL, 0, 0)"));
  ASSERT_TRUE(migrate(database_));
  EXPECT_EQ(sum_of("SELECT sum(next_poll) FROM schedule"), 150) << "a disabled source has none";
  EXPECT_EQ(sum_of("SELECT sum(last_poll) FROM schedule"), 60);
  EXPECT_EQ(sum_of("SELECT source_id FROM schedule WHERE is_file"), 2);
  EXPECT_EQ(sum_of("SELECT source_id FROM schedule WHERE quiet AND run_polls = 3 AND run_last = 10"), 1);
  EXPECT_EQ(sum_of("SELECT count(*) FROM schedule WHERE quiet"), 1);
}

}  // namespace
}  // namespace commonplace::store::sqlite
