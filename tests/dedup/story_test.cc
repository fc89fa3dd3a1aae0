#include "dedup/story.h"

#include <gtest/gtest.h>

namespace commonplace::dedup {
namespace {

constexpr Timestamp kNow{std::chrono::seconds{1'729'771'200}};
constexpr std::string_view kText =
    "<p>The library board voted on Monday to fund a lending shelf of telescopes, and a class in using them is held "
    "soon.</p>";

Entry entry(std::string source, std::string id, std::string title, std::string_view text) {
  Entry e;
  e.source = std::move(source);
  e.id = std::move(id);
  e.title = std::move(title);
  e.content = SafeHtml::trust_stored(std::string(text));
  return e;
}

Feed feed_of(std::vector<Entry> entries) {
  Feed feed;
  feed.entries = std::move(entries);
  return feed;
}

TEST(ArrivalsOf, AreWhatIsNewOrEdited) {
  const Feed before = feed_of({entry("a", "1", "One", kText), entry("a", "2", "Two", kText)});
  Known known;
  for (const EntryChange& change : reconcile(before, {}, kNow).changes) {
    known.by_identity[change.identity] = {change.key, change.fingerprint, 1, {}, change.identity, {}};
  }
  const Feed after =
      feed_of({entry("a", "1", "One", kText), entry("a", "2", "Two, edited", kText), entry("a", "3", "Three", kText)});
  Delta delta = reconcile(after, known, kNow);
  const std::vector<Arrival> arrivals = arrivals_of(after, delta);
  ASSERT_EQ(arrivals.size(), 2u);
  EXPECT_EQ(arrivals[0].change, 1u);
  EXPECT_EQ(arrivals[1].change, 2u);
  EXPECT_EQ(arrivals[1].text, text_of(after.entries[2]));
  EXPECT_EQ(arrivals[1].spelling, outline_of(after.entries[2]).spelling);
}

std::vector<Arrival> read_arrivals(const Feed& feed, const Delta& delta) {
  std::vector<Arrival> arrivals = arrivals_of(feed, delta);
  for (Arrival& arrival : arrivals) arrival.outline = outline_of(feed.entries[arrival.change]);
  return arrivals;
}

void join_all(const Feed& feed, const std::vector<Arrival>& arrivals, std::vector<std::vector<Entry>> candidates,
              Delta& delta) {
  Joining joining(feed, arrivals, delta);
  for (std::size_t i = 0; i < arrivals.size(); ++i) joining.join(i, sketch_of(arrivals[i].outline), candidates[i]);
}

TEST(JoinCopies, NamesTheStoredCopies) {
  const Feed feed =
      feed_of({entry("a", "1", "A shelf of telescopes", kText), entry("a", "2", "Another", "<p>Short.</p>")});
  Delta delta = reconcile(feed, {}, kNow);
  const std::vector<Arrival> arrivals = read_arrivals(feed, delta);
  Entry copy = entry("b", "77", "News: a shelf of telescopes", kText);
  copy.key = "copy";
  Entry stranger = entry("b", "78", "A ferry", "<p>It was late again, and nobody could say why that was.</p>");
  stranger.key = "stranger";
  join_all(feed, arrivals, {{stranger, copy}, {stranger}}, delta);
  EXPECT_EQ(delta.changes[0].copies, (std::vector<std::string>{"copy"}));
  EXPECT_TRUE(delta.changes[1].copies.empty());
}

TEST(JoinCopies, NeedsNoTextOfATwin) {
  Feed feed = feed_of({entry("a", "1", "A shelf of telescopes", kText)});
  Delta delta = reconcile(feed, {}, kNow);
  const std::vector<Arrival> arrivals = arrivals_of(feed, delta);
  Joining joining(feed, arrivals, delta);
  joining.join(0, Twin{"twin", {1, 2}});
  EXPECT_EQ(delta.changes[0].copies, (std::vector<std::string>{"twin"}));
  EXPECT_EQ(delta.changes[0].sketch, (Sketch{1, 2}));
}

TEST(JoinCopies, DoesNotTakeAnEditedEntryForItsOwnCopy) {
  const Feed feed = feed_of({entry("a", "1", "A shelf of telescopes", kText)});
  Delta delta = reconcile(feed, {}, kNow);
  const std::vector<Arrival> arrivals = read_arrivals(feed, delta);
  Entry itself = feed.entries[0];
  itself.key = delta.changes[0].key;
  join_all(feed, arrivals, {{itself}}, delta);
  EXPECT_TRUE(delta.changes[0].copies.empty());
}

TEST(JoinCopies, LooksWithinTheDocumentToo) {
  const Feed feed =
      feed_of({entry("a", "1", "A shelf of telescopes", kText), entry("a", "2", "A shelf of telescopes", kText)});
  Delta delta = reconcile(feed, {}, kNow);
  const std::vector<Arrival> arrivals = read_arrivals(feed, delta);
  join_all(feed, arrivals, {{}, {}}, delta);
  EXPECT_TRUE(delta.changes[0].copies.empty());
  EXPECT_EQ(delta.changes[1].copies, (std::vector<std::string>{delta.changes[0].key}));
}

}  // namespace
}  // namespace commonplace::dedup
