#include "store/sqlite/backup.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "store/contract/contract.h"

namespace commonplace::store::sqlite {
namespace {

using commonplace::testing::article;
using commonplace::testing::feed_of;
using commonplace::testing::OnSqlite;
using commonplace::testing::StoreContract;
namespace fs = std::filesystem;

class BackupTest : public StoreContract<OnSqlite> {
 protected:
  std::string store_path() { return (backend_.folder.path() / "store.db").string(); }
  std::string copy_path() { return (backend_.folder.path() / "copy.db").string(); }
  // That nothing else lies around.
  std::size_t files() {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(backend_.folder.path()), fs::directory_iterator()));
  }
};

TEST_F(BackupTest, CopiesWhatIsCommittedWhileTheWriterIsOpen) {
  const SourceId a = add_source("a");
  poll(a, feed_of({article("1", "One")}));
  const std::size_t before = files();
  ASSERT_TRUE(back_up(store_path(), copy_path()));
  EXPECT_EQ(files(), before + 1) << "no log, nothing half done";
  poll(a, feed_of({article("2", "Two")}));
  const auto copy = open_sqlite(copy_path(), Access::ReadWrite, "news.example.org");
  ASSERT_TRUE(copy) << copy.error().detail;
  EXPECT_EQ(titles((*copy)->entries({}).value()), std::vector<std::string>{"One"});
  EXPECT_EQ(all_entries().size(), 2u);
}

TEST_F(BackupTest, NeverWritesOverAFile) {
  std::ofstream(copy_path()) << "precious";
  const auto outcome = back_up(store_path(), copy_path());
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, Errc::Io);
  EXPECT_NE(outcome.error().detail.find("File exists"), std::string::npos) << outcome.error().detail;
  EXPECT_EQ(fs::file_size(copy_path()), 8u);
}

TEST_F(BackupTest, WhatCannotBeCopiedLeavesNothing) {
  const std::size_t before = files();
  EXPECT_EQ(back_up(store_path() + ".none", copy_path()).error().code, Errc::NotFound);
  EXPECT_EQ(back_up(store_path(), "/nowhere/copy.db").error().code, Errc::Io);
  EXPECT_EQ(files(), before);
}

}  // namespace
}  // namespace commonplace::store::sqlite
