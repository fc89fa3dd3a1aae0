#include "app/alert.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/manual_clock.h"

namespace commonplace::app {
namespace {

using namespace std::chrono_literals;
using store::SourceRow;
using store::Told;
using testing::ManualClock;

constexpr Timestamp kNow = ManualClock::kStart;

SourceRow row_in(SourceState state, std::chrono::seconds lasted = 0s, Told told = {}) {
  SourceRow row;
  row.slug = "lakeland";
  row.url = "https://reader:s3cret@lakeland.example/feed";
  row.head.title = "Lakeland";
  row.history.state = state;
  row.history.since = kNow - lasted;
  row.history.last_poll = kNow;
  row.next_poll = kNow + 30min;
  row.told = std::move(told);
  return row;
}

TEST(DueAlert, IsTheDifferenceBetweenWhatIsAndWhatWasTold) {
  struct Case {
    std::string_view name;
    SourceState state;
    std::chrono::seconds lasted;
    SourceState told;
    std::string_view expected;  // empty: nothing
    std::chrono::seconds in;    // from now; past ones are due
  };
  const Case cases[] = {
      {"well", SourceState::Ok, 5h, SourceState::Ok, "", 0s},
      {"new", SourceState::New, 0s, SourceState::Ok, "", 0s},
      {"new at another address", SourceState::New, 0s, SourceState::Failing, "", 0s},
      {"switched off", SourceState::Disabled, 9h, SourceState::Failing, "", 0s},
      {"a short failure", SourceState::Failing, 2h, SourceState::Ok, "failing", 4h},
      {"a long failure", SourceState::Failing, 7h, SourceState::Ok, "failing", -1h},
      {"a failure that was told", SourceState::Failing, 70h, SourceState::Failing, "", 0s},
      {"a failure that was gone before", SourceState::Failing, 1h, SourceState::Gone, "failing", 5h},
      {"gone", SourceState::Gone, 0s, SourceState::Ok, "gone", 0s},
      {"gone after failing", SourceState::Gone, 1min, SourceState::Failing, "gone", -1min},
      {"gone and told", SourceState::Gone, 90h, SourceState::Gone, "", 0s},
      {"silent", SourceState::Silent, 0s, SourceState::Ok, "silent", 0s},
      {"silent after failing", SourceState::Silent, 0s, SourceState::Failing, "silent", 0s},
      {"well again", SourceState::Ok, 0s, SourceState::Failing, "recovered", 0s},
      {"no more silent", SourceState::Ok, 3h, SourceState::Silent, "recovered", -3h},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const auto due = due_alert(row_in(c.state, c.lasted, {c.told, ""}), 6h);
    EXPECT_EQ(due ? name(due->kind) : "", c.expected);
    if (due) {
      EXPECT_EQ(due->at, kNow + c.in);
    }
  }
}

TEST(DueAlert, TellsOnceWhereASourceHasMoved) {
  SourceRow row = row_in(SourceState::Ok);
  row.adopted_url = "https://new.example/feed";
  ASSERT_TRUE(due_alert(row, 6h));
  EXPECT_EQ(due_alert(row, 6h)->kind, AlertKind::Moved);
  row.told = told_by(row, AlertKind::Moved);
  EXPECT_FALSE(due_alert(row, 6h));
  row.adopted_url = "https://newer.example/feed";
  EXPECT_TRUE(due_alert(row, 6h));
  row.adopted_url.clear();
  EXPECT_FALSE(due_alert(row, 6h));
}

TEST(DueAlert, TellsTheOlderNewsFirstAndThenTheOther) {
  SourceRow row = row_in(SourceState::Failing, 7h);
  row.adopted_url = "https://new.example/feed";
  EXPECT_EQ(due_alert(row, 6h)->kind, AlertKind::Failing);
  row.told = told_by(row, AlertKind::Failing);
  EXPECT_EQ(due_alert(row, 6h)->kind, AlertKind::Moved);
  row.told = told_by(row, AlertKind::Moved);
  EXPECT_FALSE(due_alert(row, 6h));
  row = row_in(SourceState::Failing, 1h);  // too short to be told yet, but the move is not
  row.adopted_url = "https://new.example/feed";
  EXPECT_EQ(due_alert(row, 6h)->kind, AlertKind::Moved);
}

TEST(MayBeNews, IsTrueOfWhateverDueAlertMightTell) {
  for (const SourceState state :
       {SourceState::New, SourceState::Ok, SourceState::Failing, SourceState::Gone, SourceState::Silent}) {
    for (const SourceState told : {SourceState::Ok, SourceState::Failing, SourceState::Gone, SourceState::Silent}) {
      for (const std::string adopted : {"", "https://new.example/feed"}) {
        SourceRow row = row_in(state, 7h, {told, ""});
        row.adopted_url = adopted;
        store::SourceGauge gauge;
        gauge.state = state;
        gauge.told = row.told;
        gauge.adopted_url = adopted;
        EXPECT_TRUE(may_be_news(gauge) || !due_alert(row, 6h)) << name(state) << name(told) << adopted;
      }
    }
  }
  EXPECT_FALSE(may_be_news({}));
}

TEST(AlertToJson, SaysWhatAnOperatorAsks) {
  SourceRow row = row_in(SourceState::Failing, 7h);
  row.history.failures = 5;
  row.history.http_status = 500;
  row.history.message = "the server failed (HTTP 500)";
  row.history.last_success = kNow - 8h;
  config::Service service;
  service.title = "Library news";
  const std::string_view expected = R"json({
    "event": "failing", "source": "lakeland", "title": "Lakeland", "state": "failing",
    "since": "2024-10-24T05:00:00Z", "failures": 5, "http": 500, "message": "the server failed (HTTP 500)",
    "last_success": "2024-10-24T04:00:00Z", "next_poll": "2024-10-24T12:30:00Z",
    "url": "https://lakeland.example/feed", "page": "http://127.0.0.1:8081/status/lakeland", "service": "Library news",
    "text": "Lakeland (lakeland) has failed for 7h, 5 times in a row: the server failed (HTTP 500). Next try: 2024-10-24 12:30 UTC."
})json";
  EXPECT_EQ(boost::json::parse(alert_to_json(row, AlertKind::Failing, service, kNow)), boost::json::parse(expected));
}

TEST(AlertToJson, HasASentenceForEachKind) {
  struct Case {
    AlertKind kind;
    std::string_view text;
  };
  const Case cases[] = {
      {AlertKind::Gone, "Lakeland (lakeland) is gone: what happened. Next try: 2024-10-24 12:30 UTC."},
      {AlertKind::Silent, "Lakeland (lakeland) is silent: what happened."},
      {AlertKind::Recovered, "Lakeland (lakeland) is well again."},
      {AlertKind::Moved,
       "Lakeland (lakeland) has moved for good to https://new.example/feed and is asked there; write that address into "
       "its drop-in."},
  };
  for (const Case& c : cases) {
    SourceRow row = row_in(SourceState::Gone);
    row.history.message = "what happened";
    row.adopted_url = "https://a:b@new.example/feed";
    const auto object = boost::json::parse(alert_to_json(row, c.kind, {}, kNow)).as_object();
    EXPECT_EQ(object.at("text").as_string(), c.text);
    EXPECT_EQ(object.at("event").as_string(), name(c.kind));
    EXPECT_EQ(object.contains("moved_to"), c.kind == AlertKind::Moved);
  }
}

TEST(AlertToJson, LetsNoFeedCommandAChat) {
  SourceRow row = row_in(SourceState::Failing, 7h);
  row.head.title = "<!channel> @everyone\nnews\xff";
  config::Service service;
  service.admin_listen = "unix:/run/commonplace/admin.sock";
  const auto object = boost::json::parse(alert_to_json(row, AlertKind::Recovered, service, kNow)).as_object();
  EXPECT_EQ(object.at("text").as_string(), "‹!channel› ＠everyone news\uFFFD (lakeland) is well again.");
  EXPECT_FALSE(object.contains("page"));
}

}  // namespace
}  // namespace commonplace::app
