#include <gtest/gtest.h>

#include <set>

#include "commonplace/dedup.h"

namespace commonplace {
namespace {

constexpr Timestamp kNow{std::chrono::seconds{1'729'771'200}};  // 2024-10-24T12:00:00Z

Entry entry(std::string id, std::string link, std::string title = "Title") {
  Entry e;
  e.source = "lwn";
  e.id = std::move(id);
  e.link = std::move(link);
  e.title = std::move(title);
  return e;
}

Feed feed(std::vector<Entry> entries) {
  Feed f;
  f.entries = std::move(entries);
  return f;
}

// What the store would know after the delta had been committed.
Known known_after(const Delta& delta) {
  Known known;
  for (const EntryChange& change : delta.changes) {
    known.by_identity[change.identity] = {change.key,      change.fingerprint, change.revision,
                                          change.versions, change.identity,    {}};
  }
  return known;
}

TEST(Identify, PrefersTheIdOverTheLink) {
  EXPECT_EQ(identify(entry("a", "https://x.example/1")), "id:a");
  EXPECT_EQ(identify(entry("", "https://x.example/1")), "url:https://x.example/1");
}

TEST(Identify, NeverConfusesAnIdWithALink) {
  EXPECT_NE(identify(entry("https://x.example/1", "")), identify(entry("", "https://x.example/1")));
}

TEST(MintKey, IsShortStableAndDiffersByEveryPart) {
  const std::string key = mint_key("lwn", "id:a");
  EXPECT_EQ(key.size(), 12u);
  EXPECT_EQ(key.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz"), std::string::npos);
  EXPECT_EQ(key, mint_key("lwn", "id:a"));
  EXPECT_NE(key, mint_key("lwn", "id:b"));
  EXPECT_NE(key, mint_key("lwm", "id:a"));
  EXPECT_NE(mint_key("a", "b\nc"), mint_key("a\nb", "cc"));
}

TEST(Fingerprint, ChangesWithWhatAReaderSees) {
  const Entry before = entry("a", "https://x.example/1");
  std::vector<Entry> edits(7, before);
  edits[0].title = "Another title";
  edits[1].link = "https://x.example/2";
  edits[2].summary = SafeHtml::trust_stored("<p>new</p>");
  edits[3].content = SafeHtml::trust_stored("<p>new</p>");
  edits[4].authors = {{"Ann", "", ""}};
  edits[5].image = Image{"https://x.example/i.png", "", {}, ""};
  edits[6].event = Event{};
  std::set<std::uint64_t> seen{fingerprint(before)};
  for (std::size_t i = 0; i < edits.size(); ++i) {
    SCOPED_TRACE(i);
    EXPECT_TRUE(seen.insert(fingerprint(edits[i])).second);
  }
}

TEST(Fingerprint, IgnoresWhatAReaderDoesNotSee) {
  const Entry before = entry("a", "https://x.example/1");
  Entry after = before;
  after.published = Timestamp{std::chrono::seconds{1}};
  after.updated = Timestamp{std::chrono::seconds{2}};
  after.categories = {{"x", "", ""}};
  after.position = 7;
  EXPECT_EQ(fingerprint(before), fingerprint(after));
}

TEST(Fingerprint, KeepsTextFromMovingBetweenFields) {
  Entry one = entry("a", "", "ab");
  Entry other = entry("a", "b", "a");
  EXPECT_NE(fingerprint(one), fingerprint(other));
}

TEST(Reconcile, InsertsWhatIsNew) {
  const Feed incoming = feed({entry("a", "https://x.example/1"), entry("b", "https://x.example/2")});
  const Delta delta = reconcile(incoming, {}, kNow);
  ASSERT_EQ(delta.changes.size(), 2u);
  EXPECT_EQ(delta.count(Change::Inserted), 2u);
  EXPECT_NE(delta.changes[0].key, delta.changes[1].key);
}

TEST(Reconcile, FindsNothingToDoTheSecondTime) {
  const Feed incoming = feed({entry("a", "https://x.example/1"), entry("b", "")});
  const Delta first = reconcile(incoming, {}, kNow);
  const Delta second = reconcile(incoming, known_after(first), kNow);
  EXPECT_EQ(second.count(Change::Unchanged), 2u);
  for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(second.changes[i].key, first.changes[i].key);
}

TEST(Reconcile, AnEditIsARevisionOfTheSameKey) {
  const Feed before = feed({entry("a", "https://x.example/1")});
  const Delta first = reconcile(before, {}, kNow);
  const Feed after = feed({entry("a", "https://x.example/1", "Corrected title")});
  const Delta second = reconcile(after, known_after(first), kNow);
  ASSERT_EQ(second.changes.size(), 1u);
  EXPECT_EQ(second.changes[0].change, Change::Revised);
  EXPECT_EQ(second.changes[0].revision, 2u);
  EXPECT_EQ(second.changes[0].key, first.changes[0].key);
}

TEST(Reconcile, AnEntryThatGoesBackAndForthIsLeftAsItIs) {
  const Feed versions[] = {feed({entry("a", "", "One server")}), feed({entry("a", "", "Another")})};
  Delta delta = reconcile(versions[0], {}, kNow);
  for (int poll = 1; poll < 8; ++poll) {
    SCOPED_TRACE(poll);
    delta = reconcile(versions[poll % 2], known_after(delta), kNow);
    const bool is_believed = poll <= 2;
    const bool is_shown = poll % 2 == 0;
    EXPECT_EQ(delta.count(Change::Revised), is_believed ? 1u : 0u);
    EXPECT_EQ(delta.changes[0].revision, is_believed ? static_cast<std::uint32_t>(poll + 1) : 3u);
    EXPECT_EQ(delta.issues.size(), is_believed || is_shown ? 0u : 1u);
  }
}

TEST(Reconcile, KeepsTheFirstOfTwoWithOneId) {
  const Delta delta = reconcile(feed({entry("a", "", "First"), entry("a", "", "Second")}), {}, kNow);
  ASSERT_EQ(delta.changes.size(), 1u);
  EXPECT_EQ(delta.changes[0].index, 0u);
  EXPECT_EQ(delta.issues.size(), 1u);
}

TEST(Reconcile, GivesOneKeyToTheSpellingsOfOneAddress) {
  struct Case {
    std::string name;
    std::string stored_link;
    std::string link;
    bool joins;
  };
  const Case cases[] = {
      {"same address", "https://x.example/1", "https://x.example/1", true},
      {"http and https", "http://x.example/1", "https://x.example/1", true},
      {"www", "https://www.x.example/1", "https://x.example/1", true},
      {"another page", "https://x.example/1", "https://x.example/2", false},
      {"another host", "https://x.example/1", "https://y.example/1", false},
      {"another query", "https://x.example/?p=1", "https://x.example/?p=2", false},
      {"no link", "https://x.example/1", "", false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Delta theirs = reconcile(feed({entry("theirs", c.stored_link)}), {}, kNow);
    const Delta ours = reconcile(feed({entry("ours", c.link)}), {}, kNow);
    EXPECT_EQ(theirs.changes.at(0).url_key == ours.changes.at(0).url_key, c.joins);
  }
}

TEST(Reconcile, DoesNotTakeASharedAddressForAStory) {
  const Delta list = reconcile(
      feed({entry("a", "https://x.example/news", "One"), entry("b", "https://x.example/news", "Two")}), {}, kNow);
  EXPECT_EQ(list.changes[1].url_key, "");
  EXPECT_EQ(list.changes[0].url_key, "");
  const Delta front = reconcile(feed({entry("a", "https://x.example/", "One")}), {}, kNow);
  EXPECT_EQ(front.changes[0].url_key, "");
  const Delta query = reconcile(feed({entry("a", "https://x.example/?p=7", "One")}), {}, kNow);
  EXPECT_NE(query.changes[0].url_key, "");
}

}  // namespace
}  // namespace commonplace
