#include "store/digests.h"

#include <gtest/gtest.h>

#include <set>

namespace commonplace::store {
namespace {

TEST(SettingsDigest, ChangesWithEverySettingOfASource) {
  struct Case {
    const char* name;
    void (*change)(Source&);
  };
  const Case cases[] = {
      {"url", [](Source& s) { s.url = "x"; }},
      {"title", [](Source& s) { s.title = "x"; }},
      {"homepage", [](Source& s) { s.homepage = "x"; }},
      {"type", [](Source& s) { s.type = "x"; }},
      {"types", [](Source& s) { s.types["x"] = "y"; }},
      {"tags", [](Source& s) { s.tags = {"x"}; }},
      {"priority", [](Source& s) { s.priority = 1; }},
      {"language", [](Source& s) { s.language = "x"; }},
      {"timezone", [](Source& s) { s.timezone = "x"; }},
      {"ignore_offset", [](Source& s) { s.ignore_offset = true; }},
      {"interval", [](Source& s) { s.interval += std::chrono::seconds{1}; }},
      {"min_interval", [](Source& s) { s.min_interval += std::chrono::seconds{1}; }},
      {"max_interval", [](Source& s) { s.max_interval += std::chrono::seconds{1}; }},
      {"rights", [](Source& s) { s.rights = Republish::Full; }},
      {"license", [](Source& s) { s.license = "x"; }},
      {"include", [](Source& s) { s.include = "x"; }},
      {"exclude", [](Source& s) { s.exclude = "x"; }},
      {"future_dates", [](Source& s) { s.future_dates = FutureDates::Hold; }},
      {"headers", [](Source& s) { s.headers["X"] = "y"; }},
      {"username", [](Source& s) { s.username = "x"; }},
      {"password", [](Source& s) { s.password = "x"; }},
      {"proxy", [](Source& s) { s.proxy = "x"; }},
      {"allow_networks", [](Source& s) { s.allow_networks = {"x"}; }},
      {"http_version", [](Source& s) { s.http_version = "x"; }},
      {"page", [](Source& s) { s.page.emplace(); }},
      {"page entries", [](Source& s) { s.page.emplace().entries = "x"; }},
      {"page meta_pattern", [](Source& s) { s.page.emplace().meta_pattern = "x"; }},
  };
  std::set<std::uint64_t> digests = {settings_digest(Source{})};
  for (const Case& c : cases) {
    Source source;
    c.change(source);
    EXPECT_TRUE(digests.insert(settings_digest(source)).second) << c.name;
  }
}

TEST(SettingsDigest, DoesNotDependOnRowOrSwitch) {
  Source source;
  source.id = SourceId{7};
  source.enabled = false;
  EXPECT_EQ(settings_digest(source), settings_digest(Source{}));
}

TEST(SettingsDigest, TellsNeighbouringListsApart) {
  Source one;
  one.tags = {"a"};
  Source other;
  other.allow_networks = {"a"};
  EXPECT_NE(settings_digest(one), settings_digest(other));
}

TEST(RuleDigest, DependsOnTagsOnlyWhereTheRuleNamesThem) {
  const std::map<std::string, std::vector<std::string>> before = {{"a", {}}};
  const std::map<std::string, std::vector<std::string>> after = {{"a", {"partners"}}};
  Topic plain;
  plain.match = "partners";
  plain.sources = {"a"};
  EXPECT_EQ(rule_digest(plain, before), rule_digest(plain, after));
  Topic by_source = plain;
  by_source.sources = {"#partners"};
  EXPECT_NE(rule_digest(by_source, before), rule_digest(by_source, after));
  Topic by_match = plain;
  by_match.match = "tag:partners";
  EXPECT_NE(rule_digest(by_match, before), rule_digest(by_match, after));
}

}  // namespace
}  // namespace commonplace::store
