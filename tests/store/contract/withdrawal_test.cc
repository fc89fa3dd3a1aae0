// What publishers take back leaves their topics, whose readers are told; what comes back is what it was.

#include "contract.h"

namespace commonplace::testing {
namespace {

using namespace std::chrono_literals;
using store::RetractionRow;
using Titles = std::vector<std::string>;

template <class Backend>
class WithdrawalContract : public StoreContract<Backend> {
 protected:
  static Entry page(std::string id, std::string title) {
    Entry entry = article(id, std::move(title), kNow - 240h);
    entry.link = "https://a.example/" + id;
    return entry;
  }
  static Feed complete(std::vector<Entry> entries) {
    Feed feed = feed_of(std::move(entries));
    feed.complete = true;
    return feed;
  }
  static Feed taking_back(std::vector<Entry> entries, std::string id) {
    Feed feed = feed_of(std::move(entries));
    feed.withdrawn.push_back({std::move(id), std::nullopt});
    return feed;
  }
  Entry stored(std::string_view title) {
    for (const Entry& entry : this->all_entries()) {
      if (entry.title == title) return entry;
    }
    return {};
  }
  std::vector<RetractionRow> retracted(TopicId topic) { return StoreContract<Backend>::page(topic).retracted; }
};
TYPED_TEST_SUITE(WithdrawalContract, Backends);

TYPED_TEST(WithdrawalContract, WhatADeletedEntryNamesIsTakenOut) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({this->page("1", "One"), this->page("2", "Two")}), {topic});
  const std::string key = this->stored("One").key;
  this->now_ += 1h;
  const auto outcome = this->poll(a, this->taking_back({this->page("2", "Two")}, "1"), {topic});
  EXPECT_EQ(outcome.withdrawn, 1u);
  EXPECT_EQ(outcome.touched, std::vector<TopicId>{topic});
  EXPECT_EQ(this->lead_titles(topic), Titles{"Two"});
  EXPECT_EQ(this->store_->tombstone(key).value()->why, TombstoneReason::Withdrawn);
  this->now_ += 1h;
  EXPECT_EQ(this->poll(a, this->taking_back({this->page("2", "Two")}, "1"), {topic}).withdrawn, 0u);
}

TYPED_TEST(WithdrawalContract, AbsenceMeansItOnlyFromACompleteDocumentOfTheSource) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  this->poll(a, feed_of({this->page("1", "One"), this->page("2", "Two")}));
  this->poll(b, feed_of({article("x", "Elsewhere")}));
  this->now_ += 1h;
  EXPECT_EQ(this->poll(a, feed_of({this->page("2", "Two")})).withdrawn, 0u);
  EXPECT_EQ(this->all_entries().size(), 3u);
  EXPECT_EQ(this->poll(a, this->complete({this->page("2", "Two")})).withdrawn, 1u);
  EXPECT_TRUE(this->stored("One").key.empty());
  EXPECT_FALSE(this->stored("Elsewhere").key.empty());
}

TYPED_TEST(WithdrawalContract, WhatIsListedAgainIsWhatItWas) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, this->complete({this->page("1", "One"), this->page("2", "Two")}), {topic});
  const Entry before = this->stored("One");
  const store::StoryRow story = StoreContract<TypeParam>::page(topic).stories.at(0);
  this->now_ += 1h;
  this->poll(a, this->complete({this->page("2", "Two")}), {topic});
  EXPECT_EQ(this->retracted(topic), (std::vector<RetractionRow>{{story.atom_id, this->now_}}));
  this->now_ += 1h;
  Entry again = this->page("1", "One");
  again.published = this->now_;
  const auto outcome = this->poll(a, this->complete({again, this->page("2", "Two")}), {topic});
  EXPECT_EQ(outcome.inserted, 1u);
  const Entry after = this->stored("One");
  EXPECT_EQ(after.key, before.key);
  EXPECT_EQ(after.published, before.published);
  EXPECT_EQ(after.first_seen, before.first_seen);
  EXPECT_FALSE(this->store_->tombstone(before.key).value());
  const auto page = StoreContract<TypeParam>::page(topic);
  EXPECT_EQ(page.stories.at(0).atom_id, story.atom_id);
  EXPECT_TRUE(page.retracted.empty());
}

TYPED_TEST(WithdrawalContract, AStoryOutlivesItsFirstCopyAndTakesItBack) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  this->poll(a, this->complete({this->page("1", "Here")}), {topic});
  this->poll(b, feed_of({[&] {
               Entry copy = this->page("1", "There");
               copy.id = "x";
               return copy;
             }()}),
             {topic});
  const std::string key = this->stored("Here").key;
  ASSERT_EQ(this->stored("There").story, key);
  this->now_ += 1h;
  this->poll(a, this->complete({}), {topic});
  EXPECT_EQ(this->lead_titles(topic), Titles{"There"});
  EXPECT_TRUE(this->retracted(topic).empty()) << "the story is still there";
  const auto left = this->store_->stories(std::vector{key}).value();
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].copies.front().key, this->stored("There").key);
  this->now_ += 1h;
  this->poll(a, this->complete({this->page("1", "Here")}), {topic});
  EXPECT_EQ(this->stored("Here").key, key);
  EXPECT_EQ(this->stored("Here").story, key);
  EXPECT_EQ(StoreContract<TypeParam>::page(topic).stories.size(), 1u);
}

TYPED_TEST(WithdrawalContract, WhoLeavesATopicIsRetractedAndWhoWasPrunedIsNot) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({this->page("1", "One"), this->page("2", "Two"), this->page("3", "Three")}), {topic});
  const std::string pruned = this->stored("One").key;
  const std::string hidden = this->stored("Two").key;
  this->now_ += 1h;
  this->store_->bury(std::vector{pruned}, TombstoneReason::Pruned, this->now_).value();
  EXPECT_TRUE(this->retracted(topic).empty());
  this->store_->bury(std::vector{hidden}, TombstoneReason::Hidden, this->now_).value();
  ASSERT_EQ(this->retracted(topic).size(), 1u);
  // A rule that does not select it any more, and one that does again.
  this->now_ += 1h;
  const auto rows = this->store_->rematch_batch(0, 10, store::CatalogStore::Among::All).value();
  ASSERT_EQ(rows.size(), 1u);
  const auto set = [&](std::vector<std::int64_t> now_in) {
    const std::vector<store::CatalogStore::Members> members = {{topic, std::move(now_in)}};
    this->store_->set_members(members, this->now_).value();
  };
  set({});
  ASSERT_EQ(this->retracted(topic).size(), 2u);
  EXPECT_EQ(this->retracted(topic)[0].since, this->now_) << "the latest first";
  set({rows[0].row});
  EXPECT_EQ(this->retracted(topic).size(), 1u);
}

TYPED_TEST(WithdrawalContract, WhatTheOperatorHidesIsRetractedWhileItIsHidden) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({this->page("1", "One"), this->page("2", "Two")}), {topic});
  const auto hide = [&](std::vector<std::string> keys) {
    this->now_ += 1h;
    this->topics_.at(0).hide = std::move(keys);
    this->sync_topics();
    return this->now_;
  };
  const std::string one = this->stored("One").key;
  const std::string two = this->stored("Two").key;
  const Timestamp first = hide({one, "nosuchkey"});
  ASSERT_EQ(this->retracted(topic).size(), 1u);
  EXPECT_EQ(this->retracted(topic)[0].since, first);
  EXPECT_EQ(StoreContract<TypeParam>::page(topic).changed, first);
  const Timestamp second = hide({one, two});
  ASSERT_EQ(this->retracted(topic).size(), 2u);
  EXPECT_EQ(this->retracted(topic)[0].since, second);
  EXPECT_EQ(this->retracted(topic)[1].since, first);
  hide({two});
  ASSERT_EQ(this->retracted(topic).size(), 1u);
  EXPECT_EQ(this->retracted(topic)[0].since, second);
}

TYPED_TEST(WithdrawalContract, AStoryThatBecomesOneWithAnOlderOneIsRetracted) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({this->page("1", "One")}), {topic});
  this->poll(b, feed_of({article("https://b.example/2", "Two")}), {topic});
  this->now_ += 1h;
  this->store_->rule_stories({{{this->stored("One").key, this->stored("Two").key}}, {}}, this->now_).value();
  EXPECT_EQ(this->retracted(topic), (std::vector<RetractionRow>{{"https://b.example/2", this->now_}}));
}

TYPED_TEST(WithdrawalContract, AWholeStoryComesBackAsWhatItWas) {
  struct Case {
    const char* name;
    bool first_comes_first;
  };
  for (const Case& c : {Case{"in the order it was", true}, Case{"the other copy first", false}}) {
    SCOPED_TRACE(c.name);
    const std::string number = c.first_comes_first ? "1" : "2";
    const SourceId a = this->add_source("a" + number);
    const SourceId b = this->add_source("b" + number);
    const TopicId topic = this->add_topic("t" + number);
    Entry first = article("https://a.example/id/" + number, "First", kNow - 48h);
    Entry second = article("https://b.example/id/" + number, "Second", kNow - 24h);
    first.link = second.link = "https://a.example/story/" + number;
    this->poll(a, this->complete({first}), {topic});
    this->poll(b, this->complete({second}), {topic});
    const store::StoryRow before = StoreContract<TypeParam>::page(topic).stories.at(0);
    ASSERT_EQ(before.copies.size(), 2u);
    this->now_ += 1h;
    this->poll(a, this->complete({}), {topic});
    this->poll(b, this->complete({}), {topic});
    ASSERT_TRUE(StoreContract<TypeParam>::page(topic).stories.empty());
    // Meanwhile somebody else uses its id.
    const SourceId thief = this->add_source("c" + number);
    this->poll(thief, feed_of({article("https://a.example/id/" + number, "Something else")}), {topic});
    EXPECT_FALSE(this->retracted(topic).empty());
    this->now_ += 1h;
    this->poll(c.first_comes_first ? a : b, this->complete({c.first_comes_first ? first : second}), {topic});
    const auto check = [&](std::size_t copies) {
      for (const store::StoryRow& story : StoreContract<TypeParam>::page(topic).stories) {
        if (story.key != before.key) continue;
        EXPECT_EQ(story.atom_id, before.atom_id);
        EXPECT_EQ(story.published, before.published);
        EXPECT_EQ(story.copies.size(), copies);
        return;
      }
      ADD_FAILURE() << "the story has not come back";
    };
    check(1);
    this->poll(c.first_comes_first ? b : a, this->complete({c.first_comes_first ? second : first}), {topic});
    check(2);
    EXPECT_EQ(StoreContract<TypeParam>::page(topic).stories.size(), 2u);
    EXPECT_TRUE(this->retracted(topic).empty());
  }
}

TYPED_TEST(WithdrawalContract, AStoryThatCameBackIsStillTheOlder) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  this->poll(a, this->complete({this->page("1", "Here")}), {topic});
  const std::string key = this->stored("Here").key;
  this->now_ += 1h;
  this->poll(a, this->complete({}), {topic});
  Entry copy = this->page("1", "There");
  copy.id = "https://b.example/2";
  this->poll(b, feed_of({copy}), {topic});
  ASSERT_NE(this->stored("There").story, key);
  this->now_ += 1h;
  Entry again = this->page("1", "Here");
  again.title = "There";  // or the shared address would tell nothing
  this->poll(a, this->complete({again}), {topic});
  EXPECT_EQ(StoreContract<TypeParam>::page(topic).stories.size(), 1u);
  EXPECT_EQ(StoreContract<TypeParam>::page(topic).stories.at(0).key, key);
  EXPECT_EQ(this->retracted(topic), (std::vector<RetractionRow>{{"https://b.example/2", this->now_}}));
}

TYPED_TEST(WithdrawalContract, TheOperatorsWordHoldsForWhatComesBack) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const SourceId c = this->add_source("c");
  Entry one = this->page("1", "One");
  Entry copy = article("https://b.example/2", "A copy");
  copy.link = one.link;
  const Entry other = article("https://c.example/3", "Quite another");
  this->poll(a, feed_of({one}));
  this->poll(b, this->complete({copy}));
  this->poll(c, this->complete({other}));
  const std::string key = this->stored("One").key;
  const StoryRulings rulings{{{key, this->stored("Quite another").key}}, {{key, this->stored("A copy").key}}};
  this->store_->rule_stories(rulings, this->now_).value();
  for (int round = 0; round < 2; ++round) {
    EXPECT_NE(this->stored("A copy").story, this->stored("One").story) << round;
    EXPECT_EQ(this->stored("Quite another").story, this->stored("One").story) << round;
    this->now_ += 1h;
    this->poll(b, this->complete({}));
    this->poll(c, this->complete({}));
    this->now_ += 1h;
    this->poll(b, this->complete({copy}));
    this->poll(c, this->complete({other}));
  }
}

// Keys do not swap: each comes back from its own tombstone.
TYPED_TEST(WithdrawalContract, ArticlesThatShareAnIdComeBackAsThemselves) {
  const SourceId a = this->add_source("a");
  Entry one = article("z", "One", kNow - 240h);
  Entry two = article("z", "Two", kNow - 120h);
  one.link = "https://a.example/1";
  two.link = "https://a.example/2";
  this->poll(a, this->complete({one, two}));
  ASSERT_EQ(this->all_entries().size(), 2u);
  const std::string first = this->stored("One").key;
  const std::string second = this->stored("Two").key;
  this->now_ += 1h;
  this->poll(a, this->complete({}));
  this->now_ += 1h;
  this->poll(a, this->complete({two}));
  EXPECT_EQ(this->stored("Two").key, second);
  this->poll(a, this->complete({two, one}));
  EXPECT_EQ(this->stored("One").key, first);
}

TYPED_TEST(WithdrawalContract, AHiddenStoryStaysHiddenWhenTheCopyThatNamesItIsGone) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  Entry copy = this->page("1", "There");
  copy.id = "https://b.example/2";
  this->poll(a, this->complete({this->page("1", "Here")}), {topic});
  this->poll(b, feed_of({copy}), {topic});
  const std::string key = this->stored("Here").key;
  this->topics_.at(0).hide = {key};
  this->sync_topics();
  this->now_ += 1h;
  this->poll(a, this->complete({}), {topic});
  store::TopicSelection selection;
  selection.hide = {key};
  const auto shown = this->store_->newest(topic, selection).value();
  EXPECT_TRUE(shown.stories.empty());
  EXPECT_EQ(shown.total, 0u);
  EXPECT_EQ(shown.retracted.size(), 1u);
}

// "originally published at".
TYPED_TEST(WithdrawalContract, AnEntryJoinsTheStoryOfThePageThatItNamesAsItsOriginal) {
  struct Case {
    const char* name;
    bool original_first;
  };
  for (const Case& c : {Case{"the original first", true}, Case{"the copy first", false}}) {
    SCOPED_TRACE(c.name);
    const SourceId a = this->add_source(std::string("a") + (c.original_first ? "1" : "2"));
    const SourceId b = this->add_source(std::string("b") + (c.original_first ? "1" : "2"));
    const std::string link = "https://a.example/" + std::string(c.name).substr(4, 4);
    Entry original = article("urn:" + link, "Original");
    original.link = link;
    Entry copy = article("urn:copy:" + link, "Told in other words");
    copy.link = link + "/elsewhere";
    Link via;
    via.rel = "via";
    via.href = "http://www." + link.substr(8) + "?utm_source=b";
    copy.links = {via};
    this->poll(c.original_first ? a : b, feed_of({c.original_first ? original : copy}));
    this->poll(c.original_first ? b : a, feed_of({c.original_first ? copy : original}));
    std::vector<std::string> stories;
    for (const Entry& entry : this->all_entries()) {
      if (entry.id == original.id || entry.id == copy.id) stories.push_back(entry.story);
    }
    ASSERT_EQ(stories.size(), 2u);
    EXPECT_EQ(stories[0], stories[1]);
  }
}

// Anybody can link to anything.
TYPED_TEST(WithdrawalContract, ARoundUpThatNamesManyOriginalsJoinsNoneOfThem) {
  const SourceId a = this->add_source("a");
  const SourceId h = this->add_source("h");
  this->poll(a, feed_of({this->page("1", "One"), this->page("2", "Two")}));
  Entry round_up = article("https://h.example/r", "Link round-up");
  round_up.link = "https://h.example/r";
  for (const char* href : {"https://a.example/1", "https://a.example/2"}) {
    Link via;
    via.rel = "via";
    via.href = href;
    round_up.links.push_back(via);
  }
  this->poll(h, feed_of({round_up}));
  EXPECT_NE(this->stored("One").story, this->stored("Two").story);
  EXPECT_EQ(this->stored("Link round-up").story, this->stored("Link round-up").key);
}

}  // namespace
}  // namespace commonplace::testing
