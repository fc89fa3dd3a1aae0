#include "app/checkup.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "support/temp_dir.h"

namespace commonplace::app {
namespace {

namespace fs = std::filesystem;
using commonplace::testing::TempDir;

class CheckupTest : public ::testing::Test {
 protected:
  std::string directory() const { return (folder_.path() / "feeds.d").string(); }
  fs::path write(const std::string& name, std::string_view text, int mode = 0640) const {
    const fs::path path = folder_.write("feeds.d/" + name, text);
    fs::permissions(path, fs::perms(mode));
    return path;
  }
  InForce in_force() const { return read_in_force({directory(), {}}, {}); }

  static std::string told(const Findings& findings) {
    std::string lines;
    for (const CheckupFinding& finding : findings)
      lines += std::string(name(finding.verdict)) + " " + finding.subject + ": " + finding.next + "\n";
    return lines;
  }

  TempDir folder_;
};

TEST_F(CheckupTest, LooksAtTheDropIns) {
  write("a.toml", "");
  EXPECT_EQ(told(check_configuration(in_force(), "D")), "warn configuration: commonplace add URL\n");
  write("a.toml", "[source.a]\nurl = 'https://a.example/'\n");
  EXPECT_EQ(told(check_configuration(in_force(), "D")), "ok configuration: \n");
  write("b.toml", "[topic.b]\nsources = ['nobody']\n");
  EXPECT_EQ(told(check_configuration(in_force(), "D")), "warn configuration: commonplace check --config D\n");
  write("c.toml", "[topic.c]\nlimt = 1\n[topic.d]\nlimt = 1\n");
  const Findings bad = check_configuration(in_force(), "D");
  EXPECT_EQ(told(bad), "fail configuration: commonplace check --config D\n");
  EXPECT_NE(bad[0].message.find("2 mistakes, the first in " + directory() + "/c.toml:2:1: error:"), std::string::npos)
      << bad[0].message;
}

TEST_F(CheckupTest, LooksAtWhoMayReadSecrets) {
  struct Case {
    std::string_view text;
    int mode;
    bool is_told;
  };
  const Case cases[] = {
      {"[source.a]\nurl = 'https://a.example/'\npassword = 's3cret'\n", 0644, true},
      {"[source.a]\nurl = 'https://a.example/'\npassword = 's3cret'\n", 0640, false},
      {"[source.a]\nurl = 'https://a.example/'\npassword = '${env:HOME}'\n", 0644, false},
      {"[source.a]\nurl = 'https://ann:s3cret@a.example/'\n", 0644, true},
      {"[source.a]\nurl = 'https://a.example/?token=0123456789'\n", 0644, true},
      {"[source.a]\nurl = 'https://a.example/'\nheaders = { Accept-Language = 'fr' }\n", 0644, false},
      {"[topic.a]\naccess = ['0123456789']\n", 0644, true},
      {"[topic.a]\naccess = 'public'\n", 0644, false},
      {"[service]\nalerts = { webhook = 'https://a.example/s3cret' }\n", 0644, true},
      {"[service]\ntitle = 'News'\n", 0644, false},
  };
  for (const Case& c : cases) {
    const fs::path path = write("a.toml", c.text, c.mode);
    EXPECT_EQ(told(check_permissions(in_force(), directory())),
              c.is_told ? "warn secrets: chmod o-r " + path.string() + "\n" : "ok permissions: \n")
        << c.text;
  }
}

TEST_F(CheckupTest, LooksAtFilesThatHoldSecrets) {
  const fs::path token = folder_.write("token", "s3cret");
  write("a.toml", "[source.a]\nurl = 'https://a.example/'\npassword = '${file:" + token.string() + "}'\n", 0644);
  fs::permissions(token, fs::perms(0644));
  EXPECT_EQ(told(check_permissions(in_force(), directory())), "warn secrets: chmod o-r " + token.string() + "\n");
  fs::permissions(token, fs::perms(0600));
  EXPECT_EQ(told(check_permissions(in_force(), directory())), "ok permissions: \n");
}

TEST_F(CheckupTest, LooksAtWhoMayChangeTheDropIns) {
  const fs::path path = write("a.toml", "", 0646);
  EXPECT_EQ(told(check_permissions(in_force(), directory())), "fail permissions: chmod o-w " + path.string() + "\n");
}

TEST_F(CheckupTest, LooksAtTheStoreAndItsDisk) {
  config::Service service;
  service.database = "sqlite:" + (folder_.path() / "news.db").string();
  EXPECT_EQ(told(check_store(service, Timestamp{})), "warn store: commonplace poll\n");
  const Findings disk = check_disk(service);
  ASSERT_EQ(disk.size(), 1u);
  EXPECT_EQ(disk[0].subject, "disk");
  folder_.write("news.db",
                "this is no database, but long enough to look like something that somebody wanted to keep here");
  EXPECT_EQ(check_store(service, Timestamp{}).at(0).verdict, Verdict::Fail);
  service.database = "sqlite:" + (folder_.path() / "nowhere/news.db").string();
  EXPECT_EQ(told(check_disk(service)), "fail disk: mkdir -p " + (folder_.path() / "nowhere").string() + "\n");
}

}  // namespace
}  // namespace commonplace::app
