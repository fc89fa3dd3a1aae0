// Which stories joined a topic, in which order, for good.

#include "contract.h"

namespace commonplace::testing {
namespace {

using namespace std::chrono_literals;
using store::ArchiveName;
using store::ArchiveRow;
using store::JoinedStory;
using store::kArchiveStories;
using Titles = std::vector<std::string>;

template <class Backend>
class ArchiveContract : public StoreContract<Backend> {
 protected:
  static Entry page(std::string id, Timestamp published = kNow - 240h) {
    Entry entry = article(id, id, published);
    entry.link = "https://a.example/" + id;
    return entry;
  }
  static Feed pages(std::size_t from, std::size_t count) {
    std::vector<Entry> entries;
    for (std::size_t i = from; i < from + count; ++i) entries.push_back(page("page " + std::to_string(i)));
    return feed_of(std::move(entries));
  }
  static Feed complete(std::vector<Entry> entries) {
    Feed feed = feed_of(std::move(entries));
    feed.complete = true;
    return feed;
  }
  ArchiveRow archive(TopicId topic, std::size_t number = 1) { return this->store_->archive(topic, number).value(); }
  // By the titles that they had.
  Titles joined(TopicId topic, std::size_t number = 1) {
    for (const Entry& entry : this->all_entries()) titles_.emplace(entry.story, entry.title);
    Titles titles;
    const ArchiveRow row = archive(topic, number);
    for (const JoinedStory& story : row.stories) titles.push_back(titles_[story.key]);
    return titles;
  }
  std::string key(std::string_view title) {
    for (const Entry& entry : this->all_entries()) {
      if (entry.title == title) return entry.key;
    }
    return {};
  }

  std::map<std::string, std::string> titles_;
};
TYPED_TEST_SUITE(ArchiveContract, Backends);

TYPED_TEST(ArchiveContract, HoldsStoriesInTheOrderTheyJoined) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  EXPECT_EQ(this->archive(topic).newest, 0u);
  this->poll(a, feed_of({this->page("two", kNow - 1h), this->page("one", kNow - 2h)}), {topic});
  this->now_ += 1h;
  this->poll(a, feed_of({this->page("old but late", kNow - 480h)}), {topic});
  EXPECT_EQ(this->joined(topic), (Titles{"one", "two", "old but late"}));
  EXPECT_EQ(this->archive(topic).newest, 1u);
}

TYPED_TEST(ArchiveContract, WhoLeavesAndComesBackJoinsOnce) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({this->page("one", kNow - 2h), this->page("two", kNow - 1h)}), {topic});
  const std::vector<std::int64_t> rows = this->members(topic);
  this->set_members(topic, {});
  EXPECT_EQ(this->joined(topic), (Titles{"one", "two"}));
  EXPECT_FALSE(this->archive(topic).stories[0].retracted) << "it left by another rule, which is for later documents";
  this->now_ += 1h;
  this->poll(a, feed_of({this->page("three", kNow)}), {topic});
  this->set_members(topic, rows);
  EXPECT_EQ(this->joined(topic), (Titles{"one", "two", "three"}));
}

TYPED_TEST(ArchiveContract, ARuleThatIsNewLogsWhatItSelectsByDate) {
  const SourceId a = this->add_source("a");
  this->poll(a, feed_of({this->page("two", kNow - 1h), this->page("three", kNow), this->page("one", kNow - 2h)}));
  const TopicId topic = this->add_topic("t");
  std::vector<std::int64_t> rows;
  for (const auto& row : this->all_rows()) rows.push_back(row.row);
  this->set_members(topic, rows);
  EXPECT_EQ(this->joined(topic), (Titles{"one", "two", "three"}));
}

TYPED_TEST(ArchiveContract, EachDocumentHoldsFifty) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  const TopicId other = this->add_topic("other");
  this->poll(a, this->pages(0, kArchiveStories), {topic});
  EXPECT_EQ(this->archive(topic).newest, 1u);
  EXPECT_FALSE(*this->store_->unkept_archive(TopicId{})) << "it is the newest, and may get a next";
  this->now_ += 1h;
  this->poll(a, this->pages(kArchiveStories, 2), {topic});
  EXPECT_EQ(this->archive(topic, 1).stories.size(), kArchiveStories);
  EXPECT_EQ(this->archive(topic, 2).stories.size(), 2u);
  EXPECT_EQ(this->archive(topic, 2).newest, 2u);
  EXPECT_TRUE(this->archive(topic, 3).stories.empty());
  EXPECT_TRUE(this->archive(topic, 0).stories.empty());
  EXPECT_EQ(this->archive(other).newest, 0u);
  EXPECT_EQ(this->store_->unkept_archive(TopicId{}).value(), (ArchiveName{topic, 1}));
}

TYPED_TEST(ArchiveContract, ADocumentIsKeptAsItFirstWas) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, this->pages(0, 2 * kArchiveStories + 1), {topic});
  EXPECT_EQ(this->archive(topic).kept, "");
  const std::string document = "é" + std::string(200'000, 'x');
  ASSERT_TRUE(this->store_->keep_archive({topic, 1}, document));
  EXPECT_EQ(this->store_->unkept_archive(TopicId{}).value(), (ArchiveName{topic, 2}));
  ASSERT_TRUE(this->store_->keep_archive({topic, 1}, "another"));
  EXPECT_EQ(this->archive(topic).kept, document);
  ASSERT_TRUE(this->store_->keep_archive({topic, 2}, "two"));
  EXPECT_FALSE(*this->store_->unkept_archive(TopicId{}));
  ASSERT_TRUE(this->store_->keep_archive({TopicId{99}, 1}, "of no topic"));
  EXPECT_EQ(this->archive(TopicId{99}).kept, "");
}

TYPED_TEST(ArchiveContract, TopicsCanBePassedOver) {
  const SourceId a = this->add_source("a");
  const TopicId first = this->add_topic("first");
  const TopicId second = this->add_topic("second");
  this->poll(a, this->pages(0, kArchiveStories + 1), {first, second});
  EXPECT_EQ(this->store_->unkept_archive(TopicId{}).value(), (ArchiveName{first, 1}));
  EXPECT_EQ(this->store_->unkept_archive(first).value(), (ArchiveName{second, 1}));
  EXPECT_FALSE(*this->store_->unkept_archive(second));
}

TYPED_TEST(ArchiveContract, WhatIsWithdrawnIsRetractedWhereverItIs) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  const TopicId left = this->add_topic("left");
  this->poll(a, this->complete({this->page("one"), this->page("two", kNow - 239h)}), {topic, left});
  this->set_members(left, {});
  this->now_ += 1h;
  this->poll(a, this->complete({this->page("two", kNow - 239h)}), {topic});
  for (const TopicId each : {topic, left}) {
    const ArchiveRow row = this->archive(each);
    ASSERT_EQ(row.stories.size(), 2u);
    EXPECT_EQ(row.stories[0].retracted.has_value(), true);
    EXPECT_FALSE(row.stories[0].atom_id.empty());
    EXPECT_FALSE(row.stories[1].retracted);
  }
  EXPECT_EQ(this->archive(topic).stories[0].retracted, this->now_);
  this->now_ += 1h;
  this->poll(a, this->complete({this->page("one"), this->page("two", kNow - 239h)}), {topic});
  EXPECT_FALSE(this->archive(topic).stories[0].retracted) << "it is listed again";
  EXPECT_EQ(this->archive(topic).stories.size(), 2u);
}

TYPED_TEST(ArchiveContract, WhatIsPrunedIsNotRetracted) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({this->page("one")}), {topic});
  const std::vector<std::string> keys = {this->key("one")};
  ASSERT_TRUE(this->store_->bury(keys, TombstoneReason::Pruned, this->now_));
  const ArchiveRow row = this->archive(topic);
  ASSERT_EQ(row.stories.size(), 1u);
  EXPECT_EQ(row.stories[0].key, keys[0]);
  EXPECT_FALSE(row.stories[0].retracted);
}

TYPED_TEST(ArchiveContract, AStoryThatBecameAnotherIsRetracted) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({this->page("one", kNow - 3h)}), {topic});
  this->now_ += 1h;
  this->poll(b, feed_of({this->page("two", kNow - 2h)}), {topic});
  this->now_ += 1h;
  const StoryRulings rulings{.join = {{this->key("one"), this->key("two")}}, .split = {}};
  ASSERT_TRUE(this->store_->rule_stories(rulings, this->now_));
  const ArchiveRow row = this->archive(topic);
  ASSERT_EQ(row.stories.size(), 2u);
  EXPECT_FALSE(row.stories[0].retracted);
  EXPECT_EQ(row.stories[1].retracted, this->now_);
}

}  // namespace
}  // namespace commonplace::testing
