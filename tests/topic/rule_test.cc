#include "topic/rule.h"

#include <gtest/gtest.h>

namespace commonplace::topic {
namespace {

std::vector<Source> sources() {
  std::vector<Source> list(3);
  list[0].slug = "county";
  list[1].slug = "state";
  list[1].tags = {"national", "partners"};
  list[2].slug = "webjunction";
  list[2].tags = {"partners"};
  return list;
}

std::string rule(const Topic& topic) {
  const auto tree = rule_tree(topic, sources());
  return tree ? dump(*tree) : "nothing";
}

TEST(RuleTree, PutsTheSettingsBesideTheQuery) {
  struct Case {
    std::string match;
    std::vector<std::string> sources, types, languages;
    std::string tree;
  };
  const Case cases[] = {
      {"", {}, {}, {}, "(everything)"},
      {"a", {}, {}, {}, "a"},
      {"a OR b", {"county"}, {}, {}, "(and (or a b) source:'county')"},
      {"a b", {}, {"News", "Press release"}, {"en"}, "(and a b (or type:'News' type:'Press release') lang:'en')"},
      {"", {"#partners"}, {}, {}, "(or source:'state' source:'webjunction')"},
      {"", {"county", "#national"}, {}, {}, "(or source:'county' source:'state')"},
      {"", {"gone", "#partners"}, {}, {}, "(or source:'state' source:'webjunction' source:'gone')"},
      {"a", {"#nobody"}, {}, {}, "nothing"},
  };
  for (const Case& c : cases) {
    Topic topic;
    topic.match = c.match;
    topic.sources = c.sources;
    topic.types = c.types;
    topic.languages = c.languages;
    EXPECT_EQ(rule(topic), c.tree);
  }
}

}  // namespace
}  // namespace commonplace::topic
