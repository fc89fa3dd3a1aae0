#include <gtest/gtest.h>

#include "commonplace/schedule.h"

namespace commonplace {
namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

TEST(InWords, NamesTheTwoLargestUnits) {
  struct Case {
    seconds duration;
    const char* words;
  };
  const Case cases[] = {
      {-5s, "0s"},       {0s, "0s"},      {59s, "59s"}, {60s, "1m"},           {90s, "1m 30s"},     {1h, "1h"},
      {90min, "1h 30m"}, {1h + 1s, "1h"}, {24h, "1d"},  {26h + 5min, "1d 2h"}, {24h + 59min, "1d"}, {24h * 400, "400d"},
  };
  for (const Case& c : cases) EXPECT_EQ(in_words(c.duration), c.words);
}

TEST(ToSentence, SaysWhyTheNextPollIsWhenItIs) {
  struct Case {
    RefreshReason reason;
    const char* sentence;
  };
  using Cause = RefreshCause;
  const Case cases[] = {
      {{Cause::Interval, 1h, 0s, 0s, 0}, "every 1h until its rhythm is known"},
      {{Cause::Rhythm, 2h, 0s, 24h, 0}, "2h after the last poll: it publishes about every 1d"},
      {{Cause::MinInterval, 15min, 0s, 5min, 0},
       "15m after the last poll, which is the shortest interval: it publishes about every 5m"},
      {{Cause::MaxInterval, 12h, 0s, 24h * 90, 0},
       "12h after the last poll, which is the longest interval: it publishes about every 90d"},
      {{Cause::MaxInterval, 12h, 0s, 0s, 0}, "12h after the last poll, which is the longest interval"},
      {{Cause::Ttl, 90min, 90min, 0s, 0}, "1h 30m after the last poll, as the feed asks"},
      {{Cause::Ttl, 12h, 48h, 0s, 0}, "12h after the last poll, which is the longest interval: the feed asks for 2d"},
      {{Cause::UpdateBase, 2h, 2h, 0s, 0}, "2h after the last poll, as the feed's timetable asks"},
      {{Cause::MaxAge, 2h, 2h, 0s, 0}, "2h after the last poll, as the server's max-age asks"},
      {{Cause::Skipped, 8h, 0s, 0s, 0}, "after the hours and days that the feed asks us to skip"},
      {{Cause::Skipped, 12h, 60h, 0s, 0},
       "12h after the last poll, which is the longest interval: the feed asks us to skip hours and days for 2d 12h"},
      {{Cause::BackOff, 15min, 0s, 0s, 1}, "15m after a failure; the wait doubles with each, up to a day"},
      {{Cause::BackOff, 1h, 0s, 0s, 3}, "1h after 3 failures in a row; the wait doubles with each, up to a day"},
      {{Cause::Gone, 24h * 7, 0s, 0s, 0}, "the feed is gone: one look a week"},
      {{Cause::RetryAfter, 24h, 24h, 0s, 1}, "the server asked us to wait 1d"},
      {{Cause::RetryAfter, 24h * 7, 24h * 365, 0s, 1}, "7d, the longest we wait: the server asked for 365d"},
  };
  for (const Case& c : cases) EXPECT_EQ(to_sentence(c.reason), c.sentence);
}

}  // namespace
}  // namespace commonplace
