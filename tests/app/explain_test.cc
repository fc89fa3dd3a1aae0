#include "app/explain.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "commonplace/schedule.h"
#include "support/manual_clock.h"

namespace commonplace::app {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Timestamp kNow = commonplace::testing::ManualClock::kStart;

store::SourceRow polled_row() {
  store::SourceRow row;
  row.slug = "loc";
  row.history.state = SourceState::Ok;
  row.history.since = kNow - hours{100};
  row.history.last_poll = row.history.last_success = kNow - hours{1};
  row.history.http_status = 304;
  row.next_poll = kNow + minutes{80};
  row.next_poll_reason = "2h after the last poll: it publishes about every 1d";
  std::vector<Timestamp> times;
  for (int day = 1; day < 20; ++day) times.push_back(kNow - hours{24 * day});
  learn_publications(row.history.rhythm, times, kNow);
  return row;
}

std::string value(const Explanation& lines, std::string_view label) {
  const auto found = std::ranges::find(lines, label, &std::pair<std::string, std::string>::first);
  return found == lines.end() ? "(no line)" : found->second;
}

TEST(ExplainSource, SaysWhyTheNextPollIsWhenItIs) {
  const Explanation lines = explain_source(polled_row(), {}, kNow);
  EXPECT_EQ(value(lines, "source"), "loc");
  EXPECT_EQ(value(lines, "state"), "ok, since 2024-10-20 08:00 UTC");
  EXPECT_EQ(value(lines, "next poll"), "2024-10-24 13:20 UTC, in 1h 20m");
  EXPECT_EQ(value(lines, "why then"), "2h after the last poll: it publishes about every 1d");
  EXPECT_EQ(value(lines, "last poll"), "2024-10-24 11:00 UTC, 1h ago, answered with HTTP 304");
  EXPECT_EQ(value(lines, "publishes"),
            "about every 1d, the last 2024-10-23 12:00 UTC, 1d ago; mostly in the hours from 12:00 UTC");
  EXPECT_EQ(value(lines, "publisher asks"), "nothing");
  EXPECT_EQ(value(lines, "you allow"), "between 15m and 12h, beginning with 1h");
  EXPECT_EQ(value(lines, "message"), "(no line)");
}

TEST(ExplainSource, TellsWhatWasNoticedOfItsIds) {
  store::SourceRow row = polled_row();
  row.id_quality.noticed[IdHabit::Reused] = {3, 2, kNow - hours{96}, kNow - hours{2}, "news"};
  EXPECT_EQ(
      value(explain_source(row, {}, kNow), "noticed"),
      "2 entries have the ids of other articles; all are kept ('news'), last noticed on 2024-10-24, on 3 days since "
      "2024-10-20");
  EXPECT_NE(explain_source_as_json(row, {}, kNow).find(R"("noticed":["2 entries have)"), std::string::npos);
}

TEST(ExplainSource, NamesWhatThePublisherAsks) {
  store::SourceRow row = polled_row();
  row.history.hints = {.ttl = hours{2}, .update_base = kNow, .max_age = minutes{5}, .skip_hours = 3, .skip_days = 0x41};
  EXPECT_EQ(value(explain_source(row, {}, kNow), "publisher asks"),
            "updates at 2024-10-24 12:00 UTC and 2h apart, a max-age of 5m, not in hour 0, 1 (UTC), "
            "not on Sunday, Saturday");
  row.history.hints = {.ttl = hours{2}};
  EXPECT_EQ(value(explain_source(row, {}, kNow), "publisher asks"), "2h between polls") << "ttl, or sy:updatePeriod";
}

TEST(ExplainSource, TellsWhatIsWrong) {
  store::SourceRow row;
  row.slug = "bad";
  row.history.state = SourceState::Failing;
  row.history.failures = 3;
  row.history.message = "the server failed (HTTP 500)";
  row.history.last_poll = kNow - minutes{5};
  row.next_poll = kNow - minutes{1};
  const Explanation lines = explain_source(row, {}, kNow);
  EXPECT_EQ(value(lines, "message"), "the server failed (HTTP 500)");
  EXPECT_EQ(value(lines, "next poll"), "now: it is due");
  EXPECT_EQ(value(lines, "last poll"), "2024-10-24 11:55 UTC, 5m ago; 3 in a row have failed");
  EXPECT_EQ(value(lines, "publishes"), "not known yet: too few publications were seen");
}

TEST(ExplainSource, SaysThatADisabledSourceIsNotPolled) {
  store::SourceRow row;
  row.history.state = SourceState::Disabled;
  EXPECT_EQ(value(explain_source(row, {}, kNow), "next poll"), "none: the source is not enabled");
}

TEST(ExplainSourceAsJson, HoldsTheSameInNumbers) {
  store::SourceRow row = polled_row();
  row.history.hints = {.ttl = hours{2}, .skip_hours = 3};
  const std::string text = explain_source_as_json(row, {}, kNow);
  for (const char* part :
       {R"("source":"loc","state":"ok","since":"2024-10-20T08:00:00Z")", R"("next_poll":"2024-10-24T13:20:00Z")",
        R"("next_poll_reason":"2h after)", R"("failures":0)", R"("gap":8)", R"("last":"2024-10-23T12:00:00Z")",
        R"("hints":{"ttl":7200,"skip_hours":["0","1"]})",
        R"("bounds":{"interval":3600,"min_interval":900,"max_interval":43200})"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " in " << text;
  }
}

}  // namespace
}  // namespace commonplace::app
