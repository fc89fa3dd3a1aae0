// What takes place in a topic, and what was called off.

#include "contract.h"

namespace commonplace::testing {
namespace {

using namespace std::chrono_literals;
using store::EventSpan;
using Titles = std::vector<std::string>;

template <class Backend>
class EventsContract : public StoreContract<Backend> {
 protected:
  static Entry announcement(std::string id, Timestamp start, std::optional<Timestamp> end = {}) {
    Entry entry = article(id, id);
    entry.link = "https://a.example/" + id;
    entry.event = Event{DatePrecision::Instant, start, end, "Juneau", "ev"};
    return entry;
  }
  static Feed complete(std::vector<Entry> entries) {
    Feed feed = feed_of(std::move(entries));
    feed.complete = true;
    return feed;
  }
  Titles events(TopicId topic, const EventSpan& span) {
    Titles titles;
    const auto found = this->store_->events(topic, span).value();
    for (const store::StoryRow& story : found) titles.push_back(story.copies.front().title);
    return titles;
  }
};
TYPED_TEST_SUITE(EventsContract, Backends);

TYPED_TEST(EventsContract, AreFoundByWhenTheyAreOver) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  const TopicId other = this->add_topic("other");
  this->poll(a,
             feed_of({this->announcement("later", kNow + 48h), this->announcement("soon", kNow + 1h),
                      this->announcement("long", kNow - 240h, kNow + 24h), this->announcement("past", kNow - 1h),
                      article("news", "news")}),
             {topic});
  EXPECT_EQ(this->events(topic, {.since = kNow}), (Titles{"soon", "long", "later"}));
  EXPECT_EQ(this->events(topic, {.since = kNow - 1h}), (Titles{"past", "soon", "long", "later"}));
  EXPECT_EQ(this->events(topic, {.since = kNow - 2h, .until = kNow + 1h}), Titles{"past"});
  EXPECT_EQ(this->events(topic, {.since = kNow, .until = {}, .limit = 2}), (Titles{"soon", "long"}));
  EXPECT_EQ(this->events(other, {.since = kNow - 2h}), Titles{});
}

TYPED_TEST(EventsContract, AStoryIsFoundOnceByAnyOfItsCopies) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b", 1);
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({this->announcement("one", kNow + 1h)}), {topic});
  Entry copy = this->announcement("one", kNow + 2h);
  this->poll(b, feed_of({copy}));
  EXPECT_EQ(this->events(topic, {.since = kNow}).size(), 1u);
  EXPECT_EQ(this->events(topic, {.since = kNow + 90min}).size(), 1u);
}

TYPED_TEST(EventsContract, AnEditMovesThem) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({this->announcement("one", kNow + 1h)}), {topic});
  this->now_ += 1min;
  this->poll(a, feed_of({this->announcement("one", kNow + 48h)}), {topic});
  EXPECT_EQ(this->events(topic, {.since = kNow, .until = kNow + 24h}), Titles{});
  EXPECT_EQ(this->events(topic, {.since = kNow + 24h}), Titles{"one"});
  Entry no_event = this->announcement("one", kNow);
  no_event.event.reset();
  this->now_ += 1min;
  this->poll(a, feed_of({no_event}), {topic});
  EXPECT_EQ(this->events(topic, {.since = kNow}), Titles{});
}

TYPED_TEST(EventsContract, WhatIsPrunedIsNotFound) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({this->announcement("one", kNow + 1h), this->announcement("two", kNow + 2h)}), {topic});
  for (const Entry& entry : this->all_entries()) {
    const std::vector<std::string> keys = {entry.key};
    if (entry.title == "one") this->store_->bury(keys, TombstoneReason::Pruned, this->now_).value();
  }
  EXPECT_EQ(this->events(topic, {.since = kNow}), Titles{"two"});
  EXPECT_TRUE(this->page(topic).retracted.empty());
}

TYPED_TEST(EventsContract, WhatAPublisherWithdrawsIsCalledOff) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  const Entry two = this->announcement("two", kNow + 2h);
  this->poll(a, this->complete({this->announcement("one", kNow + 1h, kNow + 2h), two}), {topic});
  this->now_ += 1h;
  this->poll(a, this->complete({two}), {topic});
  const auto retracted = this->page(topic).retracted;
  ASSERT_EQ(retracted.size(), 1u);
  ASSERT_TRUE(retracted[0].event);
  EXPECT_EQ(retracted[0].event->start, kNow + 1h);
  EXPECT_EQ(retracted[0].event->end, kNow + 2h);
  EXPECT_EQ(retracted[0].event->precision, DatePrecision::Instant);
  EXPECT_EQ(retracted[0].event->location, "");
  EXPECT_EQ(retracted[0].edits, 1u);
}

TYPED_TEST(EventsContract, WhatTheOperatorHidesIsCalledOff) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  Entry day = this->announcement("one", kNow + 12h);
  day.event->precision = DatePrecision::Day;
  this->poll(a, feed_of({day}), {topic});
  this->topics_[0].hide = {this->all_entries()[0].key};
  this->sync_topics();
  const auto retracted = this->page(topic).retracted;
  ASSERT_EQ(retracted.size(), 1u);
  ASSERT_TRUE(retracted[0].event);
  EXPECT_EQ(retracted[0].event->start, kNow + 12h);
  EXPECT_EQ(retracted[0].event->precision, DatePrecision::Day);
  EXPECT_EQ(retracted[0].edits, 1u);
}

TYPED_TEST(EventsContract, WhatAnotherRuleLeavesOutTakesPlaceAllTheSame) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({this->announcement("one", kNow + 1h)}), {topic});
  this->set_members(topic, {});
  const auto retracted = this->page(topic).retracted;
  ASSERT_EQ(retracted.size(), 1u);
  EXPECT_FALSE(retracted[0].event);
}

}  // namespace
}  // namespace commonplace::testing
