#include "runtime/files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

#include "support/temp_dir.h"

namespace commonplace::runtime {
namespace {

namespace fs = std::filesystem;

class Files : public ::testing::Test {
 protected:
  std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(dir_.path()), fs::directory_iterator()));
  }
  testing::TempDir dir_;
};

TEST_F(Files, ReadsTheWholeFile) {
  const std::string content = std::string("a\0b\r\n", 5) + std::string(200'000, 'x');
  const fs::path path = dir_.write("file", content);
  EXPECT_EQ(read_file(path, 1u << 20), content);
  EXPECT_EQ(read_file(dir_.write("empty", ""), 0), "");
}

TEST_F(Files, KeepsTheLimitToTheByte) {
  const fs::path path = dir_.write("file", "12345");
  EXPECT_EQ(read_file(path, 5), "12345");
  const auto beyond = read_file(path, 4);
  ASSERT_FALSE(beyond);
  EXPECT_EQ(beyond.error().code, Errc::TooLarge);
  EXPECT_EQ(beyond.error().detail, path.string() + " is larger than the limit of 4 bytes");
}

TEST_F(Files, NamesPathAndReasonOfAFailure) {
  const fs::path missing = dir_.path() / "none";
  const auto absent = read_file(missing, 10);
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error(), (Error{Errc::Io, "cannot open " + missing.string() + ": No such file or directory"}));
  const auto folder = read_file(dir_.path(), 10);
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error(), (Error{Errc::Io, "cannot read " + dir_.path().string() + ": Is a directory"}));
  const auto nowhere = replace_file(missing / "file", "x");
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().code, Errc::Io);
}

TEST_F(Files, ReplacesContentAndLeavesNothingBeside) {
  const fs::path path = dir_.path() / "file";
  EXPECT_EQ(replace_file(path, "one"), 3u);
  EXPECT_EQ(replace_file(path, "three"), 5u);
  EXPECT_EQ(read_file(path, 10), "three");
  EXPECT_EQ(entries(), 1u);
}

TEST_F(Files, CreatesWhatIsNotThereYet) {
  const fs::path path = dir_.path() / "file";
  EXPECT_EQ(create_file(path, "one"), 3u);
  const auto again = create_file(path, "another");
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error(), (Error{Errc::Io, "cannot write " + path.string() + ": File exists"}));
  EXPECT_EQ(read_file(path, 10), "one");
  EXPECT_EQ(entries(), 1u);
}

TEST_F(Files, CreatesWhatOnlyItsGroupMayRead) {
  const fs::path path = dir_.path() / "file";
  ASSERT_TRUE(create_file(path, "s3cret", Readers::Group));
  EXPECT_EQ(fs::status(path).permissions() & (fs::perms::others_all | fs::perms::group_write), fs::perms::none);
}

TEST_F(Files, KeepsThePermissionsOfWhatItReplaces) {
  const fs::path path = dir_.write("file", "x");
  ASSERT_EQ(::chmod(path.c_str(), 0600), 0);
  ASSERT_TRUE(replace_file(path, "y"));
  EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Files, LeavesTheOldContentWhereReplacingFails) {
  fs::create_directories(dir_.path() / "folder/inside");
  const auto failed = replace_file(dir_.path() / "folder", "x");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, Errc::Io);
  EXPECT_TRUE(fs::is_directory(dir_.path() / "folder/inside"));
  EXPECT_EQ(entries(), 1u);
}

TEST_F(Files, LocksOnceAndNamesTheHolder) {
  const fs::path path = dir_.path() / "lock";
  auto first = FileLock::acquire(path);
  ASSERT_TRUE(first);
  const auto second = FileLock::acquire(path);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error(), (Error{Errc::StoreLocked, path.string() + " is in use by process " +
                                                          std::to_string(::getpid()) + " (runtime_test)"}));
}

TEST_F(Files, GivesTheLockUpWithItsObject) {
  const fs::path path = dir_.path() / "lock";
  {
    auto lock = FileLock::acquire(path);
    ASSERT_TRUE(lock);
    const FileLock moved = std::move(*lock);
    EXPECT_FALSE(FileLock::acquire(path));
  }
  EXPECT_TRUE(FileLock::acquire(path));
}

TEST_F(Files, IsNotHinderedByTheLockOfADeadProcess) {
  const fs::path path = dir_.path() / "lock";
  const pid_t child = ::fork();
  if (child == 0) ::_exit(FileLock::acquire(path) ? 0 : 1);
  int status = -1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
  EXPECT_TRUE(FileLock::acquire(path));
  EXPECT_EQ(read_file(path, 100), std::to_string(::getpid()) + "\n");
}

TEST_F(Files, DoesNotTrustWhatStandsInALockFile) {
  const fs::path path = dir_.write("lock", "rm -rf / and much more that is no number");
  const auto held = FileLock::acquire(path);
  ASSERT_TRUE(held);
  dir_.write("lock", "\x1b[31m");
  const auto second = FileLock::acquire(path);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().detail, path.string() + " is in use by another process");
}

}  // namespace
}  // namespace commonplace::runtime
