// How often a story changed and when it last did: whatever becomes of its copies, neither goes back.

#include "contract.h"

namespace commonplace::testing {
namespace {

using namespace std::chrono_literals;

template <class Backend>
class ChangesContract : public StoreContract<Backend> {
 protected:
  static Feed complete(std::vector<Entry> entries) {
    Feed feed = feed_of(std::move(entries));
    feed.complete = true;
    return feed;
  }
  static Entry announcement(std::string id, std::string title = "A walk") {
    Entry entry = article(std::move(id), std::move(title), kNow - 24h);
    entry.link = "https://p.example/walk";
    entry.event.emplace();
    entry.event->start = kNow + 72h;
    return entry;
  }
  store::StoryRow story(TopicId topic) {
    const auto page = StoreContract<Backend>::page(topic);
    EXPECT_EQ(page.stories.size(), 1u);
    return page.stories.empty() ? store::StoryRow{} : page.stories.front();
  }
  store::RetractionRow retraction(TopicId topic) {
    const auto page = this->store_->newest(topic, {100, {}, {}, this->topics_.at(0).hide}).value();
    EXPECT_EQ(page.retracted.size(), 1u);
    return page.retracted.empty() ? store::RetractionRow{} : page.retracted.front();
  }
  // What readers had, and have now.
  void expect_later(const store::StoryRow& before, const store::StoryRow& after) {
    EXPECT_GT(after.edits, before.edits);
    EXPECT_GE(after.updated.value_or(after.published), before.updated.value_or(before.published));
  }
};
TYPED_TEST_SUITE(ChangesContract, Backends);

TYPED_TEST(ChangesContract, EditsAndCopiesCount) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({this->announcement("1")}), {topic});
  EXPECT_EQ(this->story(topic).edits, 0u);
  EXPECT_FALSE(this->story(topic).updated);
  this->now_ += 1h;
  this->poll(b, feed_of({this->announcement("2")}), {topic});
  EXPECT_EQ(this->story(topic).edits, 1u);
  this->now_ += 1h;
  this->poll(a, feed_of({this->announcement("1", "A longer walk")}), {topic});
  EXPECT_EQ(this->story(topic).edits, 2u);
  EXPECT_EQ(this->story(topic).updated, this->now_);
}

TYPED_TEST(ChangesContract, TheLossOfACopyAndItsReturnAreChanges) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  this->poll(a, this->complete({this->announcement("1")}), {topic});
  this->poll(b, feed_of({this->announcement("2")}), {topic});
  this->now_ += 1h;
  this->poll(a, this->complete({this->announcement("1", "A longer walk")}), {topic});
  const store::StoryRow both = this->story(topic);
  this->now_ += 1h;
  const auto outcome = this->poll(a, this->complete({}), {topic});
  EXPECT_EQ(outcome.touched, std::vector<TopicId>{topic});
  const store::StoryRow one = this->story(topic);
  this->expect_later(both, one);
  EXPECT_EQ(one.updated, this->now_);
  this->now_ += 1h;
  this->poll(a, this->complete({this->announcement("1", "A longer walk")}), {topic});
  this->expect_later(one, this->story(topic));
}

TYPED_TEST(ChangesContract, WhatComesBackIsLaterThanWhatWasToldOfItsEnd) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  const TopicId other = this->add_topic("u");
  this->poll(a, this->complete({this->announcement("1")}), {topic, other});
  this->now_ += 1h;
  this->poll(a, this->complete({this->announcement("1", "A longer walk")}), {topic, other});
  const store::StoryRow before = this->story(topic);
  this->now_ += 1h;
  this->poll(a, this->complete({}), {topic, other});
  const store::RetractionRow told = this->retraction(topic);
  EXPECT_GT(told.edits, before.edits);
  this->now_ += 1h;
  this->poll(a, this->complete({this->announcement("1", "A longer walk")}), {topic, other});
  const store::StoryRow after = this->story(topic);
  EXPECT_EQ(after.atom_id, before.atom_id);
  EXPECT_GT(after.edits, told.edits);
  EXPECT_GT(after.updated.value(), told.since);
  EXPECT_EQ(this->story(other).edits, after.edits);
}

TYPED_TEST(ChangesContract, SoIsWhatIsHiddenNoMore) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  const TopicId other = this->add_topic("u");
  this->poll(a, feed_of({this->announcement("1")}), {topic, other});
  this->now_ += 1h;
  this->topics_[0].hide = {this->all_entries().front().key};
  this->sync_topics();
  const store::RetractionRow told = this->retraction(topic);
  EXPECT_TRUE(told.event);
  this->now_ += 1h;
  this->topics_[0].hide.clear();
  this->sync_topics();
  const store::StoryRow after = this->story(topic);
  EXPECT_GT(after.edits, told.edits);
  EXPECT_GT(after.updated.value(), told.since);
  EXPECT_EQ(StoreContract<TypeParam>::page(other).changed, this->now_) << "it shows the story, too";
}

TYPED_TEST(ChangesContract, AndWhatARuleTakesAgain) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({this->announcement("1")}), {topic});
  const std::vector<std::int64_t> rows = this->members(topic);
  this->now_ += 1h;
  this->set_members(topic, {});
  const store::RetractionRow told = this->retraction(topic);
  this->now_ += 1h;
  this->set_members(topic, rows);
  EXPECT_GT(this->story(topic).updated.value(), told.since);
  EXPECT_TRUE(StoreContract<TypeParam>::page(topic).retracted.empty());
}

TYPED_TEST(ChangesContract, TwoStoriesThatBecomeOneHaveTheChangesOfBoth) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  Entry elsewhere = this->announcement("2");
  elsewhere.link = "https://b.example/2";
  this->poll(a, feed_of({this->announcement("1")}), {topic});
  this->poll(b, feed_of({elsewhere}), {topic});
  this->now_ += 1h;
  elsewhere.title = "Corrected";
  this->poll(b, feed_of({elsewhere}), {topic});
  StoryRulings rulings;
  const auto entries = this->all_entries();
  ASSERT_EQ(entries.size(), 2u);
  rulings.join = {{entries[0].key, entries[1].key}};
  this->store_->rule_stories(rulings, this->now_).value();
  const store::StoryRow one = this->story(topic);
  EXPECT_EQ(one.edits, 2u);
  EXPECT_EQ(one.updated, this->now_);
  this->now_ += 1h;
  rulings.split = std::exchange(rulings.join, {});
  this->store_->rule_stories(rulings, this->now_).value();
  const auto page = StoreContract<TypeParam>::page(topic);
  ASSERT_EQ(page.stories.size(), 2u);
  for (const store::StoryRow& story : page.stories) {
    if (story.atom_id == one.atom_id) this->expect_later(one, story);
  }
}

TYPED_TEST(ChangesContract, PruningIsNone) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({this->announcement("1")}), {topic});
  this->poll(b, feed_of({this->announcement("2")}), {topic});
  const store::StoryRow before = this->story(topic);
  const auto pruned = this->store_->entries({"", "a", {}, {}}).value().at(0).key;
  this->store_->bury(std::vector{pruned}, TombstoneReason::Pruned, this->now_ + 1h).value();
  EXPECT_EQ(this->story(topic).edits, before.edits);
  EXPECT_EQ(this->story(topic).updated, before.updated);
}

TYPED_TEST(ChangesContract, WhatASourceSaysOfItselfIsSeenInItsTopics) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({this->announcement("1")}), {topic});
  this->now_ += 1h;
  Feed feed = feed_of({this->announcement("1")});
  feed.head.generator = "Another program";
  EXPECT_TRUE(this->poll(a, feed, {topic}).touched.empty());
  feed.head.title = "Partner news and more";
  EXPECT_EQ(this->poll(a, feed, {topic}).touched, std::vector<TopicId>{topic});
  EXPECT_EQ(StoreContract<TypeParam>::page(topic).changed, this->now_);
}

TYPED_TEST(ChangesContract, TheConfigurationIsSeenToChange) {
  const TopicId topic = this->add_topic("t");
  EXPECT_EQ(this->store_->sync_appearance({1, 1}, kNow + 1h).value(), Timestamp{}) << "nobody knows what was before";
  EXPECT_EQ(this->store_->sync_appearance({1, 1}, kNow + 2h).value(), Timestamp{});
  EXPECT_EQ(this->store_->sync_appearance({1, ~std::uint64_t{0}}, kNow + 3h).value(), kNow + 3h);
  EXPECT_EQ(StoreContract<TypeParam>::page(topic).changed, kNow);
  EXPECT_EQ(this->store_->sync_appearance({2, ~std::uint64_t{0}}, kNow + 4h).value(), kNow + 4h);
  EXPECT_EQ(StoreContract<TypeParam>::page(topic).changed, kNow + 4h);
  EXPECT_EQ(this->store_->sync_appearance({1, 1}, kNow).value(), kNow + 4h) << "the clock was set back";
  EXPECT_EQ(this->store_->appearance_since().value(), kNow + 4h);
}

}  // namespace
}  // namespace commonplace::testing
