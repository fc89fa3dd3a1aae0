// Stories: joined, united, and the same in whatever order their copies come.

#include <algorithm>
#include <list>
#include <map>
#include <random>
#include <set>

#include "contract.h"
#include "dedup/outline.h"
#include "dedup/sketch.h"

namespace commonplace::testing {
namespace {

using namespace std::chrono_literals;

// Texts of some 60 words that have nothing in common, one for each number.
std::string text_of(int number) {
  std::mt19937 random(static_cast<unsigned>(number));
  std::string text = "<p>";
  for (int i = 0; i < 60; ++i) text += "word" + std::to_string(random() % 900) + "x ";
  return text + "</p>";
}

Entry carrying(std::string id, int number, std::string title = {}) {
  Entry entry =
      article(std::move(id), title.empty() ? "The news of number " + std::to_string(number) : std::move(title));
  entry.content = SafeHtml::trust_stored(text_of(number));
  return entry;
}

template <class Backend>
class StoriesContract : public StoreContract<Backend> {
 protected:
  // Which ids are one story, as "a/1 b/7".
  std::set<std::string> stories() {
    std::map<std::string, std::set<std::string>> by_story;
    for (const Entry& entry : this->all_entries()) by_story[entry.story].insert(entry.source + "/" + entry.id);
    std::set<std::string> stories;
    for (const auto& [story, ids] : by_story) {
      std::string line;
      for (const std::string& id : ids) line += (line.empty() ? "" : " ") + id;
      stories.insert(line);
    }
    return stories;
  }
};
TYPED_TEST_SUITE(StoriesContract, Backends);

TYPED_TEST(StoriesContract, NearlyTheSameTextElsewhereJoins) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  this->poll(a, feed_of({carrying("1", 1), carrying("2", 2)}));
  this->poll(b, feed_of({carrying("7", 1, "News: The news of number 1"), carrying("8", 3)}));
  EXPECT_EQ(this->stories(), (std::set<std::string>{"a/1 b/7", "a/2", "b/8"}));
}

TYPED_TEST(StoriesContract, ATwinSaysLetterForLetterTheSameElsewhere) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  this->poll(a, feed_of({carrying("1", 1), carrying("2", 2), carrying("3", 3)}));
  this->poll(a, feed_of({carrying("1", 1), carrying("2", 5), carrying("3", 3)}));
  const auto twin = [this](SourceId source, const Entry& entry, std::chrono::hours later = 1h) {
    const dedup::Outline outline = dedup::outline_of(entry);
    const std::vector<dedup::TwinSearch> searches = {{dedup::twin_number(outline.spelling), entry.published}};
    const auto found = this->store_->twins(source, searches, this->now_ + later).value().at(0);
    if (!found) return std::string();
    EXPECT_EQ(found->sketch, dedup::sketch_of(outline));
    const Entry stored = this->store_->entry(found->key).value()->entry;
    return stored.source + "/" + stored.id;
  };
  EXPECT_EQ(twin(b, carrying("9", 1)), "a/1");
  EXPECT_EQ(twin(b, carrying("9", 1, "Another title")), "");
  EXPECT_EQ(twin(b, carrying("9", 1, "The News of number 1")), "") << "a copy, but not by its letters";
  EXPECT_EQ(twin(b, carrying("9", 2)), "") << "it was edited";
  EXPECT_EQ(twin(b, carrying("9", 5, "The news of number 5")), "a/2");
  EXPECT_EQ(twin(a, carrying("9", 3)), "") << "of the same source";
  Entry late = carrying("9", 3);
  late.published = kNow + std::chrono::hours{24 * 60};
  EXPECT_EQ(twin(b, late, std::chrono::hours{24 * 60}), "") << "long ago";
  EXPECT_TRUE(this->store_->twins(b, {}, this->now_).value().empty());
}

TYPED_TEST(StoriesContract, ACopyOfTwoStoriesMakesThemOne) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const SourceId c = this->add_source("c");
  const TopicId topic = this->add_topic("news");
  Entry elsewhere = carrying("2", 2);
  elsewhere.link = "https://b.example.org/2";
  this->poll(a, feed_of({carrying("1", 1)}), {topic});
  this->now_ += 1h;
  this->poll(b, feed_of({elsewhere}), {topic});
  const std::string first = this->store_->newest(topic, {10}).value().stories.back().key;
  ASSERT_EQ(this->page(topic).total, 2u);

  Entry bridge = carrying("3", 1);
  bridge.link = elsewhere.link;
  this->now_ += 1h;
  const store::ApplyOutcome outcome = this->poll(c, feed_of({bridge}), {topic});
  EXPECT_EQ(this->stories(), (std::set<std::string>{"a/1 b/2 c/3"}));
  EXPECT_EQ(outcome.touched, (std::vector<TopicId>{topic}));
  const auto page = this->page(topic);
  ASSERT_EQ(page.total, 1u);
  ASSERT_EQ(page.stories.size(), 1u);
  EXPECT_EQ(page.stories[0].copies.size(), 3u);
  EXPECT_EQ(page.changed, this->now_);
  for (const Entry& entry : this->all_entries()) EXPECT_EQ(entry.story, page.stories[0].key);
  EXPECT_EQ(page.stories[0].key, first);  // the one that was there first
  for (const Entry& entry : this->all_entries()) {
    EXPECT_EQ(this->store_->entry(entry.key).value()->was_story, entry.source == "b") << entry.source;
  }
}

TYPED_TEST(StoriesContract, AStoryThatBecameOneWithAnotherIsInItsTopicsToo) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId one = this->add_topic("one");
  const TopicId other = this->add_topic("other");
  this->poll(a, feed_of({carrying("1", 1)}), {one});
  Entry late = carrying("2", 2);
  this->poll(b, feed_of({late}), {other});
  late.content = SafeHtml::trust_stored(text_of(1));
  late.title = "The news of number 1";
  this->poll(b, feed_of({late}), {other});
  EXPECT_EQ(this->stories(), (std::set<std::string>{"a/1 b/2"}));
  for (const TopicId topic : {one, other}) {
    ASSERT_EQ(this->page(topic).total, 1u);
    EXPECT_EQ(this->page(topic).stories.at(0).copies.size(), 2u);
  }
}

TYPED_TEST(StoriesContract, AnEditDoesNotPartCopies) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  this->poll(a, feed_of({carrying("1", 1)}));
  this->poll(b, feed_of({carrying("2", 1)}));
  this->poll(b, feed_of({carrying("2", 5)}));
  EXPECT_EQ(this->stories(), (std::set<std::string>{"a/1 b/2"}));
}

TYPED_TEST(StoriesContract, WhatIsLongAgoIsComparedOnlyWithWhatIsAsOld) {
  struct Case {
    const char* name;
    std::chrono::hours seen_later;
    std::chrono::hours published_later;
    bool are_compared;
  };
  const Case cases[] = {
      {"seen three weeks later", 21 * 24h, 21 * 24h, true},
      {"seen and published much later", 100 * 24h, 100 * 24h, false},
      {"seen much later, published then", 100 * 24h, 20 * 24h, true},
      {"seen much later, published before it", 100 * 24h, -20 * 24h, true},
      {"seen much later, published months before it", 100 * 24h, -60 * 24h, false},
      {"seen six weeks later, published five weeks later", 42 * 24h, 35 * 24h, false},
      {"seen five weeks later, published four weeks later", 35 * 24h, 29 * 24h, true},
  };
  int number = 0;
  for (const Case& c : cases) {
    for (const bool reopened : {false, true}) {
      SCOPED_TRACE(std::string(c.name) + (reopened ? ", after a restart" : ""));
      ++number;
      const std::string name = std::to_string(number);
      const Timestamp then = kNow + number * 1000 * 24h;
      const SourceId a = this->add_source("a" + name);
      const SourceId b = this->add_source("b" + name);
      const auto published = [&](std::string id, Timestamp when) {
        Entry entry = carrying(std::move(id), number);
        entry.published = when;
        return entry;
      };
      this->now_ = then;
      this->poll(a, feed_of({published("1", then)}));
      this->now_ += c.seen_later;
      if constexpr (std::is_same_v<TypeParam, OnSqlite>) {
        if (reopened) this->store_ = this->backend_.open();
      }
      this->poll(b, feed_of({published("2", then + c.published_later)}));
      EXPECT_EQ(this->stories().contains("a" + name + "/1 b" + name + "/2"), c.are_compared);
    }
  }
}

// A column that always has the same address.
TYPED_TEST(StoriesContract, InstalmentsOnOnePageAreStoriesOfTheirOwn) {
  for (const bool all_at_once : {true, false}) {
    SCOPED_TRACE(all_at_once);
    const std::string suffix = all_at_once ? "1" : "2";
    const SourceId a = this->add_source("a" + suffix);
    std::vector<Entry> instalments;
    for (int i = 1; i <= 4; ++i) {
      instalments.push_back(carrying(suffix + std::to_string(i), 10 * i + (all_at_once ? 1 : 2)));
      instalments.back().link = "https://a.example/column" + suffix;
      instalments.back().published = kNow + i * 168h;
    }
    if (all_at_once) {
      this->poll(a, feed_of(instalments));
    } else {
      for (const Entry& one : instalments) this->poll(a, feed_of({one}));
    }
    std::set<std::string> stories;
    for (const Entry& entry : this->all_entries()) {
      if (entry.source == "a" + suffix) stories.insert(entry.story);
    }
    EXPECT_EQ(stories.size(), 4u);
  }
}

// "This week", edited every week.
TYPED_TEST(StoriesContract, WhatIsEditedAgainAndAgainBringsNoStrangersTogether) {
  const SourceId a = this->add_source("a");
  const SourceId h = this->add_source("h");
  this->poll(a, feed_of({carrying("1", 1), carrying("2", 2), carrying("3", 3)}));
  for (const int number : {7, 1, 2, 3}) {
    this->now_ += 168h;
    this->poll(h, feed_of({carrying("week", number)}));
  }
  EXPECT_EQ(this->stories(), (std::set<std::string>{"a/1 h/week", "a/2", "a/3"}));
}

TYPED_TEST(StoriesContract, WhatTheOperatorPartsStaysParted) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const SourceId c = this->add_source("c");
  const TopicId one = this->add_topic("one");
  const TopicId other = this->add_topic("other");
  this->poll(a, feed_of({carrying("1", 1)}), {one});
  this->poll(b, feed_of({carrying("2", 1)}), {other});
  ASSERT_EQ(this->stories(), (std::set<std::string>{"a/1 b/2"}));
  std::map<std::string, std::string> keys;
  for (const Entry& entry : this->all_entries()) keys[entry.source] = entry.key;

  this->now_ += 1h;
  const StoryRulings rulings{{}, {{keys["b"], keys["a"]}}};
  const auto touched = this->store_->rule_stories(rulings, this->now_).value();
  EXPECT_EQ(touched, (std::vector<TopicId>{one, other}));
  EXPECT_EQ(this->stories(), (std::set<std::string>{"a/1", "b/2"}));
  EXPECT_EQ(this->page(one).stories.at(0).key, keys["a"]);
  EXPECT_EQ(this->page(one).total, 1u);
  EXPECT_EQ(this->page(other).stories.at(0).key, keys["b"]);
  EXPECT_EQ(this->page(other).stories.at(0).copies.size(), 1u);
  EXPECT_TRUE(this->store_->rule_stories(rulings, this->now_).value().empty());

  // An edit of one, and a third copy, which can only be with one of them.
  this->poll(b, feed_of({carrying("2", 1, "The news of number 1, again")}), {other});
  this->poll(c, feed_of({carrying("3", 1)}), {other});
  EXPECT_EQ(this->stories().size(), 2u);
  EXPECT_TRUE(this->stories().contains("a/1 c/3") || this->stories().contains("b/2 c/3"));
}

TYPED_TEST(StoriesContract, WhatTheOperatorJoinsIsOneStory) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("news");
  this->poll(a, feed_of({carrying("1", 1)}), {topic});
  this->poll(b, feed_of({carrying("2", 2)}), {topic});
  std::map<std::string, std::string> keys;
  for (const Entry& entry : this->all_entries()) keys[entry.source] = entry.key;
  const StoryRulings rulings{{{keys["b"], keys["a"]}, {keys["a"], "000000000000"}}, {}};
  EXPECT_EQ(this->store_->rule_stories(rulings, this->now_).value(), (std::vector<TopicId>{topic}));
  EXPECT_EQ(this->stories(), (std::set<std::string>{"a/1 b/2"}));
  EXPECT_EQ(this->page(topic).stories.at(0).key, keys["a"]);
  EXPECT_TRUE(this->store_->rule_stories(rulings, this->now_).value().empty());
}

TYPED_TEST(StoriesContract, AStoryThatIsPartedAgainIsTheOneThatItWas) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("news");
  this->poll(a, feed_of({carrying("1", 1)}), {topic});
  this->poll(b, feed_of({carrying("2", 2)}), {topic});
  std::map<std::string, std::string> keys;
  for (const Entry& entry : this->all_entries()) keys[entry.source] = entry.key;
  const auto atom_ids = [&] {
    std::map<std::string, std::string> ids;
    for (const store::StoryRow& story : this->page(topic).stories) ids[story.key] = story.atom_id;
    return ids;
  };
  const auto before = atom_ids();
  ASSERT_EQ(before.size(), 2u);
  ASSERT_TRUE(this->store_->rule_stories({{{keys["a"], keys["b"]}}, {}}, this->now_));
  ASSERT_EQ(atom_ids().size(), 1u);
  ASSERT_TRUE(this->store_->rule_stories({{}, {{keys["a"], keys["b"]}}}, this->now_));
  EXPECT_EQ(atom_ids(), before);
  EXPECT_FALSE(this->store_->entry(keys["b"]).value()->was_story);
}

// Copies, excerpts, siblings and strangers: in any order, and however polls divide them, the stories are the same.
TYPED_TEST(StoriesContract, DoNotDependOnTheOrderOfArrival) {
  struct Item {
    std::string source;
    Entry entry;
  };
  std::vector<Item> items;
  const std::vector<std::string> slugs = {"a", "b", "c", "d"};
  for (int number = 0; number < 12; ++number) {
    const std::string id = std::to_string(number);
    items.push_back({"a", carrying(id, number)});
    if (number % 2 == 0) items.push_back({"b", carrying(id, number, "Partner: The news of number " + id)});
    if (number % 3 == 0) {
      Entry excerpt = carrying(id, number);
      excerpt.content = SafeHtml::trust_stored(text_of(number).substr(0, 250) + "…</p>");
      items.push_back({"c", excerpt});
    }
    Entry instalment = article("series" + id, "Story time, March " + id);
    instalment.content = SafeHtml::trust_stored(
        "<p>Join us in the main room for story time. Everyone is welcome and there is "
        "no charge. We meet on March " +
        id + ".</p>");
    items.push_back({slugs[static_cast<std::size_t>(number) % slugs.size()], instalment});
  }
  std::optional<std::set<std::string>> expected;
  std::list<TypeParam> backends;
  std::mt19937 random(11);
  for (int round = 0; round < 8; ++round) {
    this->sources_.clear();
    TypeParam& backend = backends.emplace_back();
    this->store_ = backend.open();
    std::map<std::string, SourceId> ids;
    for (const std::string& slug : slugs) ids[slug] = this->add_source(slug);
    std::shuffle(items.begin(), items.end(), random);
    std::map<std::string, std::vector<Entry>> pending;
    for (const Item& item : items) {
      pending[item.source].push_back(item.entry);
      if (random() % 3 != 0) continue;
      this->poll(ids[item.source], feed_of(std::exchange(pending[item.source], {})));
    }
    for (auto& [slug, entries] : pending) this->poll(ids[slug], feed_of(entries));
    ASSERT_EQ(this->all_entries().size(), items.size());
    if (!expected) expected = this->stories();
    EXPECT_EQ(this->stories(), *expected);
  }
  EXPECT_EQ(expected->size(), 24u);
  this->store_.reset();  // before what it is in
}

}  // namespace
}  // namespace commonplace::testing
