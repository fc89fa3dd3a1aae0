// What was taken out of a store does not come back as news.

#include "store/contract/contract.h"

namespace commonplace::testing {
namespace {

using namespace std::chrono_literals;

template <class Backend>
class TombstoneContract : public StoreContract<Backend> {
 protected:
  using StoreContract<Backend>::page;
  static Entry page(std::string id, std::string title, std::string link, Timestamp published = kNow - 240h) {
    Entry entry = article(std::move(id), std::move(title), published);
    entry.link = std::move(link);
    return entry;
  }
  std::vector<TopicId> bury(std::vector<std::string> keys, TombstoneReason why = TombstoneReason::Pruned) {
    return this->store_->bury(keys, why, this->now_).value();
  }
  Entry stored(std::string_view title) {
    for (const Entry& entry : this->all_entries()) {
      if (entry.title == title) return entry;
    }
    return {};
  }
};
TYPED_TEST_SUITE(TombstoneContract, Backends);

TYPED_TEST(TombstoneContract, TakesAnEntryOutAndLeavesATombstone) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  const TopicId other = this->add_topic("u");
  this->poll(a, feed_of({this->page("1", "Old", "https://a.example/old"), this->page("2", "New", "")}), {topic});
  const std::string key = this->stored("Old").key;
  this->now_ += 1h;
  EXPECT_EQ(this->bury({key, "nosuchkey"}, TombstoneReason::Withdrawn), std::vector<TopicId>{topic});
  EXPECT_EQ(this->lead_titles(topic), std::vector<std::string>{"New"});
  EXPECT_EQ(this->page(topic).total, 1u);
  EXPECT_EQ(this->page(topic).changed, this->now_);
  EXPECT_EQ(this->page(other).total, 0u);
  EXPECT_FALSE(this->store_->entry(key).value());
  EXPECT_EQ(this->all_entries().size(), 1u);
  const auto left = this->store_->tombstone(key).value();
  ASSERT_TRUE(left);
  EXPECT_EQ(left->key, key);
  EXPECT_EQ(left->source, "a");
  EXPECT_EQ(left->title, "Old");
  EXPECT_EQ(left->link, "https://a.example/old");
  EXPECT_EQ(left->published, kNow - 240h);
  EXPECT_EQ(left->why, TombstoneReason::Withdrawn);
  EXPECT_EQ(left->since, this->now_);
  EXPECT_FALSE(this->store_->tombstone(this->stored("New").key).value());
  EXPECT_TRUE(this->bury({key}).empty()) << "it is gone already";
}

TYPED_TEST(TombstoneContract, AStoryLosesOneOfItsCopies) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({this->page("1", "Here", "https://a.example/1")}), {topic});
  this->poll(b, feed_of({this->page("x", "There", "https://a.example/1")}), {topic});
  const auto before = this->page(topic).stories.at(0);
  this->now_ += 1h;
  EXPECT_EQ(this->bury({this->stored("Here").key}), std::vector<TopicId>{topic});
  const auto after = this->page(topic).stories.at(0);
  EXPECT_EQ(after.key, before.key);
  EXPECT_EQ(after.atom_id, before.atom_id);
  EXPECT_EQ(this->titles(after.copies), std::vector<std::string>{"There"});
  this->bury({this->stored("There").key});
  EXPECT_TRUE(this->page(topic).stories.empty());
}

TYPED_TEST(TombstoneContract, WhatWasTakenOutStaysOut) {
  struct Case {
    const char* name;
    Entry entry;
    std::size_t inserted;
  };
  const Timestamp later = kNow + 48h;
  const std::string link = "https://a.example/old";
  const Case cases[] = {
      {"as it was", this->page("1", "Old", link), 0},
      {"edited", this->page("1", "Older", link, later), 0},
      {"at another address", this->page("1", "Old", "https://a.example/else", later), 0},
      {"with another id", this->page("2", "Old", "http://www.a.example/old/"), 0},
      {"another article with the id, from before", this->page("1", "Else", "https://a.example/else"), 0},
      {"another article with the id, since", this->page("1", "Else", "https://a.example/else", later), 1},
      {"another article at the address", this->page("2", "Else", link, later), 1},
      {"another article of the title", this->page("2", "Old", "https://a.example/else", later), 1},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    this->now_ = kNow;
    const std::string slug = "s" + std::to_string(&c - cases);
    const SourceId a = this->add_source(slug);
    const auto entries = [&] {
      return this->store_->entries({.topic = {}, .source = slug, .since = {}, .limit = {}}).value();
    };
    this->poll(a, feed_of({this->page("1", "Old", link)}));
    const std::string key = entries().at(0).key;
    this->now_ += 1h;
    this->bury({key});
    this->now_ = later + 1h;
    EXPECT_EQ(this->poll(a, feed_of({c.entry})).inserted, c.inserted);
    this->now_ += 1h;
    EXPECT_EQ(this->poll(a, feed_of({c.entry})).inserted, 0u);
    ASSERT_EQ(entries().size(), c.inserted);
    for (const Entry& entry : entries()) EXPECT_NE(entry.key, key);
    EXPECT_TRUE(this->store_->tombstone(key).value());
  }
}

TYPED_TEST(TombstoneContract, TombstonesAreOfOneSource) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const Feed feed = feed_of({this->page("1", "Old", "https://a.example/old")});
  this->poll(a, feed);
  this->bury({this->stored("Old").key});
  EXPECT_EQ(this->poll(b, feed).inserted, 1u);
}

}  // namespace
}  // namespace commonplace::testing
