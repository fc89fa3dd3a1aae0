#include "serve/source_page.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "serve/admin_json.h"

namespace commonplace::serve {
namespace {

using namespace std::chrono_literals;
namespace json = boost::json;

const Timestamp kNow{1729771200s};  // 24 October 2024, 12:00

Admin::SourceView view() {
  Admin::SourceView made;
  made.site.title = "Library news";
  made.site.public_url = "https://x.example/path";
  made.site.language = "de";
  made.site.version = "0.1.0";
  made.now = kNow;
  made.row.slug = "beta";
  made.row.url = "https://reader:s3cret@beta.example/feed";
  made.row.head.title = "Beta <Library>";
  made.row.entries = 12;
  made.row.history.state = SourceState::Failing;
  made.row.history.failures = 7;
  made.row.history.since = kNow - 49h;
  made.row.next_poll = kNow + 2h;
  made.row.history.rhythm.hours[10] = 3;
  made.noticed = {"ids are given again"};
  made.warnings = {{"the date had <no> zone", 4}, {"no id", 1}};
  made.row.history.message = "the server failed (HTTP 500)";
  made.polls = {{.first = kNow - 6h, .last = kNow - 3min, .polls = 24, .http_status = 304, .took = 81ms, .message = ""},
                {.first = kNow - 7h,
                 .last = kNow - 7h,
                 .http_status = 200,
                 .inserted = 2,
                 .revised = 1,
                 .took = 1250ms,
                 .message = ""},
                {.first = kNow - 9h, .last = kNow - 9h, .http_status = 0, .took = 20s, .message = "nobody <listens>"}};
  made.explained = {{"next poll", "2024-10-24 12:30 UTC, in 30m"}, {"why then", "30m after <a failure>"}};
  made.configured = {{"interval", "1h"}, {"headers", "Authorization (values are not shown)"}};
  made.explanation = R"({"source":"beta","bounds":{"interval":3600}})";
  return made;
}

bool has(const std::string& page, std::string_view part) { return page.find(part) != std::string::npos; }

TEST(SourcePage, TellsHowItIsAndWhyItIsAskedThen) {
  const std::string page = write_source_page(view());
  for (const std::string_view part :
       {"<title>beta · Status", "Beta &lt;Library&gt; (beta)",
        "It has failed for 2 days, 7 times in a row: the server failed (HTTP 500).", "It is tried again in 2 hours.",
        "12 entries", "https://beta.example/feed", "<dt>why then</dt><dd dir=\"auto\">30m after &lt;a failure&gt;</dd>",
        "<dt>interval</dt>", "href=\"/status\"", "href=\"/assets/style.css", "lang=\"en\""})
    EXPECT_TRUE(has(page, part)) << part;
  EXPECT_FALSE(has(page, "s3cret"));
  EXPECT_FALSE(has(page, "has moved"));
}

TEST(SourcePage, ShowsTheRhythmAndWhatItsPublisherShouldKnow) {
  const std::string page = write_source_page(view());
  for (const std::string_view part :
       {"<svg role=\"img\"", "By the hour of the day (UTC): 10:00: 3",
        "the date had &lt;no&gt; zone <small>(4 entries)</small>", "no id <small>(1 entry)</small>",
        "<li>ids are given again</li>", "<code>commonplace report beta</code>"})
    EXPECT_TRUE(has(page, part)) << part;
}

TEST(SourcePage, ListsPollsAndRunsOfThem) {
  const std::string page = write_source_page(view());
  for (const std::string_view part :
       {"24 polls, <time datetime=\"2024-10-24T06:00:00Z\"", "6 hours ago</time> to <time", "3 minutes ago</time>",
        ">304, unchanged</td>", ">none</td><td class=\"number\" data-label=\"Seconds\">0.081</td>",
        ">2 new, 1 revised</td><td class=\"number\" data-label=\"Seconds\">1.250</td>",
        "<td data-label=\"Answer\">no answer<br><small dir=\"auto\">nobody &lt;listens&gt;</small></td>", "20.000"})
    EXPECT_TRUE(has(page, part)) << part;
}

TEST(SourcePage, TellsARunWithinAMinuteOnce) {
  Admin::SourceView one = view();
  one.polls[0].first = one.polls[0].last = kNow - 150s;
  one.polls[0].first -= 5s;
  const std::string page = write_source_page(one);
  EXPECT_TRUE(has(page, "24 polls, <time datetime=\"2024-10-24T11:57:30Z\""));
  EXPECT_FALSE(has(page, " to <time"));
}

TEST(SourcePage, HasASentenceForEachState) {
  struct Case {
    SourceState state;
    std::string_view expected;
  };
  const Case cases[] = {
      {SourceState::New, "It has not been asked yet."},
      {SourceState::Ok, "All is well"},
      {SourceState::Gone, "It has been gone for 2 days: what happened."},
      {SourceState::Silent, "It answers, but is silent: what happened."},
      {SourceState::Disabled, "It is switched off, or no"},
      {SourceState::Failing, "The last poll failed: what happened"},
  };
  for (const Case& c : cases) {
    Admin::SourceView one = view();
    one.row.history.state = c.state;
    one.row.history.failures = 1;
    one.row.history.message = "what happened";
    EXPECT_TRUE(has(write_source_page(one), c.expected)) << c.expected;
  }
}

TEST(SourcePage, SaysWhatThereIsNot) {
  Admin::SourceView empty;
  empty.row.slug = "alpha";
  empty.row.adopted_url = "https://a:s3cret@new.example/feed";
  const std::string page = write_source_page(empty);
  for (const std::string_view part : {"There was none yet.", "It is not asked: no drop-in names it.",
                                      "It has moved to https://new.example/feed for good",
                                      "Too few publications were seen", "Nothing: its entries need no mending."})
    EXPECT_TRUE(has(page, part)) << part;
  EXPECT_FALSE(has(page, "s3cret"));
}

TEST(SourceJson, SaysTheSameForPrograms) {
  const json::object object = json::parse(source_view_to_json(view())).as_object();
  EXPECT_EQ(object.at("source").as_string(), "beta");
  EXPECT_EQ(object.at("url").as_string(), "https://beta.example/feed");
  EXPECT_EQ(object.at("failures").to_number<int>(), 7);
  EXPECT_EQ(object.at("bounds").at("interval").to_number<int>(), 3600);
  EXPECT_EQ(object.at("settings").at("interval").as_string(), "1h");
  const std::string_view polls = R"([
    {"first":"2024-10-24T06:00:00Z","last":"2024-10-24T11:57:00Z","polls":24,"http":304,"new":0,"revised":0,"seconds":0.081},
    {"first":"2024-10-24T05:00:00Z","last":"2024-10-24T05:00:00Z","polls":1,"http":200,"new":2,"revised":1,"seconds":1.25},
    {"first":"2024-10-24T03:00:00Z","last":"2024-10-24T03:00:00Z","polls":1,"new":0,"revised":0,"seconds":2E1,"message":"nobody <listens>"}
  ])";
  EXPECT_EQ(object.at("polls"), json::parse(polls));
  EXPECT_EQ(object.at("warnings"), json::parse(R"([{"warning":"the date had <no> zone","entries":4},
                                                   {"warning":"no id","entries":1}])"));
  EXPECT_EQ(object.at("next").as_string(), "It is tried again in 2 hours.");
}

}  // namespace
}  // namespace commonplace::serve
