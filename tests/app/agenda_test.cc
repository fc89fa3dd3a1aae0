#include "app/agenda.h"

#include <gtest/gtest.h>

namespace commonplace::app {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using Keys = std::vector<std::string>;

constexpr Timestamp kDay{std::chrono::sys_days{std::chrono::year{2024} / 11 / 21}};

Story story(std::string key, Timestamp start, std::optional<Timestamp> end = {}) {
  Story made;
  made.key = std::move(key);
  made.lead.event = Event{DatePrecision::Day, start, end, "", "ev"};
  return made;
}

Keys keys(const Agenda& agenda) {
  Keys keys;
  for (const Story& event : agenda.events) keys.push_back(event.key);
  return keys;
}

TEST(Agenda, HasWhatIsOverBeforeWhatIsToCome) {
  const Agenda agenda({},
                      {story("tomorrow", kDay + days{1}), story("yesterday", kDay - days{1}), story("today", kDay),
                       story("all month", kDay - days{20}, kDay + days{9}), story("a week ago", kDay - days{7})},
                      kDay + 12h);
  EXPECT_EQ(keys(agenda), (Keys{"a week ago", "yesterday", "all month", "today", "tomorrow"}));
  EXPECT_EQ(agenda.past, 2u);
  EXPECT_EQ(agenda.last_over, kDay);
  EXPECT_EQ(agenda.good_until, kDay + days{1});
}

TEST(Agenda, ForgetsWhatIsLongOver) {
  const std::vector<Story> events = {story("old", kDay - days{28}), story("older", kDay - days{40})};
  const Agenda before({}, events, kDay + days{1} - 1s);
  EXPECT_EQ(keys(before), Keys{"old"});
  EXPECT_EQ(before.good_until, kDay + days{1});
  const Agenda after({}, events, kDay + days{1});
  EXPECT_EQ(keys(after), Keys{});
  EXPECT_FALSE(after.good_until);
}

TEST(Agenda, ChangesAtThePlannedMomentAndNotBefore) {
  const std::vector<Story> events = {story("today", kDay), story("tomorrow", kDay + days{1})};
  const Agenda morning({}, events, kDay);
  const Agenda evening({}, events, *morning.good_until - 1s);
  EXPECT_EQ(keys(morning), keys(evening));
  EXPECT_EQ(morning.past, evening.past);
  EXPECT_EQ(morning.good_until, evening.good_until);
  EXPECT_EQ(Agenda({}, events, *morning.good_until).past, 1u);
}

TEST(RetractionOf, AnEventThatWasLongOverNeedNotBeCancelled) {
  const Event event{DatePrecision::Day, kDay, {}, "", "ev"};
  EXPECT_TRUE(retraction_of({}, {"urn:x", kDay + days{28}, event, 1}).event);
  EXPECT_FALSE(retraction_of({}, {"urn:x", kDay + days{29}, event, 1}).event);
  EXPECT_FALSE(retraction_of({}, {"urn:x", kDay, {}, 0}).event);
}

TEST(Agenda, IsBounded) {
  std::vector<Story> events;
  for (int i = 0; i < 1000; ++i) events.push_back(story(std::to_string(i), kDay + days{i}));
  EXPECT_EQ(Agenda({}, events, kDay).events.size(), kEventsShown);
}

TEST(Agenda, TheStoreIsAskedForALittleMoreThanIsShown) {
  EXPECT_LE(past_events(kDay).since, kDay - kEventsKept - days{2});
  EXPECT_EQ(past_events(kDay).until, coming_events(kDay).since);
  EXPECT_FALSE(coming_events(kDay).until);
}

}  // namespace
}  // namespace commonplace::app
