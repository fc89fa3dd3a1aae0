// What was acknowledged is there afterwards, once, however the process or the disk ends.

#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <set>

#include "store/contract/contract.h"
#include "store/sqlite/database.h"

namespace {

int waits_for_the_disk = 0;

}  // namespace

// What SQLite calls here.
extern "C" int fdatasync(int file) {
  ++waits_for_the_disk;
  return static_cast<int>(::syscall(SYS_fdatasync, file));
}

namespace commonplace::store::sqlite {
namespace {

namespace fs = std::filesystem;
using testing::article;
using testing::feed_of;
using testing::kNow;
using testing::TempDir;

constexpr int kEntriesAPoll = 5;

Result<std::unique_ptr<Store>> open(const std::string& path) {
  return open_sqlite(path, Access::ReadWrite, "news.example.org");
}

SourceId configure(Store& store) {
  Source source;
  source.slug = "a";
  std::span<Source> sources(&source, 1);
  return store.sync_sources(sources, kNow) ? source.id : SourceId{};
}

// Poll `number` of a source that publishes five new entries a time.
Result<ApplyOutcome> poll(Store& store, SourceId source, int number, std::size_t body = 3000) {
  std::vector<Entry> entries;
  for (int i = 0; i < kEntriesAPoll; ++i) {
    const std::string name = std::to_string(number) + "." + std::to_string(i);
    Entry& entry = entries.emplace_back(article("urn:x:" + name, "Number " + name));
    entry.source = "a";
    entry.content = SafeHtml::trust_stored(name + std::string(body, 'x'));
  }
  const Feed feed = feed_of(std::move(entries));
  const Result<Known> known = store.known(source, feed);
  if (!known) return fail(known.error());
  RefreshCommit commit;
  commit.source = source;
  commit.now = kNow + std::chrono::seconds{number};
  commit.feed = &feed;
  commit.delta = reconcile(feed, *known, commit.now);
  return store.commit(commit);
}

// Runs `work` in a process of its own, which ends without cleaning up.
template <class Work>
pid_t fork_off(Work work) {
  const pid_t child = ::fork();
  if (child == 0) {
    work();
    ::_exit(0);
  }
  return child;
}

void expect_sound(const std::string& path) {
  Database database = std::move(Database::open(path, Access::ReadOnly).value());
  Transaction transaction(database, Transaction::Kind::Read);
  Statement row = transaction.query("PRAGMA integrity_check");
  ASSERT_TRUE(row.next());
  EXPECT_EQ(row.text(0), "ok");
  EXPECT_FALSE(transaction.query("PRAGMA foreign_key_check").next());
}

std::set<int> polls_in(Store& store) {
  std::set<std::string> ids;
  const std::vector<Entry> entries = store.entries({}).value();
  for (const Entry& entry : entries) EXPECT_TRUE(ids.insert(entry.id).second) << entry.id << " is there twice";
  std::set<int> polls;
  for (const std::string& id : ids) polls.insert(std::stoi(id.substr(6)));
  EXPECT_EQ(ids.size(), polls.size() * kEntriesAPoll) << "a poll is there whole or not at all";
  return polls;
}

TEST(Durability, WhatWasAcknowledgedSurvivesKill) {
  const TempDir folder;
  const std::string path = (folder.path() / "store.db").string();
  std::mt19937 random(20241024);
  std::set<int> acknowledged;
  int next = 0;
  for (int round = 0; round < 25; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = fork_off([&] {
      const auto store = open(path);
      if (!store) return;
      const SourceId source = configure(**store);
      for (int number = next; poll(**store, source, number); ++number) {
        if (::write(ends[1], &number, sizeof number) != sizeof number) return;
      }
    });
    ::close(ends[1]);
    // Killed somewhere in the work that follows a random acknowledgement; in round 0, perhaps while creating the file.
    const int patience = round == 0 ? 0 : static_cast<int>(random() % 6);
    int number = 0;
    for (int i = 0; i < patience && ::read(ends[0], &number, sizeof number) == sizeof number; ++i) {
      acknowledged.insert(number);
    }
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    while (::read(ends[0], &number, sizeof number) == sizeof number) acknowledged.insert(number);
    ::close(ends[0]);

    const auto store = open(path);
    ASSERT_TRUE(store) << store.error().detail;
    const std::set<int> stored = polls_in(**store);
    EXPECT_TRUE(std::includes(stored.begin(), stored.end(), acknowledged.begin(), acknowledged.end()));
    expect_sound(path);
    next = stored.empty() ? 0 : *stored.rbegin();  // the child polls the last one again
  }
  EXPECT_GT(acknowledged.size(), 20u);
}

// Locks of POSIX belong to a process: whoever closes a file that it had open a second time has none of them any more.
TEST(Durability, WhoeverOpensTheFileBesideUsLeavesTheLogInItsPlace) {
  const TempDir folder;
  const std::string path = (folder.path() / "store.db").string();
  int turn[2];
  ASSERT_EQ(::pipe(turn), 0);
  // Forked before SQLite has anything open here, which it would believe to be its own.
  const pid_t other = fork_off([&] {
    char is_there = 0;
    if (::read(turn[0], &is_there, 1) != 1) return;
    sqlite3* handle = nullptr;
    sqlite3_open(path.c_str(), &handle);
    sqlite3_exec(handle, "SELECT count(*) FROM entry", nullptr, nullptr, nullptr);
    sqlite3_close(handle);
  });
  const auto writer = open(path);
  ASSERT_TRUE(writer);
  const SourceId source = configure(**writer);
  ASSERT_TRUE(poll(**writer, source, 1));
  ASSERT_TRUE(open_sqlite(path, Access::ReadOnly, "news.example.org")) << "a reader of ours, which closes again";
  const char go = 1;
  ASSERT_EQ(::write(turn[1], &go, 1), 1);
  ::waitpid(other, nullptr, 0);
  EXPECT_TRUE(fs::exists(path + "-wal")) << "it took itself for the last one";
  ASSERT_TRUE(poll(**writer, source, 2));
  const auto reader = open_sqlite(path, Access::ReadOnly, "news.example.org");
  ASSERT_TRUE(reader);
  EXPECT_EQ(polls_in(**reader), (std::set<int>{1, 2}));
}

TEST(Durability, CreatingAFileMayBeKilledAtAnyMoment) {
  const TempDir folder;
  const std::string path = (folder.path() / "store.db").string();
  for (int round = 0; round < 20; ++round) {
    fs::remove(path);
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = fork_off([&] {
      const char started = 1;
      if (::write(ends[1], &started, 1) == 1) (void)open(path);
    });
    ::close(ends[1]);
    char started = 0;
    ASSERT_EQ(::read(ends[0], &started, 1), 1);
    for (int spin = 0; spin < round * 20; ++spin) ::sched_yield();
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    ::close(ends[0]);
    const auto store = open(path);
    ASSERT_TRUE(store) << store.error().detail;
    EXPECT_TRUE((*store)->entries({}).value().empty());
  }
}

// A limit on file size stands for a full disk: both fail in the middle of a write.
TEST(Durability, AFullDiskLosesThePollAndNothingElse) {
  const TempDir folder;
  const std::string path = (folder.path() / "store.db").string();
  const pid_t child = fork_off([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const auto store = open(path);
    if (!store) ::_exit(10);
    const SourceId source = configure(**store);
    if (!poll(**store, source, 1)) ::_exit(11);
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    const rlim_t unlimited = limit.rlim_cur;
    limit.rlim_cur = 200'000;
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const auto failed = poll(**store, source, 2, 100'000);
    if (failed) ::_exit(12);
    if (failed.error().code != Errc::Io && failed.error().code != Errc::StoreFailed) ::_exit(13);
    if ((*store)->entries({}).value().size() != kEntriesAPoll) ::_exit(14);  // reading goes on
    limit.rlim_cur = unlimited;
    ::setrlimit(RLIMIT_FSIZE, &limit);
    if (!poll(**store, source, 2, 100'000)) ::_exit(15);  // and so does writing, once there is room
  });
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
  const auto store = open(path).value();
  EXPECT_EQ(polls_in(*store), (std::set<int>{1, 2}));
  expect_sound(path);
}

TEST(Durability, OnlyNewsWaitForTheDisk) {
  const TempDir folder;
  const auto store = open((folder.path() / "store.db").string()).value();
  const SourceId source = configure(*store);
  const auto count = [](auto work) {
    const int before = waits_for_the_disk;
    EXPECT_TRUE(work());
    return waits_for_the_disk - before;
  };
  const auto unchanged = [&] {
    RefreshCommit commit;
    commit.source = source;
    commit.now = kNow;
    commit.learned_nothing = true;
    return store->commit(commit).has_value();
  };
  EXPECT_EQ(count([&] { return store->claim_due({.now = kNow, .limit = 1}).value().size() == 1; }), 0);
  EXPECT_EQ(count([&] { return poll(*store, source, 1).has_value(); }), 1);
  EXPECT_EQ(count([&] { return store->together(unchanged, Sync::Later).has_value(); }), 0);
  EXPECT_EQ(count([&] { return store->together(unchanged, Sync::Now).has_value(); }), 1);
  EXPECT_EQ(count([&] { return store->together(unchanged, Sync::Later).has_value(); }), 0)
      << "it does not stay as it was";
  const std::vector<PutOff> put_off = {{source, kNow, "waits for its turn"}};
  EXPECT_EQ(count([&] { return store->put_off(put_off).has_value(); }), 0);
}

TEST(Durability, APollWithoutNewsWritesNextToNothing) {
  const TempDir folder;
  const std::string path = (folder.path() / "store.db").string();
  const auto store = open(path).value();
  const SourceId source = configure(*store);
  ASSERT_TRUE(poll(*store, source, 1));
  const auto before = fs::file_size(path + "-wal");
  ASSERT_TRUE(poll(*store, source, 1));
  EXPECT_LE(fs::file_size(path + "-wal") - before, 4u * (8192 + 24))
      << "more than the source's rows, their index and the run of polls that ended";
  const auto then = fs::file_size(path + "-wal");
  ASSERT_TRUE(poll(*store, source, 1));
  EXPECT_LE(fs::file_size(path + "-wal") - then, 2u * (8192 + 24)) << "more than its row of the schedule and the index";
}

// Every row but those of sources, in a text.
std::string everything_else(const std::string& path) {
  constexpr const char* kTables[] = {
      "SELECT quote(json_array(id, key, source_id, identity, url_key, fingerprint, story_id, published, first_seen,"
      " position, revision, document)) FROM entry ORDER BY id",
      "SELECT quote(json_array(entry_id, summary, content)) FROM entry_body ORDER BY entry_id",
      "SELECT quote(json_array(entry_id, revision, replaced, document)) FROM revision ORDER BY entry_id, revision",
      "SELECT quote(json_array(id, key, atom_id, published, first_seen, position)) FROM story ORDER BY id",
      "SELECT quote(json_array(id, slug, rule, settings, changed, stories)) FROM topic ORDER BY id",
      "SELECT quote(json_array(entry_id, topic_id)) FROM topic_entry ORDER BY entry_id, topic_id",
      "SELECT quote(json_array(topic_id, key, story_id)) FROM topic_story ORDER BY topic_id, key",
      "SELECT quote(json_array(topic_id, span, stories)) FROM topic_span ORDER BY topic_id, span",
  };
  Database database = std::move(Database::open(path, Access::ReadOnly).value());
  Transaction transaction(database, Transaction::Kind::Read);
  std::string rows;
  for (const char* table : kTables) {
    for (Statement row = transaction.query(table); row.next();) rows += row.text(0) + "\n";
  }
  EXPECT_TRUE(transaction.commit());
  return rows;
}

TEST(Durability, APollOfKnownEntriesWritesItsOwnRecordOnly) {
  const TempDir folder;
  const std::string path = (folder.path() / "store.db").string();
  const auto store = open(path).value();
  const SourceId source = configure(*store);
  Topic topic;
  topic.slug = "all";
  ASSERT_TRUE(store->sync_topics(std::span(&topic, 1), kNow));
  ASSERT_TRUE(poll(*store, source, 1));
  const std::string before = everything_else(path);
  EXPECT_NE(before.find("urn:x:1.0"), std::string::npos);
  ASSERT_TRUE(poll(*store, source, 1));
  EXPECT_EQ(everything_else(path), before);
}

TEST(Durability, PollsThatAreWrittenTogetherSurviveKillTogether) {
  const TempDir folder;
  const std::string path = (folder.path() / "store.db").string();
  std::mt19937 random(20241124);
  int acknowledged = 0;  // groups, of three polls each
  for (int round = 0; round < 15; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = fork_off([&] {
      const auto store = open(path);
      if (!store) return;
      const SourceId source = configure(**store);
      for (int group = acknowledged;; ++group) {
        const auto three = [&] {
          for (int i = 0; i < 3; ++i) (void)poll(**store, source, 3 * group + i);
        };
        if (!(*store)->together(three, Sync::Now)) return;
        if (::write(ends[1], &group, sizeof group) != sizeof group) return;
      }
    });
    ::close(ends[1]);
    int group = 0;
    for (std::uint32_t i = 0, patience = 1 + random() % 4; i < patience; ++i) {
      if (::read(ends[0], &group, sizeof group) == sizeof group) acknowledged = group + 1;
    }
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    while (::read(ends[0], &group, sizeof group) == sizeof group) acknowledged = group + 1;
    ::close(ends[0]);

    const auto store = open(path);
    ASSERT_TRUE(store) << store.error().detail;
    const std::set<int> stored = polls_in(**store);
    EXPECT_GE(stored.size(), 3u * static_cast<std::size_t>(acknowledged));
    EXPECT_EQ(stored.size() % 3, 0u) << "a group is there whole or not at all";
    expect_sound(path);
  }
  EXPECT_GT(acknowledged, 15);
}

TEST(Durability, EarlierRevisionsAreKept) {
  const TempDir folder;
  const std::string path = (folder.path() / "store.db").string();
  const auto store = open(path).value();
  const SourceId source = configure(*store);
  ASSERT_TRUE(poll(*store, source, 1, 10));
  ASSERT_TRUE(poll(*store, source, 1, 20));
  Database database = std::move(Database::open(path, Access::ReadOnly).value());
  Transaction transaction(database, Transaction::Kind::Read);
  Statement row = transaction.query("SELECT count(*), min(revision), min(document) FROM revision");
  ASSERT_TRUE(row.next());
  EXPECT_EQ(row.integer(0), kEntriesAPoll);
  EXPECT_EQ(row.integer(1), 1);
  EXPECT_NE(row.text(2).find("\"content\":\"1.0xxxxxxxxxx\""), std::string::npos) << row.text(2);
}

}  // namespace
}  // namespace commonplace::store::sqlite
