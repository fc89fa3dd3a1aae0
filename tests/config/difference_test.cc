#include "config/difference.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "config/keys.h"

namespace commonplace::config {
namespace {

Config configured(const std::string& text) { return load({{"one.toml", text}}, {"/etc/feeds.d", false, {}}).config; }

Difference between(const std::string& before, const std::string& after) {
  Config old = configured(before), young = configured(after);
  for (Source& source : young.sources) source.id = SourceId{7};  // rows of the store are no settings
  for (Topic& topic : young.topics) topic.id = TopicId{7};
  return difference(old, young);
}

const std::string kA = "[source.a]\nurl = 'https://a.example/'\n";
const std::string kB = "[source.b]\nurl = 'https://b.example/'\n";
const std::string kC = "[source.c]\nurl = 'https://c.example/'\n";

TEST(Difference, NamesWhatChanged) {
  struct Case {
    std::string before, after;
    std::string_view words;
  };
  const Case cases[] = {
      {kA, kA, "nothing changed"},
      {kA, "# a comment\n" + kA, "nothing changed"},
      {"", kA, "1 source added (a)"},
      {kB, kA + kB + kC, "2 sources added (a, c)"},
      {kA + kC, kB, "1 source added (b), 2 sources removed (a, c)"},
      {kA + kB, kA + "tags = ['x']\n" + kB, "1 source changed (a)"},
      {kA + kB, "[defaults]\ninterval = '2h'\n" + kA + kB, "2 sources changed (a, b)"},
      {"[topic.t]\n[topic.u]\n", "[topic.t]\nmatch = 'x'\n[topic.v]\n",
       "1 topic added (v), 1 topic changed (t), 1 topic removed (u)"},
      {"[service]\ntitle = 'x'\n", "[service]\ntitle = 'y'\nlog_level = 'debug'\n",
       "[service] changed (title, log_level)"},
      {"", "[stories]\nsplit = [['aaaaaaaaaaaa', 'bbbbbbbbbbbb']]\n", "[stories] changed"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(in_words(between(c.before, c.after)), c.words);
    EXPECT_EQ(in_words(between(c.after, c.after)), "nothing changed");
  }
}

TEST(Difference, NamesOnlySoMany) {
  std::string many;
  for (int i = 10; i < 30; ++i) many += "[topic.t" + std::to_string(i) + "]\n";
  EXPECT_EQ(in_words(between("", many)),
            "20 topics added (t10, t11, t12, t13, t14, t15, t16, t17, t18, t19 and 10 more)");
  EXPECT_EQ(between("", many).topics.added.size(), 20u);
}

// What is added to the table of keys must be compared, too.
TEST(Difference, SeesEveryKeyOfTheService) {
  const std::map<std::string_view, std::string> values = {{"title", "'x'"},
                                                          {"public_url", "'https://x.example'"},
                                                          {"listen", "'[::1]:80'"},
                                                          {"admin_listen", "'[::1]:81'"},
                                                          {"database", "'sqlite:x'"},
                                                          {"contact", "'x'"},
                                                          {"timezone", "'Europe/Paris'"},
                                                          {"language", "'fr'"},
                                                          {"allow_networks", "['10.0.0.0/8']"},
                                                          {"host_rate", "3"},
                                                          {"file_root", "'x'"},
                                                          {"host_connections", "3"},
                                                          {"parallel", "3"},
                                                          {"hub", "'https://hub.example/'"},
                                                          {"keep", "'9d'"},
                                                          {"log_level", "'debug'"},
                                                          {"alerts", "{ webhook = 'https://x.example/' }"}};
  for (const auto& key : service_keys()) {
    ASSERT_TRUE(values.contains(key.name)) << "no value to try for " << key.name;
    const Difference found = between("", "[service]\n" + std::string(key.name) + " = " + values.at(key.name));
    EXPECT_NE(std::ranges::find(found.service, key.name), found.service.end()) << key.name;
  }
}

TEST(Difference, SaysWhatWaitsForTheNextStart) {
  for (const std::string_view key : {"listen", "admin_listen", "database"}) EXPECT_TRUE(waits_for_start(key)) << key;
  EXPECT_FALSE(waits_for_start("log_level"));
}

}  // namespace
}  // namespace commonplace::config
