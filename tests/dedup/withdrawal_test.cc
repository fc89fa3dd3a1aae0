#include "dedup/withdrawal.h"

#include <gtest/gtest.h>

namespace commonplace::dedup {
namespace {

using Keys = std::vector<std::string>;

EntryChange listed(std::string key) {
  EntryChange change;
  change.change = Change::Unchanged;
  change.key = std::move(key);
  return change;
}

TEST(Withdrawal, IsSaidOrFollowsFromACompleteDocument) {
  const std::vector<StoredName> stored = {
      {"id:a", "ka"}, {"id:b", "kb"}, {"id:b\nurl:x.example/2", "kb2"}, {"url:https://x.example/c", "kc"}};
  struct Case {
    const char* name;
    bool complete;
    std::vector<std::string> withdrawn;
    Keys listed;
    std::vector<std::string> left_out;
    Keys expected;
  };
  const Case cases[] = {
      {"absence means nothing", false, {}, {"ka"}, {}, {}},
      {"absence from a complete document", true, {}, {"ka"}, {}, {"kb", "kb2", "kc"}},
      {"all are listed", true, {}, {"ka", "kb", "kb2", "kc"}, {}, {}},
      {"none is listed", true, {}, {}, {}, {"ka", "kb", "kb2", "kc"}},
      {"listed, but the operator does not want it", true, {}, {"ka"}, {"id:b"}, {"kc"}},
      {"nothing is known of what the operator does not want", true, {}, {}, {"id:new"}, {}},
      {"named", false, {"a"}, {"kc"}, {}, {"ka"}},
      {"named, and all that had the id", false, {"b"}, {}, {}, {"kb", "kb2"}},
      {"named, but listed", false, {"a"}, {"ka"}, {}, {}},
      {"named, and left out", false, {"a"}, {}, {"id:a"}, {"ka"}},
      {"named, but nothing of ours", false, {"z", "https://x.example/c"}, {}, {}, {}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Feed feed;
    feed.complete = c.complete;
    for (const std::string& id : c.withdrawn) feed.withdrawn.push_back({id, std::nullopt});
    feed.left_out = c.left_out;
    std::vector<EntryChange> changes;
    for (const std::string& key : c.listed) changes.push_back(listed(key));
    EXPECT_EQ(may_withdraw(feed), c.complete || !c.withdrawn.empty());
    EXPECT_EQ(withdrawn_by(feed, changes, stored), c.expected);
  }
}

TEST(Withdrawal, DoesNotFollowFromAbsenceWhereIdsHaveMoved) {
  const std::vector<StoredName> stored = {{"id:a", "ka"}, {"id:b", "kb"}};
  Feed feed;
  feed.complete = true;
  feed.left_out = {"id:b2"};
  EntryChange moved = listed("ka");
  moved.change = Change::Moved;
  moved.known_as = "id:a";
  EXPECT_TRUE(withdrawn_by(feed, std::vector{moved}, stored).empty());
  feed.left_out.clear();
  EXPECT_EQ(withdrawn_by(feed, std::vector{moved}, stored), Keys{"kb"});
}

TEST(Withdrawal, AnIdThatTheDocumentRepeatsIsNotAbsent) {
  const std::vector<StoredName> stored = {{"id:a", "ka"}, {"id:b", "kb"}};
  Feed feed;
  feed.complete = true;
  Entry entry;
  entry.id = "b";
  feed.entries = {entry};
  EXPECT_EQ(withdrawn_by(feed, {}, stored), Keys{"ka"});
}

}  // namespace
}  // namespace commonplace::dedup
