#include "app/reload_report.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace commonplace::app {
namespace {

Live live() {
  Live made;
  made.config.sources.resize(1);
  made.config.topics.resize(3);
  return made;
}

TEST(ReloadReport, SaysWhatChangedAndWhatDoesNotHold) {
  config::Difference difference;
  EXPECT_EQ(reload_in_words(live(), difference), "nothing changed; 1 source, 3 topics");
  difference.sources.added = {"lakeland"};
  difference.service = {"title", "listen"};
  Live bad = live();
  bad.drop_ins.left_out = {"a.toml"};
  bad.drop_ins.kept = {"b.toml", "c.toml"};
  EXPECT_EQ(reload_in_words(bad, difference),
            "1 source added (lakeland), [service] changed (title, listen); 1 source, 3 topics; 'listen' waits for the "
            "next start; 1 bad drop-in left out; 2 bad drop-ins kept as they were");
}

TEST(ReloadReport, SaysTheSameForPrograms) {
  using Severity = config::Message::Severity;
  config::Difference difference;
  difference.topics.removed = {"young"};
  difference.service = {"listen"};
  Live bad = live();
  bad.messages = {{Severity::Error, "a.toml", 3, 1, "unknown key '\xff'"}, {Severity::Warning, "b.toml", 1, 2, "odd"}};
  bad.drop_ins.left_out = {"a.toml"};
  const boost::json::object report = boost::json::parse(reload_as_json(bad, difference)).as_object();
  EXPECT_EQ(report.at("topics"), boost::json::parse(R"({"added":[],"changed":[],"removed":["young"]})"));
  EXPECT_EQ(report.at("errors"), boost::json::parse("[\"a.toml:3:1: error: unknown key '\xef\xbf\xbd'\"]"));
  EXPECT_EQ(report.at("warnings"), boost::json::parse(R"(["b.toml:1:2: warning: odd"])"));
  EXPECT_EQ(report.at("waiting"), boost::json::parse(R"(["listen"])"));
  EXPECT_EQ(report.at("left_out"), boost::json::parse(R"(["a.toml"])"));
  EXPECT_EQ(report.at("kept"), boost::json::parse("[]"));
  EXPECT_EQ(report.at("stories"), false);
}

}  // namespace
}  // namespace commonplace::app
