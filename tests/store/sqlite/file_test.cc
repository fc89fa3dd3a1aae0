// What may be opened as a database, and what happens to everything else: nothing.

#include "store/sqlite/file.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <random>

#include "store/contract/contract.h"

namespace commonplace::store::sqlite {
namespace {

namespace fs = std::filesystem;
using testing::article;
using testing::feed_of;
using testing::kNow;
using testing::TempDir;

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Result<std::unique_ptr<Store>> open(const fs::path& path, Access access = Access::ReadWrite) {
  return open_sqlite(path.string(), access, "news.example.org");
}

// Polls entries number `first` to `last` - 1 into a source of its own.
void fill(Store& store, int last, int first = 0) {
  Source source;
  source.slug = "a";
  std::span<Source> sources(&source, 1);
  ASSERT_TRUE(store.sync_sources(sources, kNow));
  std::vector<Entry> entries;
  for (int i = first; i < last; ++i) {
    Entry& entry = entries.emplace_back(article("urn:x:" + std::to_string(i), "Title " + std::to_string(i)));
    entry.source = "a";
    entry.content = SafeHtml::trust_stored("<p>" + std::string(500, static_cast<char>('a' + i % 26)) + "</p>");
  }
  const Feed feed = feed_of(std::move(entries));
  RefreshCommit commit;
  commit.source = source.id;
  commit.now = kNow;
  commit.feed = &feed;
  commit.delta = reconcile(feed, {}, commit.now);
  ASSERT_TRUE(store.commit(commit));
}

void execute_elsewhere(const fs::path& path, const char* sql) {
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(handle);
  sqlite3_close(handle);
}

template <class T>
void expect_answer_or_damage(const Result<T>& result) {
  if (result) return;
  EXPECT_EQ(result.error().code, Errc::StoreCorrupt) << result.error().detail;
}

TEST(OpenFile, CreatesAFileThatIsOurs) {
  const TempDir folder;
  const fs::path path = folder.path() / "new.db";
  ASSERT_TRUE(open(path));
  const std::string bytes = content_of(path);
  EXPECT_EQ(bytes.substr(68, 4), "COMP");
  EXPECT_EQ(bytes.substr(16, 2), std::string("\x20\0", 2)) << "8 KiB pages";
  EXPECT_FALSE(fs::exists(path.string() + ".new"));
  EXPECT_FALSE(fs::exists(path.string() + "-wal")) << "closing leaves one file";
  EXPECT_TRUE(open(path)) << "and again";
}

// What `sqlite3 new.db < dump` makes keeps a journal, and whoever reads it beside the writer may be sent away.
TEST(OpenFile, GivesAFileThatWasMadeOfADumpALog) {
  constexpr std::size_t kWriteVersionAt = 18;
  const TempDir folder;
  const fs::path path = folder.path() / "new.db";
  ASSERT_TRUE(open(path));
  execute_elsewhere(path, "PRAGMA journal_mode = DELETE");
  ASSERT_EQ(content_of(path)[kWriteVersionAt], 1);
  ASSERT_TRUE(open(path));
  EXPECT_EQ(content_of(path)[kWriteVersionAt], 2) << "https://www.sqlite.org/fileformat2.html §1.3.3";
}

TEST(OpenFile, ReplacesWhatAKilledCreationLeft) {
  const TempDir folder;
  folder.write("new.db.new", "half a database");
  EXPECT_TRUE(open(folder.path() / "new.db"));
  EXPECT_FALSE(fs::exists(folder.path() / "new.db.new"));
}

TEST(OpenFile, TakesNamesThatSqliteWouldReadOtherwise) {
  const TempDir folder;
  for (const char* name : {"file:x.db", "a b?mode=memory.db", "ü%20.db"}) {
    ASSERT_TRUE(open(folder.path() / name)) << name;
    EXPECT_TRUE(fs::exists(folder.path() / name)) << name;
  }
  EXPECT_EQ(open_sqlite("", Access::ReadWrite, "x").error().code, Errc::Io);
}

TEST(OpenFile, RefusesForeignFilesAndLeavesThemAlone) {
  const TempDir folder;
  execute_elsewhere(folder.path() / "other.db", "CREATE TABLE t (x); INSERT INTO t VALUES (1);");
  struct Case {
    const char* name;
    std::string content;
  };
  const Case cases[] = {
      {"empty.db", ""},
      {"text.db", "[service]\ntitle = \"not a database\"\n"},
      {"magic.db", std::string("SQLite format 3\0", 16)},
      {"zeros.db", std::string(8192, '\0')},
      {"other.db", content_of(folder.path() / "other.db")},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const fs::path path = folder.write(c.name, c.content);
    for (const Access access : {Access::ReadWrite, Access::ReadOnly}) {
      const auto store = open(path, access);
      ASSERT_FALSE(store);
      EXPECT_EQ(store.error().code, Errc::StoreCorrupt);
      EXPECT_NE(store.error().detail.find(path.string()), std::string::npos) << store.error().detail;
      EXPECT_EQ(content_of(path), c.content);
    }
  }
}

TEST(OpenFile, RefusesAFileThatWasCutShort) {
  const TempDir folder;
  const fs::path path = folder.path() / "store.db";
  fill(*open(path).value(), 200);
  const auto whole = fs::file_size(path);
  for (const std::uintmax_t size : {whole - 1, whole - 8192, whole / 2, std::uintmax_t{8192}, std::uintmax_t{99}}) {
    SCOPED_TRACE(size);
    fs::resize_file(path, size);
    const auto store = open(path);
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, Errc::StoreCorrupt);
    EXPECT_EQ(fs::file_size(path), size);
  }
}

TEST(OpenFile, RefusesALogWithoutItsFile) {
  const TempDir folder;
  folder.write("store.db-wal", "frames");
  const auto store = open(folder.path() / "store.db");
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, Errc::StoreCorrupt);
  EXPECT_FALSE(fs::exists(folder.path() / "store.db"));
}

TEST(OpenFile, RefusesANewerSchema) {
  const TempDir folder;
  const fs::path path = folder.path() / "store.db";
  ASSERT_TRUE(open(path));
  execute_elsewhere(path, "PRAGMA user_version = 99");
  for (const Access access : {Access::ReadWrite, Access::ReadOnly}) {
    const auto store = open(path, access);
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, Errc::StoreNewer);
  }
}

TEST(OpenFile, ReadingNeedsAFileThatIsThere) {
  const TempDir folder;
  const auto store = open(folder.path() / "none.db", Access::ReadOnly);
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, Errc::NotFound);
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(OpenFile, NamesTheFolderThatCannotBeWrittenTo) {
  const TempDir folder;
  const auto store = open(folder.path() / "absent" / "store.db");
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, Errc::Io);
  EXPECT_NE(store.error().detail.find("No such file or directory"), std::string::npos) << store.error().detail;
}

TEST(OpenFile, AReaderCannotWrite) {
  const TempDir folder;
  const fs::path path = folder.path() / "store.db";
  fill(*open(path).value(), 3);
  const auto reader = open(path, Access::ReadOnly).value();
  EXPECT_EQ(reader->entries({}).value().size(), 3u);
  const auto written = reader->keep_dropins({{"a.toml", "x"}});
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, Errc::Io);
}

// As somebody who may write nowhere: root may everywhere.
class Nobody {
 public:
  Nobody() {
    const bool is_nobody = ::geteuid() != 0 || ::seteuid(65534) == 0;
    EXPECT_TRUE(is_nobody);
  }
  Nobody(const Nobody&) = delete;
  Nobody& operator=(const Nobody&) = delete;
  ~Nobody() { EXPECT_EQ(::seteuid(::getuid()), 0); }
};

// A file system that is mounted for reading, or a folder of somebody else.
TEST(OpenFile, IsReadWhereNothingCanBeWrittenBesideIt) {
  const TempDir folder;
  const fs::path path = folder.path() / "100%?a#b.db";
  fill(*open(path).value(), 3);
  ASSERT_EQ(::chmod(path.c_str(), 0444), 0);
  ASSERT_EQ(::chmod(folder.path().c_str(), 0555), 0);
  {
    const Nobody nobody;
    const auto reader = open(path, Access::ReadOnly);
    EXPECT_TRUE(reader && (*reader)->entries({}).value().size() == 3u) << (reader ? "" : reader.error().detail);
  }
  ASSERT_EQ(::chmod(folder.path().c_str(), 0755), 0);
  std::ofstream(path.string() + "-wal") << "a log";
  ASSERT_EQ(::chmod(folder.path().c_str(), 0555), 0);
  {
    const Nobody nobody;
    const auto reader = open(path, Access::ReadOnly);
    ASSERT_FALSE(reader);
    EXPECT_EQ(reader.error().code, Errc::Io);
    EXPECT_NE(reader.error().detail.find("-wal was not carried over"), std::string::npos) << reader.error().detail;
  }
  ASSERT_EQ(::chmod(folder.path().c_str(), 0755), 0);
}

// Whatever was done to the file, opening and using it ends in an answer or in StoreCorrupt, and a refused file is
// left as it was.
TEST(OpenFile, SurvivesRandomDamage) {
  const TempDir folder;
  const fs::path sound = folder.path() / "sound.db";
  fill(*open(sound).value(), 150);
  const std::string bytes = content_of(sound);
  std::mt19937 random(20241024);
  int refused = 0;
  for (int round = 0; round < 200; ++round) {
    SCOPED_TRACE(round);
    std::string damaged = bytes;
    const std::size_t at = random() % (bytes.size() / 4096) * 4096;
    const std::size_t length = round % 2 == 0 ? 4096 : 1 + random() % 64;
    for (std::size_t i = 0; i < length; ++i) damaged[at + i] = static_cast<char>(random());
    const fs::path path = folder.write("damaged.db", damaged);
    fs::remove(path.string() + "-wal");
    fs::remove(path.string() + "-shm");

    const auto store = open(path);
    if (!store) {
      ++refused;
      EXPECT_EQ(store.error().code, Errc::StoreCorrupt) << store.error().detail;
      EXPECT_EQ(content_of(path), damaged);
      continue;
    }
    expect_answer_or_damage((*store)->entries({}));
    expect_answer_or_damage((*store)->topics());
    expect_answer_or_damage((*store)->sources());
  }
  EXPECT_GT(refused, 100) << "a page of noise is noticed";
}

// Puts the log of `other`, which stays open meanwhile, beside `ours` and expects that to be refused.
void expect_log_refused(const fs::path& ours, const fs::path& other) {
  const std::string before = content_of(ours);
  fs::copy_file(other.string() + "-wal", ours.string() + "-wal");
  const auto store = open(ours);
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, Errc::StoreCorrupt) << store.error().detail;
  EXPECT_EQ(content_of(ours), before);
}

TEST(OpenFile, DoesNotTakeInTheLogOfAnotherDatabase) {
  const TempDir folder;
  const fs::path ours = folder.path() / "ours.db";
  const fs::path other = folder.path() / "other.db";
  fill(*open(ours).value(), 100);
  fill(*open(other).value(), 500, 100);
  const auto store = open(other).value();
  fill(*store, 502, 500);
  expect_log_refused(ours, other);
}

TEST(OpenFile, DoesNotTakeInTheLogOfAnotherProgram) {
  const TempDir folder;
  const fs::path ours = folder.path() / "ours.db";
  const fs::path other = folder.path() / "other.db";
  fill(*open(ours).value(), 100);
  Database program = std::move(Database::create(other.string()).value());
  ASSERT_TRUE(program.run("CREATE TABLE entry (x); INSERT INTO entry VALUES (1);"));
  expect_log_refused(ours, other);
}

}  // namespace
}  // namespace commonplace::store::sqlite
