#include "app/topic_selection.h"

#include <gtest/gtest.h>

namespace commonplace::app {
namespace {

using Slugs = std::set<std::string, std::less<>>;

Source source(std::string slug, std::vector<std::string> tags = {}) {
  Source source;
  source.slug = std::move(slug);
  source.tags = std::move(tags);
  return source;
}

Topic topic(std::vector<std::string> sources, std::vector<std::string> tokens = {}) {
  Topic topic;
  topic.sources = std::move(sources);
  topic.tokens = std::move(tokens);
  return topic;
}

TEST(GuardedSources, AreThoseThatOnlyTopicsWithTokensTake) {
  struct Case {
    const char* name;
    std::vector<Topic> topics;
    Slugs expected;
  };
  const std::vector<Source> sources = {source("news", {"partners"}), source("notes", {"staff"}), source("spare")};
  const std::vector<std::string> token = {"t"};
  for (const Case& c : {
           Case{"no topics: all is found by searching", {}, {}},
           Case{"taken by slug", {topic({"news"}), topic({"notes"}, token)}, {"notes"}},
           Case{"taken by tag", {topic({"#partners"}), topic({"#staff"}, token)}, {"notes"}},
           Case{"a public topic takes it too", {topic({"news", "#staff"}), topic({"notes"}, token)}, {}},
           Case{"a public topic takes everything", {topic({}), topic({"notes"}, token)}, {}},
           Case{"everything is for staff", {topic({}, token)}, {"news", "notes", "spare"}},
           Case{"nobody takes the spare one", {topic({"news", "notes"}, token)}, {"news", "notes"}},
       }) {
    EXPECT_EQ(takers_of(c.topics, sources).guarded, c.expected) << c.name;
  }
}

TEST(KeepPublic, LeavesOutCopiesFromGuardedSources) {
  const auto kept = [](std::vector<std::string> sources, const Slugs& guarded) {
    std::vector<Entry> copies(sources.size());
    for (std::size_t i = 0; i < copies.size(); ++i) copies[i].source = sources[i];
    keep_public(copies, guarded);
    std::string left;
    for (const Entry& copy : copies) left += copy.source + " ";
    return left;
  };
  EXPECT_EQ(kept({"notes", "news", "other"}, {"notes"}), "news other ");
  EXPECT_EQ(kept({"news"}, {"notes"}), "news ");
  EXPECT_EQ(kept({"notes", "memos"}, {"notes", "memos"}), "");
}

}  // namespace
}  // namespace commonplace::app
