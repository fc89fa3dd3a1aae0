#include "config/written.h"

#include <gtest/gtest.h>

#include "config/keys.h"

namespace commonplace::config {
namespace {

using Texts = std::vector<std::string>;
using Table = std::map<std::string, std::string>;

TEST(ReadWritten, GivesSettingsAsTheyAreSpelled) {
  const Written written = read_written({{"a.toml", R"([service]
title = "not asked for"
[source.b]
url = "https://b.example/"
interval = "90m"
password = "${env:PW}"
[source.a]
url = "https://a.example/"
tags = "one"
page = { entries = "//li" }
[topic.t]
match = "librar*"
limit = 30
image = { url = "https://i.example/" }
)"}},
                                       {});
  EXPECT_EQ(written.sources,
            (std::vector<NamedSettings>{
                {"a", {{"url", "https://a.example/"}, {"tags", "one"}, {"page", Table{{"entries", "//li"}}}}},
                {"b", {{"url", "https://b.example/"}, {"interval", "90m"}, {"password", "${env:PW}"}}}}));
  EXPECT_EQ(
      written.topics,
      (std::vector<NamedSettings>{
          {"t",
           {{"match", "librar*"}, {"limit", std::int64_t{30}}, {"image", Table{{"url", "https://i.example/"}}}}}}));
}

TEST(ReadWritten, FillsInDefaultsAsLoadDoes) {
  const std::vector<DropIn> files = {
      {"a.toml", "[source.a]\nurl = \"https://a.example/\"\nheaders = { A = \"own\" }\ntags = [\"own\"]"},
      {"b.toml", "[defaults]\nheaders = { A = \"default\", B = \"default\" }\ntags = [\"default\"]\npriority = 7"}};
  const Settings settings = read_written(files, {}).sources.at(0).settings;
  EXPECT_EQ(settings, (Settings{{"url", "https://a.example/"},
                                {"headers", Table{{"A", "own"}, {"B", "default"}}},
                                {"tags", Texts{"own"}},
                                {"priority", std::int64_t{7}}}));
  const Source loaded = load(files, {"/etc/feeds.d", false, {}}).config.sources.at(0);
  EXPECT_EQ(loaded.headers, std::get<Table>(settings.at("headers")));
  EXPECT_EQ(loaded.tags, std::get<Texts>(settings.at("tags")));
}

TEST(ReadWritten, PassesOverWhatIsNotInForce) {
  const Written written = read_written({{"a.toml", "[source.a]\nurl = \"https://first.example/\""},
                                        {"b.toml", "[source.a]\nurl = \"https://second.example/\""},
                                        {"c.toml", "[source.c]\nurl = 1"},
                                        {"d.toml", "[source.d"},
                                        {"e.toml", "[source.E]\nurl = \"x\"\n[source.e]\nunknown = 1\ntags = [1]"}},
                                       {"c.toml"});
  EXPECT_EQ(written.sources, (std::vector<NamedSettings>{{"a", {{"url", "https://first.example/"}}}, {"e", {}}}));
}

// A key of another type than settings have would be lost in silence.
TEST(ReadWritten, HasAValueForEveryKeyThatASourceCanHave) {
  const Table special = {{"types", "{ A = \"b\" }"}, {"headers", "{ A = \"b\" }"},
                         {"tags", "[\"a\"]"},        {"allow_networks", "[\"10.0.0.0/8\"]"},
                         {"priority", "1"},          {"ignore_offset", "true"},
                         {"enabled", "false"},       {"backfill", "10"}};
  for (const auto& key : source_keys()) {
    const std::string name(key.name);
    const std::string value = special.contains(name) ? special.at(name) : "\"1h\"";
    const Written written = read_written({{"a.toml", "[source.a]\n" + name + " = " + value}}, {});
    EXPECT_TRUE(written.sources.at(0).settings.contains(name)) << name;
  }
}

}  // namespace
}  // namespace commonplace::config
