// What is forgotten once it is old, and what never is (SPEC §9).

#include "store/contract/contract.h"

namespace commonplace::testing {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kNewest = store::RetentionStore::kNewestKept;

template <class Backend>
class RetentionContract : public StoreContract<Backend> {
 protected:
  // "0" is the newest; each is a day older than the one before.
  static Feed days(std::size_t count, std::size_t first = 0) {
    std::vector<Entry> entries;
    for (std::size_t i = first; i < first + count; ++i) {
      entries.push_back(article(std::to_string(i), std::to_string(i), kNow - std::chrono::days{i}));
    }
    return feed_of(std::move(entries));
  }
  std::vector<std::string> outlived(SourceId source, Timestamp before, std::size_t limit = 1000) {
    std::vector<std::string> titles;
    const auto keys = this->store_->outlived(source, before, limit).value();
    for (const std::string& key : keys) titles.push_back(this->store_->entry(key).value()->entry.title);
    return titles;
  }
};
TYPED_TEST_SUITE(RetentionContract, Backends);

TYPED_TEST(RetentionContract, ForgetsWhatIsOldAndNoLongerListed) {
  const SourceId a = this->add_source("a");
  this->poll(a, this->days(kNewest + 4));
  EXPECT_TRUE(this->outlived(a, kNow + 1h).empty()) << "it is listed";
  this->poll(a, this->days(1));
  const std::vector<std::string> old = {"53", "52", "51", "50"};
  EXPECT_EQ(this->outlived(a, kNow + 1h), old) << "the oldest first, and fifty stay";
  EXPECT_EQ(this->outlived(a, kNow + 1h, 2), (std::vector<std::string>{"53", "52"}));
  EXPECT_EQ(this->outlived(a, kNow - std::chrono::days{52}), std::vector<std::string>{"53"});
}

TYPED_TEST(RetentionContract, WhatIsListedStaysHoweverOldItIs) {
  const SourceId a = this->add_source("a");
  this->poll(a, this->days(kNewest + 4));
  Feed feed = this->days(1);
  feed.entries.push_back(this->days(1, kNewest + 2).entries[0]);
  this->poll(a, feed);
  EXPECT_EQ(this->outlived(a, kNow + 1h), (std::vector<std::string>{"53", "51", "50"}));
}

TYPED_TEST(RetentionContract, APartOfTheListAddsToWhatIsListed) {
  const SourceId a = this->add_source("a");
  this->poll(a, this->days(kNewest + 2));
  Feed part = this->days(1, kNewest + 2);
  part.entries[0].source = "a";
  store::RefreshCommit commit;
  commit.source = a;
  commit.now = this->now_;
  commit.next_poll = this->now_ + 1h;
  commit.feed = &part;
  commit.is_partial = true;
  commit.delta = store::compare_with_stored(*this->store_, a, part, this->now_).value();
  this->store_->commit(commit).value();
  EXPECT_TRUE(this->outlived(a, kNow + 1h).empty());
}

TYPED_TEST(RetentionContract, ASourceThatIsNoLongerPolledListsNothing) {
  const SourceId a = this->add_source("a");
  this->poll(a, this->days(kNewest + 1));
  this->sources_[0].enabled = false;
  this->sync_sources();
  EXPECT_EQ(this->outlived(a, kNow + 1h), std::vector<std::string>{"50"});
}

TYPED_TEST(RetentionContract, WhatIsInAnArchiveStays) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, this->days(2, kNewest), {topic});
  this->poll(a, this->days(kNewest));
  EXPECT_TRUE(this->outlived(a, kNow + 1h).empty());
  this->set_members(topic, {});
  EXPECT_TRUE(this->outlived(a, kNow + 1h).empty()) << "it was in the topic once";
  this->topics_.clear();
  this->sync_topics();
  EXPECT_EQ(this->outlived(a, kNow + 1h), (std::vector<std::string>{"51", "50"}));
}

TYPED_TEST(RetentionContract, ForgettingIsQuietAndForGood) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, this->days(kNewest + 1));
  this->poll(a, this->days(kNewest));
  const auto keys = this->store_->outlived(a, kNow + 1h, 10).value();
  ASSERT_EQ(keys.size(), 1u);
  EXPECT_TRUE(this->store_->bury(keys, TombstoneReason::Pruned, this->now_).value().empty());
  EXPECT_EQ(this->poll(a, this->days(kNewest + 1), {topic}).inserted, 0u) << "it does not come back";
  EXPECT_EQ(this->all_entries().size(), kNewest);
}

}  // namespace
}  // namespace commonplace::testing
