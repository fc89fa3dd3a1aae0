#include "runtime/folder_watch.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <functional>

#include "support/temp_dir.h"

namespace commonplace::runtime {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;
using commonplace::testing::TempDir;

// What is told of a folder within a folder of the test's own.
class FolderWatchTest : public ::testing::Test {
 protected:
  FolderWatchTest() { fs::create_directories(folder()); }

  fs::path folder() const { return root_.path() / "etc/feeds.d"; }
  fs::path path(const char* name) const { return root_.path() / name; }
  void write(const char* name, std::string_view text) { root_.write(name, text); }

  void watch() {
    const Result<bool> started = watch_.start();
    ASSERT_TRUE(started) << started.error().detail;
  }

  // Whether `change` is noticed, and the next one, too. Nothing must be pending before.
  bool notices(const std::function<void()>& change) {
    bool has_settled = false;
    auto wait = [this, &has_settled]() -> Task<void> {
      Task<Result<bool>> settled = watch_.settled();
      has_settled = (co_await std::move(settled)).has_value();
    };
    boost::asio::co_spawn(net_, wait(), boost::asio::detached);
    net_.restart();
    net_.poll();  // it waits by now
    change();
    net_.run_for(std::chrono::seconds{settles_in_});
    if (!has_settled) watch_.stop();
    net_.run_for(1s);
    return has_settled;
  }

  TempDir root_;
  boost::asio::io_context net_;
  FolderWatch watch_{net_, folder(), {20ms, 200ms}};
  int settles_in_ = 30;
};

TEST_F(FolderWatchTest, NoticesWhatEditorsDo) {
  write("etc/feeds.d/a.toml", "one");
  watch();
  EXPECT_TRUE(notices([&] { write("etc/feeds.d/a.toml", "two"); })) << "written in place";
  EXPECT_TRUE(notices([&] {
    write("etc/feeds.d/a.toml.new", "three");
    fs::rename(folder() / "a.toml.new", folder() / "a.toml");
  })) << "written beside, then renamed";
  EXPECT_TRUE(notices([&] {
    fs::rename(folder() / "a.toml", folder() / "a.toml~");
    write("etc/feeds.d/a.toml", "four");
    fs::remove(folder() / "a.toml~");
  })) << "renamed, written anew";
  EXPECT_TRUE(notices([&] { fs::remove(folder() / "a.toml"); }));
  EXPECT_TRUE(notices([&] { write("etc/feeds.d/b.toml", ""); }));
  EXPECT_TRUE(notices([&] { fs::permissions(folder() / "b.toml", fs::perms::none); }));
}

TEST_F(FolderWatchTest, NoticesThatTheFolderIsReplaced) {
  watch();
  EXPECT_TRUE(notices([&] { fs::rename(folder(), path("etc/old")); }));
  EXPECT_TRUE(notices([&] { fs::create_directory(folder()); })) << "it was missing, and is there again";
  EXPECT_TRUE(notices([&] { write("etc/feeds.d/a.toml", ""); }));
  EXPECT_TRUE(notices([&] { fs::remove_all(path("etc")); })) << "with the folder that it lay in";
  EXPECT_TRUE(notices([&] { write("etc/feeds.d/a.toml", ""); }));
  EXPECT_TRUE(notices([&] { write("etc/feeds.d/a.toml", "more"); }));
}

TEST_F(FolderWatchTest, NoticesWhatLinksLeadTo) {
  write("elsewhere/a.toml", "one");
  fs::create_symlink("../../elsewhere/a.toml", folder() / "a.toml");
  watch();
  EXPECT_TRUE(notices([&] { write("elsewhere/a.toml", "two"); }));
  EXPECT_TRUE(notices([&] { fs::remove(path("elsewhere/a.toml")); }));
  EXPECT_TRUE(notices([&] { write("elsewhere/a.toml", "three"); }));
}

// A ConfigMap: every file is a link through ..data, which leads to another folder after each change.
TEST_F(FolderWatchTest, NoticesAnotherVersionOfAMountedConfiguration) {
  write("etc/feeds.d/..1/a.toml", "one");
  fs::create_directory_symlink("..1", folder() / "..data");
  fs::create_symlink("..data/a.toml", folder() / "a.toml");
  watch();
  for (const std::string version : {"..2", "..3"}) {
    EXPECT_TRUE(notices([&] {
      write(("etc/feeds.d/" + version + "/a.toml").c_str(), version);
      fs::create_directory_symlink(version, folder() / "..data_tmp");
      fs::rename(folder() / "..data_tmp", folder() / "..data");
    }));
  }
}

TEST_F(FolderWatchTest, NoticesThatTheFoldersOwnLinkLeadsElsewhere) {
  fs::remove(folder());
  write("one/a.toml", "");
  write("two/a.toml", "");
  fs::create_directory_symlink(path("one"), folder());
  watch();
  EXPECT_TRUE(notices([&] { write("one/a.toml", "more"); }));
  EXPECT_TRUE(notices([&] {
    fs::create_directory_symlink("../two", path("etc/new"));
    fs::rename(path("etc/new"), folder());
  }));
  EXPECT_TRUE(notices([&] { write("two/a.toml", "more"); }));
}

TEST_F(FolderWatchTest, IsQuietAboutItsNeighbours) {
  watch();
  settles_in_ = 1;
  EXPECT_FALSE(notices([&] {
    write("etc/neighbour.toml", "");
    write("another/feeds.d/a.toml", "");
  }));
}

TEST_F(FolderWatchTest, SettlesEvenWhereItNeverIsQuiet) {
  watch();
  bool has_settled = false;
  auto wait = [&]() -> Task<void> {
    Task<Result<bool>> settled = watch_.settled();
    has_settled = (co_await std::move(settled)).has_value();
  };
  boost::asio::co_spawn(net_, wait(), boost::asio::detached);
  const auto end = std::chrono::steady_clock::now() + 30s;
  while (!has_settled && std::chrono::steady_clock::now() < end) {
    write("etc/feeds.d/a.toml", "again");
    net_.run_for(2ms);
    net_.restart();
  }
  EXPECT_TRUE(has_settled);
}

TEST(PlacesToWatch, EndWhereLinksGoInCircles) {
  const TempDir root;
  fs::create_directory_symlink("b", root.path() / "a");
  fs::create_directory_symlink("a", root.path() / "b");
  const WatchedPlaces places = places_to_watch(root.path() / "a/feeds.d");
  EXPECT_EQ(places.at(root.path()), (std::set<std::string>{"a", "b"}));
}

}  // namespace
}  // namespace commonplace::runtime
