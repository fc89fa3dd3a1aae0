#include <algorithm>

#include "store/contract/contract.h"

namespace commonplace::testing {
namespace {

using namespace std::chrono_literals;
using store::Claim;
using store::DueSource;

template <class Backend>
class RefreshContract : public StoreContract<Backend> {
 protected:
  // It was polled, and asked to be left alone for so long.
  void hold(SourceId source, std::chrono::seconds wait) {
    store::RefreshCommit commit;
    commit.source = source;
    commit.now = this->now_;
    commit.next_poll = this->now_ + wait;
    commit.history.failures = 1;
    commit.history.last_poll = this->now_;
    commit.history.held_until = commit.next_poll;
    ASSERT_TRUE(this->store_->commit(commit));
  }
};
TYPED_TEST_SUITE(RefreshContract, Backends);

std::vector<std::string> slugs(const std::vector<DueSource>& due) {
  std::vector<std::string> slugs;
  for (const DueSource& source : due) slugs.push_back(source.slug);
  return slugs;
}

TYPED_TEST(RefreshContract, ClaimsEachDueSourceOnceUntilItsLeaseLapses) {
  this->add_source("a");
  this->add_source("b");
  const Claim claim{.now = kNow};
  EXPECT_EQ(slugs(this->store_->claim_due(claim).value()), (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(this->store_->claim_due(claim).value().empty());
  EXPECT_EQ(this->store_->next_due(store::Reach::Any).value(), kNow + claim.lease);
  EXPECT_EQ(this->store_->claim_due({.now = kNow + claim.lease}).value().size(), 2u);
}

TYPED_TEST(RefreshContract, ClaimsTheEarliestFirstAndNoMoreThanAsked) {
  const SourceId a = this->add_source("a");
  this->add_source("b");
  this->poll(a, feed_of({}));  // due in an hour
  const Claim claim{.now = kNow + 2h, .limit = 1};
  EXPECT_EQ(slugs(this->store_->claim_due(claim).value()), (std::vector<std::string>{"b"}));
  EXPECT_EQ(slugs(this->store_->claim_due(claim).value()), (std::vector<std::string>{"a"}));
}

TYPED_TEST(RefreshContract, ClaimsOnlyFilesOrOnlyWhatIsAskedOverTheNetwork) {
  this->add_source("a");
  this->add_source("b");
  this->add_source("c");
  this->sources_[1].url = "file:///feeds/b.xml";
  this->sync_sources();
  using store::Reach;
  EXPECT_EQ(slugs(this->store_->claim_due({.now = kNow, .limit = 1, .reach = Reach::Network}).value()),
            std::vector<std::string>{"a"});
  EXPECT_EQ(this->store_->next_due(Reach::Files).value(), kNow);
  EXPECT_EQ(slugs(this->store_->claim_due({.now = kNow, .reach = Reach::Files}).value()),
            std::vector<std::string>{"b"});
  EXPECT_EQ(this->store_->next_due(Reach::Files).value(), kNow + Claim{}.lease);
  EXPECT_EQ(this->store_->next_due(Reach::Network).value(), kNow);
  EXPECT_EQ(slugs(this->store_->claim_due({.now = kNow}).value()), std::vector<std::string>{"c"});
}

TYPED_TEST(RefreshContract, ClaimsNamedSourcesWhateverTheirSchedule) {
  const SourceId a = this->add_source("a");
  this->add_source("off");
  this->sources_.back().enabled = false;
  this->sync_sources();
  this->poll(a, feed_of({}));
  const std::vector<std::string> names = {"off", "unknown", "a"};
  EXPECT_EQ(slugs(this->store_->claim(names, {.now = kNow}).value()), (std::vector<std::string>{"a"}));
}

TYPED_TEST(RefreshContract, NothingIsDueWithoutSources) {
  EXPECT_EQ(this->store_->next_due(store::Reach::Any).value(), std::nullopt);
  EXPECT_TRUE(this->store_->claim_due({.now = kNow}).value().empty());
}

TYPED_TEST(RefreshContract, KeepsTheHistoryAsItWasCommitted) {
  const SourceId a = this->add_source("a");
  store::RefreshCommit commit;
  commit.source = a;
  commit.now = kNow;
  commit.next_poll = kNow + 3h;
  commit.next_poll_reason = "back-off";
  commit.adopted_url = "https://moved.example.org/feed";
  commit.history = {
      .state = SourceState::Failing,
      .failures = 3,
      .since = kNow - 1h,
      .last_poll = kNow,
      .last_success = std::nullopt,
      .last_new = kNow - 48h,
      .last_unconditional = kNow - 24h,
      .http_status = 503,
      .message = "the server is overloaded",
      .validators = {"W/\"x\0y\"", "Thu, 24 Oct 2024 12:00:00 GMT"},
      .body_hash = 0xFFFF'FFFF'FFFF'FFFE,
      .hints = {.ttl = 2h, .update_base = kNow - 700h, .max_age = 0s, .skip_hours = 0xFF'FFFE, .skip_days = 0x41},
      .rhythm = {},
      .move = {"https://moved.example.org/feed", 2},
      .suggested_url = "https://moved.example.org/other",
      .held_until = kNow + 2h,
      .entries_due = kNow + 5h};
  commit.history.rhythm = {.publications = 17, .gap = 5h, .longest = 50h, .first = kNow - 900h, .last = kNow - 3h};
  commit.history.rhythm.hours[0] = 15;
  commit.history.rhythm.hours[23] = 10;
  commit.history.rhythm.days[6] = 1;
  EXPECT_TRUE(this->store_->commit(commit).value().touched.empty());
  const auto rows = this->store_->sources().value();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].history, commit.history);
  EXPECT_EQ(rows[0].next_poll, commit.next_poll);
  EXPECT_EQ(rows[0].next_poll_reason, "back-off");
  EXPECT_EQ(rows[0].adopted_url, "https://moved.example.org/feed");
  const auto due = this->store_->claim_due({.now = kNow + 3h}).value();
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].next_poll, kNow + 3h);
  EXPECT_EQ(due[0].next_poll_reason, "back-off");
  EXPECT_EQ(due[0].history, commit.history);
  EXPECT_EQ(due[0].adopted_url, "https://moved.example.org/feed");
}

TYPED_TEST(RefreshContract, PutsOffWhatIsNotPolledAfterAll) {
  const SourceId a = this->add_source("a");
  this->add_source("b");
  const auto due = this->store_->claim_due({.now = kNow}).value();
  ASSERT_EQ(due.size(), 2u);
  EXPECT_FALSE(due[0].put_off);
  const std::vector<store::PutOff> put_off = {{a, kNow + 20s, "its host is busy"}, {SourceId{99}, kNow, ""}};
  ASSERT_TRUE(this->store_->put_off(put_off));
  EXPECT_EQ(this->store_->next_due(store::Reach::Any).value(), kNow + 20s);
  EXPECT_EQ(this->store_->sources().value()[0].next_poll_reason, "its host is busy");
  const auto again = this->store_->claim_due({.now = kNow + 20s}).value();
  EXPECT_EQ(slugs(again), std::vector<std::string>{"a"});
  EXPECT_TRUE(again[0].put_off);
  this->poll(a, feed_of({}));
  EXPECT_FALSE(this->store_->claim_due({.now = kNow + 2h, .limit = 2}).value()[1].put_off);
}

// A long sleep, a long stop, or a clock that jumped ahead.
TYPED_TEST(RefreshContract, SpreadsWhatBecameDueWhileNobodyPolled) {
  for (int i = 0; i < 40; ++i) this->poll(this->add_source("s" + std::to_string(i)), feed_of({}));  // due in an hour
  this->add_source("new");
  const Timestamp later = kNow + 9h;
  const auto resumed = this->store_->resume({.now = later, .spacing = 10s});
  ASSERT_TRUE(resumed);
  EXPECT_EQ(resumed->spread, 40u);
  EXPECT_EQ(resumed->moved_back, 0s);
  std::map<Timestamp, int> due;
  const auto rows = this->store_->sources().value();
  for (const auto& row : rows) {
    if (row.slug == "new") {
      EXPECT_EQ(row.next_poll, kNow);
      continue;
    }
    EXPECT_EQ(row.next_poll_reason, "it was due while nobody polled");
    EXPECT_GE(*row.next_poll, later);
    EXPECT_LT(*row.next_poll, later + 400s);
    ++due[later + std::chrono::floor<std::chrono::minutes>(*row.next_poll - later)];
  }
  for (const auto& [minute, count] : due) EXPECT_LE(count, 9) << "of 40 in 400 s";
}

TYPED_TEST(RefreshContract, SpreadsNoLongerThanAsked) {
  for (int i = 0; i < 40; ++i) this->poll(this->add_source("s" + std::to_string(i)), feed_of({}));
  ASSERT_TRUE(this->store_->resume({.now = kNow + 9h, .spacing = 10s, .longest = 60s}));
  const auto rows = this->store_->sources().value();
  for (const auto& row : rows) EXPECT_LT(*row.next_poll, kNow + 9h + 60s);
}

TYPED_TEST(RefreshContract, LeavesWhatIsNotOverdueAsItIs) {
  this->poll(this->add_source("a"), feed_of({}));
  for (const std::chrono::seconds wait : {3600s, 3900s}) {
    EXPECT_EQ(this->store_->resume({.now = kNow + wait}).value().spread, 0u);
    EXPECT_EQ(this->store_->next_due(store::Reach::Any).value(), kNow + 1h);
  }
}

TYPED_TEST(RefreshContract, MovesTheScheduleBackWithTheClock) {
  this->poll(this->add_source("a"), feed_of({}));  // polled now, due in an hour
  this->now_ = kNow + 20min;
  this->poll(this->add_source("b"), feed_of({}));
  const Timestamp before = kNow - 24h;  // the clock was a day ahead
  const auto resumed = this->store_->resume({.now = before});
  ASSERT_TRUE(resumed);
  EXPECT_EQ(resumed->moved_back, 24h + 20min);
  const auto rows = this->store_->sources().value();
  EXPECT_EQ(rows[0].next_poll, before + 40min);
  EXPECT_EQ(rows[1].next_poll, before + 1h);
  for (const auto& row : rows) EXPECT_EQ(row.history.last_poll.value_or(before), before);
  EXPECT_EQ(this->store_->resume({.now = before}).value().moved_back, 0s) << "moved back once";
}

// One poll under a clock that is ahead says nothing of what was planned under the right one.
TYPED_TEST(RefreshContract, WhatWasPolledUnderTheRightClockKeepsItsTimes) {
  std::vector<SourceId> right;
  for (int i = 0; i < 40; ++i) right.push_back(this->add_source("s" + std::to_string(i)));
  for (const SourceId source : right) this->poll(source, feed_of({}));
  const SourceId held = this->add_source("t");
  this->hold(held, 2h);
  this->now_ = kNow + 48h;
  this->poll(this->add_source("z"), feed_of({}));
  this->now_ = kNow + 10min;
  const auto resumed = this->store_->resume({.now = this->now_});
  ASSERT_TRUE(resumed);
  EXPECT_EQ(resumed->moved_back, 48h - 10min);
  EXPECT_EQ(resumed->spread, 0u);
  const auto rows = this->store_->sources().value();
  for (std::size_t i = 0; i < right.size(); ++i) EXPECT_EQ(rows[i].next_poll, kNow + 1h) << rows[i].slug;
  EXPECT_EQ(rows[40].next_poll, kNow + 2h);
  EXPECT_EQ(rows[40].history.held_until, kNow + 2h);
  EXPECT_EQ(rows[41].next_poll, this->now_ + 1h);
}

TYPED_TEST(RefreshContract, AHoldMovesBackWithTheClock) {
  this->hold(this->add_source("a"), 2h);
  const Timestamp before = kNow - std::chrono::days{3650};
  ASSERT_TRUE(this->store_->resume({.now = before}));
  EXPECT_EQ(this->store_->sources().value()[0].history.held_until, before + 2h);
  EXPECT_EQ(this->store_->sources().value()[0].next_poll, before + 2h);
}

// A clock that was ahead for a moment made everything overdue, and had time to poll only one.
TYPED_TEST(RefreshContract, WhatWasPutOffWhileTheClockWasAheadIsOverdue) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const SourceId c = this->add_source("c");
  for (const SourceId source : {a, b}) this->poll(source, feed_of({}));
  this->hold(c, 3h);
  this->now_ = kNow + 48h;
  ASSERT_TRUE(this->store_->resume({.now = this->now_}));
  ASSERT_TRUE(this->store_->put_off(std::vector<store::PutOff>{{b, this->now_ + 1h, "its host is busy"}}));
  this->poll(this->add_source("z"), feed_of({}));
  this->now_ = kNow + 2h;
  EXPECT_EQ(this->store_->resume({.now = this->now_, .spacing = 10s})->spread, 2u);
  const auto rows = this->store_->sources().value();
  EXPECT_LE(rows[0].next_poll, this->now_ + 20s);
  EXPECT_LE(rows[1].next_poll, this->now_ + 20s);
  EXPECT_EQ(rows[2].next_poll, kNow + 3h);
}

TYPED_TEST(RefreshContract, ASourceThatWasAddedWhileTheClockWasAheadIsDue) {
  this->add_source("a");
  ASSERT_TRUE(this->store_->resume({.now = kNow - std::chrono::days{30}}));
  EXPECT_EQ(this->store_->next_due(store::Reach::Any).value(), kNow - std::chrono::days{30});
}

TYPED_TEST(RefreshContract, RefusesToCommitForASourceItDoesNotHave) {
  store::RefreshCommit commit;
  commit.source = SourceId{7};
  const auto is_refused = [&] {
    const auto outcome = this->store_->commit(commit);
    return !outcome && outcome.error().code == Errc::NotFound;
  };
  EXPECT_TRUE(is_refused());
  commit.learned_nothing = true;
  EXPECT_TRUE(is_refused());
  const Feed feed = feed_of({article("1", "One")});
  commit.learned_nothing = false;
  commit.feed = &feed;
  commit.delta = reconcile(feed, {}, this->now_);
  EXPECT_TRUE(is_refused());
  EXPECT_TRUE(this->all_entries().empty());
}

TYPED_TEST(RefreshContract, StoresAnEntryWholeAndReadsItBack) {
  const SourceId a = this->add_source("a");
  Entry entry = article("tag:a.example.org,2024:1", "Café — 図書館 😀");
  entry.link = "https://a.example.org/1";
  entry.summary = SafeHtml::trust_stored("<p>Short</p>");
  entry.content = SafeHtml::trust_stored("<p>Long & wide</p>");
  entry.links = {{"alternate", "https://a.example.org/1", "text/html", "t", "en", "5"}};
  entry.date_precision = DatePrecision::Day;
  entry.published_day = std::chrono::year{2024} / 10 / 24;
  entry.date_text = "24 Oct 2024";
  entry.authors = {{"Ann", "ann@example.org", ""}};
  entry.event = Event{DatePrecision::Day, kNow - 12h, std::nullopt, "Town hall", "title"};
  entry.image = Image{"https://a.example.org/i.png", "A hall", {"Ann", "Bob"}, "CC0"};
  entry.warnings = {"no author"};
  this->poll(a, feed_of({entry}));

  const auto entries = this->all_entries();
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_FALSE(entries[0].key.empty());
  entry.key = entries[0].key;
  entry.story = entry.key;
  entry.source = "a";
  entry.first_seen = kNow;
  EXPECT_EQ(entries[0], entry);
}

TYPED_TEST(RefreshContract, KnowsWhatItStored) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  Entry entry = article("1");
  entry.link = "https://a.example.org/1";
  const Feed feed = feed_of({entry, article("2")});
  this->poll(a, feed_of({entry}));

  const Known here = this->store_->known(a, feed).value();
  ASSERT_EQ(here.by_identity.size(), 1u);
  const KnownEntry& known = here.by_identity.at(identify(entry));
  EXPECT_EQ(known.revision, 1u);
  EXPECT_EQ(known.fingerprint, fingerprint(entry));
  EXPECT_TRUE(this->store_->known(b, feed).value().by_identity.empty());
}

TYPED_TEST(RefreshContract, KnowsTheHomepageThatADocumentNamed) {
  const SourceId a = this->add_source("a");
  EXPECT_EQ(this->store_->homepage(a).value(), "");
  Feed feed = feed_of({});
  feed.head.link = "https://a.example.org/";
  this->poll(a, feed);
  EXPECT_EQ(this->store_->homepage(a).value(), "https://a.example.org/");
  EXPECT_EQ(this->store_->homepage(SourceId{99}).value(), "");
}

TYPED_TEST(RefreshContract, APollThatBringsNothingNewChangesNoTopic) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  const Feed feed = feed_of({article("1"), article("2")});
  EXPECT_EQ(this->poll(a, feed, {topic}).inserted, 2u);
  const auto before = this->page(topic);
  this->now_ += 1h;
  const auto outcome = this->poll(a, feed, {topic});
  EXPECT_EQ(outcome.inserted, 0u);
  EXPECT_EQ(outcome.revised, 0u);
  EXPECT_TRUE(outcome.touched.empty());
  EXPECT_EQ(this->page(topic).changed, before.changed);
}

TYPED_TEST(RefreshContract, AnEditIsARevisionThatKeepsKeyDateAndPlace) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({article("0", "Other", kNow - 1h), article("1", "First wording", kNow - 2h)}), {topic});
  const Entry before = this->all_entries().back();

  this->now_ += 24h;
  Entry edited = article("1", "Second wording", this->now_);
  edited.date_text = "another date";
  const auto outcome = this->poll(a, feed_of({edited}), {topic});
  EXPECT_EQ(outcome.revised, 1u);
  EXPECT_EQ(outcome.touched, std::vector<TopicId>{topic});

  const Entry after = this->all_entries().back();
  EXPECT_EQ(after.title, "Second wording");
  EXPECT_EQ(after.key, before.key);
  EXPECT_EQ(after.published, before.published);
  EXPECT_EQ(after.first_seen, before.first_seen);
  EXPECT_EQ(after.position, before.position);
  EXPECT_EQ(after.date_text, before.date_text);
  EXPECT_EQ(after.revision, 2u);
  EXPECT_EQ(after.updated, this->now_);
  EXPECT_EQ(this->page(topic).changed, this->now_);
}

TYPED_TEST(RefreshContract, AnEntryThatGoesBackAndForthIsNotRevisedForEver) {
  const SourceId a = this->add_source("a");
  for (int poll = 0; poll < 12; ++poll) {
    this->poll(a, feed_of({article("1", poll % 2 ? "Another server" : "One server")}));
    this->now_ += 10min;
  }
  EXPECT_EQ(this->all_entries().front().revision, 3u);
  this->now_ += 48h;
  this->poll(a, feed_of({article("1", "Another server")}));
  EXPECT_EQ(this->all_entries().front().title, "Another server") << "what stays is shown in the end";
}

TYPED_TEST(RefreshContract, AnEntryThatVanishedAndCameBackIsNotNew) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({article("1"), article("2")}), {topic});
  const auto before = this->all_entries();
  this->now_ += 1h;
  this->poll(a, feed_of({article("2")}), {topic});
  this->now_ += 1h;
  const auto outcome = this->poll(a, feed_of({article("1"), article("2")}), {topic});
  EXPECT_EQ(outcome.inserted + outcome.revised, 0u);
  EXPECT_TRUE(outcome.touched.empty());
  EXPECT_EQ(this->all_entries(), before);
}

TYPED_TEST(RefreshContract, UpdatedFollowsThePublishersWordWhereItMovesForward) {
  const SourceId a = this->add_source("a");
  struct Case {
    const char* name;
    Timestamp now;
    std::optional<Timestamp> said;
    Timestamp expected;
  };
  const Case cases[] = {
      {"says when", kNow + 3h, kNow + 2h, kNow + 2h},
      {"says the same again", kNow + 5h, kNow + 2h, kNow + 5h},
      {"says a time before publication", kNow + 6h, kNow - 1h, kNow + 6h},
      {"says nothing", kNow + 7h, std::nullopt, kNow + 7h},
      {"our clock was set back", kNow + 1h, std::nullopt, kNow + 7h},
  };
  this->poll(a, feed_of({article("1", "original")}));
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    this->now_ = c.now;
    Entry edited = article("1", c.name);
    edited.updated = c.said;
    this->poll(a, feed_of({edited}));
    EXPECT_EQ(this->all_entries().front().updated, c.expected);
  }
}

TYPED_TEST(RefreshContract, AnEntryWithoutADateIsPublishedWhenFirstSeen) {
  const SourceId a = this->add_source("a");
  Entry entry = article("1");
  entry.published.reset();
  entry.date_from = DateFrom::None;
  this->poll(a, feed_of({entry}));
  EXPECT_EQ(this->all_entries().front().published, kNow);
  EXPECT_EQ(this->all_entries().front().date_from, DateFrom::FirstSeen);
}

TYPED_TEST(RefreshContract, TheSameCommitTwiceStoresItOnce) {
  const SourceId a = this->add_source("a");
  Feed feed = feed_of({article("1"), article("2")});
  store::RefreshCommit commit;
  commit.source = a;
  commit.now = kNow;
  commit.feed = &feed;
  commit.delta = reconcile(feed, {}, kNow);
  EXPECT_EQ(this->store_->commit(commit).value().inserted, 2u);
  EXPECT_EQ(this->store_->commit(commit).value().inserted, 0u);
  EXPECT_EQ(this->all_entries().size(), 2u);
}

TYPED_TEST(RefreshContract, TheSameUrlElsewhereJoinsTheStory) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  Entry entry = article("1", "As published");
  entry.link = "https://a.example.org/1";
  this->poll(a, feed_of({entry}));
  Entry copy = article("77", "As copied");
  copy.link = entry.link;
  this->poll(b, feed_of({copy}));

  const auto entries = this->all_entries();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].story, entries[1].story);
  const auto row = this->store_->entry(entries[0].story).value();
  ASSERT_TRUE(row);
  EXPECT_EQ(row->entry.title, "As published");
  EXPECT_EQ(this->titles(row->others), (std::vector<std::string>{"As copied"}));
}

TYPED_TEST(RefreshContract, TheSameUrlJoinsEvenWhenItArrivedAfterTheQuestion) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  Entry entry = article("1");
  entry.link = "https://a.example.org/1";
  Feed feed = feed_of({entry});
  feed.entries[0].source = "b";
  store::RefreshCommit late;
  late.source = b;
  late.now = kNow;
  late.feed = &feed;
  late.delta = reconcile(feed, this->store_->known(b, feed).value(), kNow);
  this->poll(a, feed_of({entry}));
  ASSERT_TRUE(this->store_->commit(late));
  const auto entries = this->all_entries();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].story, entries[1].story);
}

TYPED_TEST(RefreshContract, TwoEntriesOfOneDocumentWithOneUrlAreOneStory) {
  const SourceId a = this->add_source("a");
  Entry first = article("1");
  Entry second = article("2");
  first.link = second.link = "https://a.example.org/same";
  this->poll(a, feed_of({first, second}));
  const auto entries = this->all_entries();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].story, entries[1].story);
}

TYPED_TEST(RefreshContract, AKeyThatIsTakenIsMintedAgain) {
  const SourceId a = this->add_source("a");
  Feed feed = feed_of({article("1"), article("2")});
  for (Entry& entry : feed.entries) entry.source = "a";
  store::RefreshCommit commit;
  commit.source = a;
  commit.now = kNow;
  commit.feed = &feed;
  commit.delta = reconcile(feed, {}, kNow);
  commit.delta.changes[1].key = commit.delta.changes[0].key;
  ASSERT_TRUE(this->store_->commit(commit));
  const auto entries = this->all_entries();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_NE(entries[0].key, entries[1].key);
  EXPECT_NE(entries[0].story, entries[1].story);
}

TYPED_TEST(RefreshContract, TopicsThatAreGoneByThenAreIgnored) {
  const SourceId a = this->add_source("a");
  const auto outcome = this->poll(a, feed_of({article("1")}), {TopicId{42}});
  EXPECT_EQ(outcome.inserted, 1u);
  EXPECT_TRUE(outcome.touched.empty());
}

TYPED_TEST(RefreshContract, TheHeadIsThatOfTheLastDocument) {
  const SourceId a = this->add_source("a");
  Feed feed = feed_of({});
  feed.head.title = "Renamed";
  feed.head.hubs = {"https://hub.example.org/"};
  feed.head.ttl_minutes = 60;
  this->poll(a, feed);
  EXPECT_EQ(this->store_->sources().value().front().head, feed.head);
}

// --- together -----------------------------------------------------------------------------------------------------

template <class Backend>
class GroupContract : public StoreContract<Backend> {
 protected:
  store::RefreshCommit poll_of(SourceId source, int http_status) {
    store::RefreshCommit commit;
    commit.source = source;
    commit.now = this->now_;
    commit.next_poll = this->now_ + std::chrono::hours{1};
    commit.history.http_status = http_status;
    return commit;
  }
  int http_status(std::size_t row) { return this->store_->sources().value().at(row).history.http_status; }
};

TYPED_TEST_SUITE(GroupContract, Backends);

TYPED_TEST(GroupContract, WhatIsWrittenTogetherIsThere) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const auto both = [&] {
    EXPECT_TRUE(this->store_->commit(this->poll_of(a, 200)));
    EXPECT_EQ(this->store_->claim_due({.now = this->now_}).value().size(), 1u) << "b is due, a is not any more";
    EXPECT_TRUE(this->store_->commit(this->poll_of(b, 304)));
  };
  EXPECT_TRUE(this->store_->together(both, store::Sync::Later));
  EXPECT_EQ(this->http_status(0), 200);
  EXPECT_EQ(this->http_status(1), 304);
}

TYPED_TEST(GroupContract, WhereOneFailsNothingIsWrittenAndTheNextGroupGoesWell) {
  const SourceId a = this->add_source("a");
  const auto one_fails = [&] {
    EXPECT_TRUE(this->store_->commit(this->poll_of(a, 200)));
    EXPECT_FALSE(this->store_->commit(this->poll_of(SourceId{4711}, 200)));
  };
  const Result<bool> failed = this->store_->together(one_fails, store::Sync::Now);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, Errc::NotFound);
  EXPECT_EQ(this->http_status(0), 0);

  const auto one = [&] { EXPECT_TRUE(this->store_->commit(this->poll_of(a, 304))); };
  EXPECT_TRUE(this->store_->together(one, store::Sync::Later));
  EXPECT_TRUE(this->store_->commit(this->poll_of(a, 304)));
  EXPECT_EQ(this->http_status(0), 304);
}

TYPED_TEST(GroupContract, WhatIsThrownUndoesTheGroup) {
  const SourceId a = this->add_source("a");
  const auto thrower = [&] {
    EXPECT_TRUE(this->store_->commit(this->poll_of(a, 200)));
    throw std::runtime_error("out of luck");
  };
  EXPECT_THROW((void)this->store_->together(thrower, store::Sync::Now), std::runtime_error);
  EXPECT_EQ(this->http_status(0), 0);
  EXPECT_TRUE(this->store_->commit(this->poll_of(a, 304)));
}

TYPED_TEST(RefreshContract, KnowsWhatItStoredWithoutItsPages) {
  const SourceId source = this->add_source("a");
  this->poll(source, feed_of({article("1", "One"), article("2", "Two")}));
  this->store_->forget_pages();
  EXPECT_EQ(this->all_entries().size(), 2u);
  this->poll(source, feed_of({article("3", "Three")}));
  this->store_->forget_pages();
  EXPECT_EQ(this->all_entries().size(), 3u);
}

}  // namespace
}  // namespace commonplace::testing
