// What a store keeps of an entry whose id is no guide: SPEC §5 rule 1, through known, reconcile and commit.

#include "store/contract/contract.h"

namespace commonplace::testing {
namespace {

using namespace std::chrono_literals;

template <class Backend>
class IdentityContract : public StoreContract<Backend> {
 protected:
  // Five articles whose ids and addresses begin as given.
  static Feed articles(const std::string& id, const std::string& link) {
    std::vector<Entry> entries;
    for (int i = 1; i <= 5; ++i) {
      const std::string n = std::to_string(i);
      Entry& entry = entries.emplace_back(article(id + n, "Headline " + n, kNow - i * 24h));
      entry.link = link + n;
      entry.content = SafeHtml::trust_stored("<p>What happened on day " + n + " was this: " + words(n) + "</p>");
    }
    return feed_of(std::move(entries));
  }
  static std::string words(const std::string& about) {
    std::string text;
    for (int i = 0; i < 12; ++i) text += about + std::to_string(i) + about + " of the books, ";
    return text;
  }
  IdQuality quality() { return this->store_->sources().value().at(0).id_quality; }
};
TYPED_TEST_SUITE(IdentityContract, Backends);

TYPED_TEST(IdentityContract, AMoveToHttpsIsNoFlood) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, this->articles("http://a.example/", "http://a.example/"), {topic});
  const auto before = this->page(topic).stories;
  this->now_ += 1h;
  const Feed moved = this->articles("https://a.example/", "https://a.example/");
  const auto outcome = this->poll(a, moved, {topic});
  EXPECT_EQ(outcome.inserted + outcome.revised, 0u);
  EXPECT_EQ(outcome.touched, std::vector<TopicId>{topic}) << "the links are other ones";
  const auto after = this->page(topic).stories;
  ASSERT_EQ(after.size(), 5u);
  for (std::size_t i = 0; i < after.size(); ++i) {
    EXPECT_EQ(after[i].key, before[i].key);
    EXPECT_EQ(after[i].atom_id, before[i].atom_id);
    EXPECT_EQ(after[i].published, before[i].published);
    EXPECT_EQ(after[i].updated, before[i].updated);
    EXPECT_EQ(after[i].copies.at(0).revision, 1u);
    EXPECT_EQ(after[i].copies.at(0).link, moved.entries[i].link);
  }
  EXPECT_TRUE(this->quality().noticed.contains(IdHabit::Changed));

  this->now_ += 1h;
  const auto again = this->poll(a, moved, {topic});
  EXPECT_TRUE(again.touched.empty());
  const Known known = this->store_->known(a, moved).value();
  EXPECT_EQ(known.by_identity.size(), 5u) << "they are known by their new ids";
  EXPECT_TRUE(known.alike.empty());
}

TYPED_TEST(IdentityContract, AnotherCmsAtOtherAddressesIsNoFlood) {
  const SourceId a = this->add_source("a");
  this->poll(a, this->articles("?p=", "https://a.example/?p="));
  const auto before = this->all_entries();
  this->now_ += 1h;
  Feed moved = this->articles("tag:a.example,2024:", "https://new.example/2024/");
  moved.entries[2].title = "Headline 3, corrected";
  const auto outcome = this->poll(a, moved);
  EXPECT_EQ(outcome.inserted, 0u);
  EXPECT_EQ(outcome.revised, 1u);
  const auto after = this->all_entries();
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < after.size(); ++i) {
    EXPECT_EQ(after[i].key, before[i].key);
    EXPECT_EQ(after[i].story, before[i].story);
    EXPECT_EQ(after[i].revision, i == 2 ? 2u : 1u);
  }
}

TYPED_TEST(IdentityContract, IdsOfAnotherSourceAreNoConcernOfIt) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  this->poll(a, this->articles("x", "https://a.example/"));
  EXPECT_EQ(this->poll(b, this->articles("y", "https://a.example/")).inserted, 5u);
}

TYPED_TEST(IdentityContract, ArticlesWithOneIdAreBothKept) {
  const SourceId a = this->add_source("a");
  Entry one = article("same", "One");
  Entry two = article("same", "Two");
  one.link = "https://a.example.org/1";
  two.link = "https://a.example.org/2";
  EXPECT_EQ(this->poll(a, feed_of({one, two})).inserted, 2u);
  const auto before = this->all_entries();
  ASSERT_EQ(before.size(), 2u);
  EXPECT_NE(before[0].key, before[1].key);
  EXPECT_NE(before[0].story, before[1].story);
  this->now_ += 1h;
  EXPECT_EQ(this->poll(a, feed_of({two, one})).revised, 0u);
  EXPECT_EQ(this->all_entries(), before);
  EXPECT_TRUE(this->quality().noticed.contains(IdHabit::Reused));
}

// The key that an id gives is still that of the entry that had the id first.
TYPED_TEST(IdentityContract, AnIdThatWasGivenUpMakesANewKeyAndANewStory) {
  const SourceId a = this->add_source("a");
  Entry old = article("1", "Old", kNow - 48h);
  old.link = "https://a.example.org/old";
  this->poll(a, feed_of({old}));
  this->now_ += 1h;
  Entry fresh = article("1", "Fresh", kNow);
  fresh.link = "https://a.example.org/fresh";
  old.id = "2";
  this->poll(a, feed_of({fresh, old}));
  this->now_ += 1h;
  Entry next = article("1", "Next", kNow + 1h);
  next.link = "https://a.example.org/next";
  old.id = "3";
  fresh.id = "2";
  this->poll(a, feed_of({next, fresh, old}));
  const auto entries = this->all_entries();
  ASSERT_EQ(this->titles(entries), (std::vector<std::string>{"Next", "Fresh", "Old"}));
  std::set<std::string> keys, stories;
  for (const Entry& entry : entries) keys.insert(entry.key), stories.insert(entry.story);
  EXPECT_EQ(keys.size(), 3u);
  EXPECT_EQ(stories.size(), 3u);
}

TYPED_TEST(IdentityContract, WhatIsStoredAsItIsIsNotLookedInto) {
  const SourceId a = this->add_source("a");
  const Feed feed = this->articles("x", "https://a.example/");
  this->poll(a, feed);
  const Known known = this->store_->known(a, feed).value();
  EXPECT_EQ(known.by_identity.size(), 5u);
  EXPECT_TRUE(known.alike.empty());
  for (const auto& [identity, entry] : known.by_identity) EXPECT_FALSE(entry.traits);
}

TYPED_TEST(IdentityContract, RemembersWhatWasNoticedUntilTheAddressChanges) {
  const SourceId a = this->add_source("a");
  const Feed feed = feed_of({article("1")});
  store::RefreshCommit commit;
  commit.source = a;
  commit.now = kNow;
  commit.feed = &feed;
  IdQuality quality;
  quality.changes_in_a_row = 3;
  quality.noticed[IdHabit::Reused] = {2, 7, kNow - 48h, kNow - 1h, "an id with spaces"};
  quality.noticed[IdHabit::Flipping] = {1, 1, kNow, kNow, ""};
  commit.delta.id_quality = quality;
  ASSERT_TRUE(this->store_->commit(commit));
  EXPECT_EQ(this->quality(), quality);
  EXPECT_EQ(this->store_->known(a, feed).value().id_quality, quality);
  commit.delta.id_quality.reset();
  ASSERT_TRUE(this->store_->commit(commit));
  EXPECT_EQ(this->quality(), quality) << "nothing was said of it";
  this->sources_[0].url = "https://elsewhere.example/feed";
  this->sync_sources();
  EXPECT_EQ(this->quality(), IdQuality{});
}

}  // namespace
}  // namespace commonplace::testing
