#include <algorithm>

#include "store/contract/contract.h"

namespace commonplace::testing {
namespace {

using namespace std::chrono_literals;
using store::CatalogStore;
using store::SourceRow;

template <class Backend>
class CatalogContract : public StoreContract<Backend> {
 protected:
  SourceRow row_of(const std::string& slug) {
    const std::vector<SourceRow> rows = this->store_->sources().value();
    for (const SourceRow& row : rows) {
      if (row.slug == slug) return row;
    }
    ADD_FAILURE() << "no source " << slug;
    return {};
  }
  // A source that was polled with success, and is not due for an hour.
  SourceId polled_source(const std::string& slug) {
    const SourceId id = this->add_source(slug);
    store::RefreshCommit commit;
    commit.source = id;
    commit.now = kNow;
    commit.next_poll = kNow + 1h;
    commit.history.state = SourceState::Ok;
    commit.history.rhythm.publications = 3;
    commit.history.hints.ttl = 3h;
    commit.history.last_success = kNow;
    commit.history.validators = {"\"etag\"", "yesterday"};
    commit.history.body_hash = 5;
    commit.history.move = {"https://farther.example.org/", 1};
    commit.history.suggested_url = "https://farther.example.org/";
    commit.history.held_until = kNow + 1h;
    commit.adopted_url = "https://elsewhere.example.org/";
    EXPECT_TRUE(this->store_->commit(commit));
    return id;
  }
};
TYPED_TEST_SUITE(CatalogContract, Backends);

TYPED_TEST(CatalogContract, GivesSourcesIdsThatLast) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  EXPECT_NE(a, SourceId{});
  EXPECT_NE(a, b);
  std::swap(this->sources_[0], this->sources_[1]);
  EXPECT_FALSE(this->sync_sources()) << "nothing changed";
  EXPECT_EQ(this->sources_[1].id, a);
}

TYPED_TEST(CatalogContract, AnUnchangedSourceKeepsItsSchedule) {
  this->polled_source("a");
  this->now_ += 10min;
  EXPECT_FALSE(this->sync_sources());
  EXPECT_EQ(this->row_of("a").next_poll, kNow + 1h);
}

TYPED_TEST(CatalogContract, AChangedSourceIsDueAtOnceAndWithoutValidators) {
  this->polled_source("a");
  this->now_ += 10min;
  this->sources_[0].language = "fr";
  EXPECT_TRUE(this->sync_sources());
  const SourceRow row = this->row_of("a");
  EXPECT_EQ(row.next_poll, this->now_);
  EXPECT_EQ(row.history.validators, Validators{});
  EXPECT_EQ(row.history.body_hash, 0u);
  EXPECT_EQ(row.history.state, SourceState::Ok);
  EXPECT_EQ(row.adopted_url, "https://elsewhere.example.org/");
}

TYPED_TEST(CatalogContract, AnotherAddressForgetsWhatWasLearnedOfTheOld) {
  this->polled_source("a");
  this->sources_[0].url = "https://new.example.org/";
  this->sync_sources();
  const SourceRow row = this->row_of("a");
  EXPECT_EQ(row.url, "https://new.example.org/");
  EXPECT_EQ(row.adopted_url, "");
  EXPECT_EQ(row.history.state, SourceState::New);
  EXPECT_EQ(row.history.rhythm, Rhythm{});
  EXPECT_EQ(row.history.hints, PublisherHints{});
  EXPECT_EQ(row.history.move, Move{});
  EXPECT_EQ(row.history.suggested_url, "");
  EXPECT_EQ(row.history.held_until, std::nullopt);
  EXPECT_EQ(row.history.last_success, kNow);
}

TYPED_TEST(CatalogContract, AnAbsentSourceIsDisabledAndItsEntriesStay) {
  const SourceId a = this->polled_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({article("1")}), {topic});
  this->sources_.clear();
  EXPECT_TRUE(this->sync_sources());
  EXPECT_EQ(this->row_of("a").history.state, SourceState::Disabled);
  EXPECT_EQ(this->row_of("a").next_poll, std::nullopt);
  EXPECT_EQ(this->row_of("a").entries, 1u);
  EXPECT_EQ(this->page(topic).total, 1u);
  EXPECT_EQ(this->store_->next_due(store::Reach::Any).value(), std::nullopt);
}

TYPED_TEST(CatalogContract, ASourceThatReturnsIsDueAtOnceUnderItsOldId) {
  const SourceId a = this->polled_source("a");
  this->sources_[0].enabled = false;
  this->sync_sources();
  this->now_ += 10min;
  this->sources_[0].enabled = true;
  EXPECT_TRUE(this->sync_sources());
  EXPECT_EQ(this->sources_[0].id, a);
  EXPECT_EQ(this->row_of("a").next_poll, this->now_);
  EXPECT_EQ(this->row_of("a").history.state, SourceState::Ok);
}

TYPED_TEST(CatalogContract, AChangedSourceTouchesTheTopicsThatShowIt) {
  const SourceId a = this->add_source("a");
  const TopicId shown = this->add_topic("shown");
  const TopicId other = this->add_topic("other");
  this->poll(a, feed_of({article("1")}), {shown});
  this->now_ += 1h;
  this->sources_[0].title = "Another name";
  this->sync_sources();
  EXPECT_EQ(this->page(shown).changed, this->now_);
  EXPECT_EQ(this->page(other).changed, kNow);
}

TYPED_TEST(CatalogContract, NewTopicsAndChangedRulesAreToBeRematched) {
  const TopicId a = this->add_topic("a");
  EXPECT_TRUE(this->sync_topics().empty());
  struct Case {
    const char* name;
    void (*change)(Topic&);
    bool is_rule;
  };
  const Case cases[] = {
      {"match", [](Topic& t) { t.match = "partner*"; }, true},
      {"sources", [](Topic& t) { t.sources = {"a"}; }, true},
      {"types", [](Topic& t) { t.types = {"News"}; }, true},
      {"languages", [](Topic& t) { t.languages = {"en"}; }, true},
      {"title", [](Topic& t) { t.title = "x"; }, false},
      {"description", [](Topic& t) { t.description = "x"; }, false},
      {"image",
       [](Topic& t) {
         t.image = TopicImage{};
         t.image->url = "u";
       },
       false},
      {"limit", [](Topic& t) { t.limit = 5; }, false},
      {"per_source", [](Topic& t) { t.per_source = 5; }, false},
      {"max_age", [](Topic& t) { t.max_age = 24h; }, false},
      {"related", [](Topic& t) { t.related = {"b"}; }, false},
      {"pin", [](Topic& t) { t.pin = {"k"}; }, false},
      {"hide", [](Topic& t) { t.hide = {"k"}; }, false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    this->now_ += 1h;
    const Timestamp before = this->page(a).changed;
    c.change(this->topics_[0]);
    EXPECT_EQ(this->sync_topics(), c.is_rule ? std::vector<TopicId>{a} : std::vector<TopicId>{});
    EXPECT_EQ(this->page(a).changed, c.is_rule ? before : this->now_);
    EXPECT_EQ(this->topics_[0].id, a);
  }
}

TYPED_TEST(CatalogContract, ATopicIsToBeRematchedUntilItWas) {
  const TopicId a = this->add_topic("a");
  const TopicId b = this->add_topic("b");
  this->topics_[0].match = "partner*";
  EXPECT_EQ(this->store_->sync_topics(this->topics_, this->now_).value(), std::vector<TopicId>{a});
  this->topics_[1].match = "kitchen";
  EXPECT_EQ(this->store_->sync_topics(this->topics_, this->now_).value(), (std::vector<TopicId>{a, b}));
  // The rule of before does not make up for entries that have gone through the other one.
  this->topics_[0].match.clear();
  this->topics_[0].title = "x";
  EXPECT_EQ(this->store_->sync_topics(this->topics_, this->now_).value(), (std::vector<TopicId>{a, b}));
  this->set_members(b, {});
  EXPECT_EQ(this->store_->sync_topics(this->topics_, this->now_).value(), std::vector<TopicId>{a});
  this->set_members(a, {});
  EXPECT_TRUE(this->store_->sync_topics(this->topics_, this->now_).value().empty());
}

TYPED_TEST(CatalogContract, ARuleThatNamesTagsChangesWithThem) {
  this->add_source("a");
  const TopicId by_tag = this->add_topic("by-tag");
  this->add_topic("by-slug");
  this->topics_[0].sources = {"#partners"};
  this->topics_[1].sources = {"a"};
  this->sync_topics();
  this->sources_[0].tags = {"partners"};
  this->sync_sources();
  EXPECT_EQ(this->sync_topics(), std::vector<TopicId>{by_tag});
}

TYPED_TEST(CatalogContract, AnAbsentTopicIsRemoved) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({article("1")}), {topic});
  this->topics_.clear();
  EXPECT_TRUE(this->sync_topics().empty());
  EXPECT_TRUE(this->store_->topics().value().empty());
  EXPECT_TRUE(this->store_->entry(this->all_entries()[0].key).value()->topics.empty());
  EXPECT_FALSE(this->store_->newest(topic, {1}));
  EXPECT_NE(this->add_topic("t"), topic) << "an id is never used again";
}

TYPED_TEST(CatalogContract, RematchingGoesThroughEveryEntryOnce) {
  const SourceId a = this->add_source("a");
  std::vector<Entry> entries;
  for (int i = 0; i < 7; ++i) entries.push_back(article(std::to_string(i)));
  this->poll(a, feed_of(entries));
  std::vector<std::string> seen;
  for (std::int64_t after = 0;;) {
    const auto batch = this->store_->rematch_batch(after, 3, CatalogStore::Among::All).value();
    if (batch.empty()) break;
    EXPECT_LE(batch.size(), 3u);
    for (const CatalogStore::RematchRow& row : batch) {
      EXPECT_GT(row.row, after);
      after = row.row;
      seen.push_back(row.entry.id);
    }
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"0", "1", "2", "3", "4", "5", "6"}));
}

TYPED_TEST(CatalogContract, SettingMembershipsTouchesOnlyWhatReadersSee) {
  const SourceId a = this->add_source("a");
  const TopicId mine = this->add_topic("mine");
  const TopicId other = this->add_topic("other");
  this->poll(a, feed_of({article("1"), article("2")}), {other});
  const auto rows = this->all_rows();
  this->now_ += 1h;

  EXPECT_EQ(this->set_members(mine, {rows[0].row, 999}), std::vector<TopicId>{mine});
  EXPECT_EQ(this->page(mine).total, 1u);
  EXPECT_EQ(this->page(mine).changed, this->now_);
  EXPECT_EQ(this->page(other).total, 2u) << "topics that are not named keep their entries";

  this->now_ += 1h;
  EXPECT_TRUE(this->set_members(mine, {rows[0].row}).empty());
  EXPECT_EQ(this->set_members(mine, {rows[1].row}), std::vector<TopicId>{mine});
  EXPECT_EQ(this->lead_titles(mine).size(), 1u);
  EXPECT_EQ(this->set_members(mine, {}), std::vector<TopicId>{mine});
  EXPECT_EQ(this->page(mine).total, 0u);
}

TYPED_TEST(CatalogContract, SettingMembersOfSeveralTopicsIsOneStep) {
  const SourceId a = this->add_source("a");
  const TopicId one = this->add_topic("one");
  const TopicId two = this->add_topic("two");
  this->poll(a, feed_of({article("1"), article("2")}), {one});
  const auto rows = this->all_rows();
  const std::vector<CatalogStore::Members> members = {{one, {}}, {two, {rows[0].row, rows[1].row}}};
  EXPECT_EQ(this->store_->set_members(members, this->now_).value(), (std::vector<TopicId>{one, two}));
  EXPECT_EQ(this->page(one).total, 0u);
  EXPECT_EQ(this->page(two).total, 2u);
}

TYPED_TEST(CatalogContract, LookingUpFindsWhatTheQueryMatchesOrWhatMayBe) {
  const SourceId a = this->add_source("a");
  this->poll(a, feed_of({article("1", "New partners"), article("2", "Kitchens"), article("3", "A partner of ours")}));
  while (this->store_->index_for_search(100).value() > 0) {
  }
  this->poll(a, feed_of({article("2", "Partners now"), article("4", "A new partner")}));
  topic::QueryNode query;
  query.kind = topic::QueryNode::Kind::Words;
  query.phrases = {{{topic::WordMatch::Prefix, "partner", 0}}};
  std::set<std::string> sure, maybe;
  const CatalogStore::LookedUp found = this->store_->look_up(query, {}).value();
  const auto matching = this->store_->rematch_rows(found.matching).value();
  for (const auto& row : matching) sure.insert(row.entry.id);
  const auto doubtful = this->store_->rematch_rows(found.doubtful).value();
  for (const auto& row : doubtful) maybe.insert(row.entry.id);
  const auto waiting = this->store_->rematch_batch(0, 10, CatalogStore::Among::NotIndexed).value();
  for (const auto& row : waiting) {
    maybe.insert(row.entry.id);
  }
  EXPECT_FALSE(sure.contains("2") || sure.contains("4")) << "they are not in the index as they are";
  sure.merge(maybe);
  for (const char* id : {"1", "2", "3", "4"}) EXPECT_TRUE(sure.contains(id)) << id;
}

TYPED_TEST(CatalogContract, ReadsTheRowsThatAreThere) {
  const SourceId a = this->add_source("a");
  this->poll(a, feed_of({article("1"), article("2")}));
  const std::vector<std::int64_t> rows = {this->all_rows()[1].row, 999};
  const auto read = this->store_->rematch_rows(rows).value();
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].entry.id, "2");
}

TYPED_TEST(CatalogContract, AStoryStaysInATopicWhileOneCopyIs) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  Entry entry = article("1");
  entry.link = "https://a.example.org/1";
  this->poll(a, feed_of({entry}), {topic});
  this->poll(b, feed_of({entry}), {topic});
  const auto rows = this->all_rows();
  EXPECT_TRUE(this->set_members(topic, {rows[1].row}).empty());
  EXPECT_EQ(this->page(topic).total, 1u);
  EXPECT_TRUE(this->set_members(topic, {rows[0].row}).empty());
  EXPECT_EQ(this->page(topic).total, 1u);
  EXPECT_EQ(this->set_members(topic, {}), std::vector<TopicId>{topic});
  EXPECT_EQ(this->page(topic).total, 0u);
}

TYPED_TEST(CatalogContract, KeepsTheDropinsItIsGiven) {
  EXPECT_TRUE(this->store_->last_good_dropins().value().empty());
  const std::map<std::string, std::string> first = {{"a.toml", "[source.a]\n"}, {"b.toml", std::string("x\0y", 3)}};
  ASSERT_TRUE(this->store_->keep_dropins(first));
  EXPECT_EQ(this->store_->last_good_dropins().value(), first);
  const std::map<std::string, std::string> second = {{"b.toml", ""}};
  ASSERT_TRUE(this->store_->keep_dropins(second));
  EXPECT_EQ(this->store_->last_good_dropins().value(), second);
}

TYPED_TEST(CatalogContract, WhatWasNotForEverybodyStaysSo) {
  const SourceId a = this->add_source("a");
  const TopicId open = this->add_topic("open");
  const TopicId members = this->add_topic("members");
  this->topics_[1].tokens = {"a long token"};
  this->sync_topics();
  this->poll(a, feed_of({article("1", "For members")}), {members});
  this->poll(a, feed_of({article("2", "For all")}), {open});
  const std::string key = this->store_->entries({"members", "", {}, {}}).value().at(0).key;
  EXPECT_EQ(this->store_->guarded().value(), store::Guarded{});

  const Topic taken_out = this->topics_[1];
  this->topics_.pop_back();
  this->sync_topics();
  EXPECT_EQ(this->store_->guarded().value().topics, std::set<TopicId>{members});
  EXPECT_EQ(this->store_->topics().value().size(), 1u) << "it is listed nowhere";
  EXPECT_FALSE(this->store_->entries({"members", "", {}, {}}));
  EXPECT_FALSE(this->store_->unkept_archive(TopicId{}).value());
  EXPECT_EQ(this->store_->entry(key).value()->topics, std::vector<std::string>{"members"});
  this->now_ += std::chrono::hours{1};
  this->poll(a, feed_of({article("1", "For members, edited")}));
  EXPECT_EQ(this->store_->entry(key).value()->topics, std::vector<std::string>{"members"}) << "after an edit, too";

  this->topics_.push_back(taken_out);
  EXPECT_EQ(this->store_->sync_topics(this->topics_, this->now_).value(), std::vector<TopicId>{members})
      << "it comes back, and what it takes is found anew";
  EXPECT_EQ(this->topics_[1].id, members);
  EXPECT_EQ(this->store_->guarded().value(), store::Guarded{});

  this->topics_[1].tokens.clear();
  this->sync_topics();
  this->topics_.pop_back();
  this->sync_topics();
  EXPECT_EQ(this->store_->guarded().value(), store::Guarded{}) << "it was opened before it was taken out";
  EXPECT_TRUE(this->store_->entry(key).value()->topics.empty());
}

TYPED_TEST(CatalogContract, SourcesAreGuardedUntilTheyAreOpened) {
  for (const char* slug : {"a", "b", "c"}) this->add_source(slug);
  const auto guarded = [&] { return this->store_->guarded().value().sources; };
  this->store_->guard_sources({"a", "b", "nobody"}, {"c"}).value();
  EXPECT_EQ(guarded(), (store::Slugs{"a", "b"}));
  this->store_->guard_sources({}, {}).value();
  EXPECT_EQ(guarded(), (store::Slugs{"a", "b"}));
  this->sources_.erase(this->sources_.begin());
  this->sync_sources();
  EXPECT_EQ(guarded(), (store::Slugs{"a", "b"})) << "also without a drop-in";
  this->store_->guard_sources({"c"}, {"a"}).value();
  EXPECT_EQ(guarded(), (store::Slugs{"b", "c"}));
}

}  // namespace
}  // namespace commonplace::testing
