// What headers say: validators, Retry-After, freshness; and where redirects may lead.

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/url.h"
#include "fetch/conditional.h"
#include "fetch/redirects.h"
#include "fetch/response.h"
#include "support/fake_fetcher.h"

namespace commonplace::fetch {
namespace {

using std::chrono::seconds;
using testing::make_response;

constexpr Timestamp kNow{seconds{1'729'771'200}};  // Thu, 24 Oct 2024 12:00:00 GMT

TEST(Validators, AreUsableUpToAKilobyteWithoutControls) {
  struct Case {
    std::string value;
    bool usable;
  };
  const Case cases[] = {
      {"\"abc\"", true},
      {"W/\"abc\"", true},
      {"unquoted", true},
      {"\"a\xC3\xA9\xFF\"", true},
      {std::string(1024, 'e'), true},
      {"", false},
      {std::string(1025, 'e'), false},
      {"\"a\tb\"", false},
      {"\"a\x7F\"", false},
      {"\"a\r\nX: 1\"", false},
      {std::string("a\0b", 3), false},
  };
  for (const Case& c : cases) EXPECT_EQ(is_usable_validator(c.value), c.usable) << c.value.substr(0, 20);
}

TEST(Validators, BecomeConditionalHeaders) {
  EXPECT_EQ(conditional_headers({}), Headers());
  EXPECT_EQ(conditional_headers({"W/\"x\"", "yesterday"}),
            (Headers{{"If-None-Match", "W/\"x\""}, {"If-Modified-Since", "yesterday"}}));
  EXPECT_EQ(conditional_headers({"a\nb", "yesterday"}), (Headers{{"If-Modified-Since", "yesterday"}}));
}

TEST(Validators, AreRefreshedByGoodAnswers) {
  const Validators known{"\"old\"", "Mon"};
  struct Case {
    std::string_view name;
    FetchResponse response;
    Validators expected;
  };
  const Case cases[] = {
      {"200 replaces both", make_response(200, "", {{"etag", "\"new\""}}), {"\"new\"", ""}},
      {"200 without any", make_response(200), {}},
      {"200 with an absurd tag",
       make_response(200, "", {{"etag", std::string(65000, 'e')}, {"last-modified", "Tue"}}),
       {"", "Tue"}},
      {"304 keeps what it does not name", make_response(304, "", {{"last-modified", "Tue"}}), {"\"old\"", "Tue"}},
      {"203 is a 200 of somebody on the way", make_response(203, "", {{"etag", "\"new\""}}), {"\"new\"", ""}},
      {"226 names the state that it leads to", make_response(226, "", {{"etag", "\"new\""}}), {"\"new\"", "Mon"}},
      {"226 with nothing", make_response(226), known},
      {"304 with nothing", make_response(304), known},
      {"304 with an absurd tag", make_response(304, "", {{"etag", "a\tb"}}), known},
      {"an error page's tag", make_response(500, "", {{"etag", "\"error\""}}), known},
      {"a part", make_response(206, "", {{"etag", "\"part\""}}), known},
  };
  for (const Case& c : cases) EXPECT_EQ(refreshed(known, c.response), c.expected) << c.name;
}

TEST(RetryAfter, IsSecondsOrADateWithinAWeek) {
  struct Case {
    std::string_view value;
    std::optional<seconds> expected;
  };
  const Case cases[] = {
      {"120", seconds(120)},
      {" 120 ", seconds(120)},
      {"0", seconds(0)},
      {"604800", seconds(604800)},
      {"604801", seconds(604800)},
      {"99999999999999999999999", seconds(604800)},
      {"Thu, 24 Oct 2024 12:01:00 GMT", seconds(60)},
      {"Thu, 24 Oct 2024 11:00:00 GMT", seconds(0)},
      {"Fri, 24 Oct 2099 12:00:00 GMT", seconds(604800)},
      {"", std::nullopt},
      {"-5", std::nullopt},
      {"1.5", std::nullopt},
      {"120s", std::nullopt},
      {"soon", std::nullopt},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(retry_after(make_response(429, "", {{"retry-after", std::string(c.value)}}), kNow), c.expected)
        << c.value;
  }
  EXPECT_EQ(retry_after(make_response(429), kNow), std::nullopt);
  EXPECT_EQ(retry_after(make_response(429, "",
                                      {{"retry-after", "Thu, 24 Oct 2030 12:01:00 GMT"},
                                       {"date", "Thu, 24 Oct 2030 12:00:00 GMT"}}),
                        kNow),
            seconds(60));  // by the server's own clock
}

TEST(MaxAge, ReadsCacheControlThenExpires) {
  using Headers = std::vector<std::pair<std::string, std::string>>;
  struct Case {
    std::string_view name;
    Headers headers;
    std::optional<seconds> expected;
  };
  const seconds year = std::chrono::days(365);
  const Case cases[] = {
      {"nothing", {}, std::nullopt},
      {"plain", {{"cache-control", "max-age=300"}}, seconds(300)},
      {"among others", {{"cache-control", "public, Max-Age=300 , must-revalidate"}}, seconds(300)},
      {"quoted", {{"cache-control", "max-age=\"300\""}}, seconds(300)},
      {"in a second field", {{"cache-control", "public"}, {"cache-control", "max-age=300"}}, seconds(300)},
      {"first counts", {{"cache-control", "max-age=300, max-age=9"}}, seconds(300)},
      {"huge", {{"cache-control", "max-age=1000000000000"}}, year},
      {"beyond counting", {{"cache-control", "max-age=99999999999999999999999"}}, year},
      {"negative", {{"cache-control", "max-age=-1"}}, std::nullopt},
      {"without value", {{"cache-control", "max-age"}}, std::nullopt},
      {"no-cache", {{"cache-control", "max-age=300, no-cache"}}, seconds(0)},
      {"no-store", {{"cache-control", "no-store"}}, seconds(0)},
      {"no-cache of one field", {{"cache-control", "no-cache=\"set-cookie\", max-age=9000"}}, seconds(9000)},
      {"no-cache of two fields", {{"cache-control", "no-cache=\"set-cookie, no-store\", max-age=9000"}}, seconds(9000)},
      {"a quotation that never ends", {{"cache-control", "private=\"x, max-age=9000"}}, std::nullopt},
      {"for shared caches", {{"cache-control", "s-maxage=300"}}, std::nullopt},
      {"expires against now", {{"expires", "Thu, 24 Oct 2024 12:10:00 GMT"}}, seconds(600)},
      {"expires against the server's clock",
       {{"expires", "Thu, 24 Oct 2024 13:10:00 GMT"}, {"date", "Thu, 24 Oct 2024 13:00:00 GMT"}},
       seconds(600)},
      {"expired", {{"expires", "Thu, 24 Oct 2024 11:00:00 GMT"}}, seconds(0)},
      {"expires 0", {{"expires", "0"}}, seconds(0)},
      {"it lay in a cache for a while", {{"cache-control", "max-age=300"}, {"age", "250"}}, seconds(50)},
      {"it lay there too long", {{"cache-control", "max-age=300"}, {"age", "4000"}}, seconds(0)},
      {"an age that means nothing", {{"cache-control", "max-age=300"}, {"age", "-5"}}, seconds(300)},
      {"max-age outweighs expires", {{"expires", "0"}, {"cache-control", "max-age=5"}}, seconds(5)},
  };
  for (const Case& c : cases) EXPECT_EQ(max_age(make_response(200, "", c.headers), kNow), c.expected) << c.name;
}

TEST(Response, FindsHeadersByName) {
  const FetchResponse response = make_response(200, "", {{"a", "1"}, {"b", "2"}, {"a", "3"}});
  EXPECT_EQ(response.header("a"), "1");
  EXPECT_EQ(response.header("c"), "");
  EXPECT_EQ(all_values(response, "a"), (std::vector<std::string_view>{"1", "3"}));
}

Url url(std::string_view text) { return parse_url(text).value(); }

struct Step {
  int status;
  std::string_view location;
};

TEST(RedirectTrail, FollowsThePermanentRunFromTheStart) {
  struct Case {
    std::string_view name;
    std::vector<Step> steps;
    std::string_view permanent;  // empty: none
  };
  const Case cases[] = {
      {"none", {}, ""},
      {"301", {{301, "/b"}}, "https://a.example/b"},
      {"308", {{308, "/b"}}, "https://a.example/b"},
      {"302", {{302, "/b"}}, ""},
      {"301 301", {{301, "/b"}, {301, "/c"}}, "https://a.example/c"},
      {"301 302", {{301, "/b"}, {302, "/c"}}, "https://a.example/b"},
      {"301 307 308", {{301, "/b"}, {307, "/c"}, {308, "/d"}}, "https://a.example/b"},
      {"302 301", {{302, "/b"}, {301, "/c"}}, ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    RedirectTrail trail(url("https://a.example/a"), 5);
    for (const Step& step : c.steps) {
      const std::string_view locations[] = {step.location};
      ASSERT_TRUE(trail.follow(step.status, locations));
    }
    EXPECT_EQ(trail.permanent() ? trail.permanent()->href() : "", c.permanent);
  }
}

TEST(RedirectTrail, NoticesLeavingTheOrigin) {
  struct Case {
    std::string_view location;
    bool left;
  };
  const Case cases[] = {
      {"/b", false},
      {"https://a.example/b", false},
      {"https://a.example:8443/b", true},
      {"https://b.example/", true},
      {"https://sub.a.example/", true},
      {"//b.example/", true},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.location);
    RedirectTrail trail(url("https://a.example/a"), 5);
    const std::string_view locations[] = {c.location};
    ASSERT_TRUE(trail.follow(302, locations));
    EXPECT_EQ(trail.has_left_origin(), c.left);
  }
}

TEST(RedirectTrail, CountsBetterEncryptionAsAnotherOrigin) {
  RedirectTrail trail(url("http://a.example/a"), 5);
  const std::string_view up[] = {"https://a.example/a"};
  const std::string_view down[] = {"http://a.example/c"};
  ASSERT_TRUE(trail.follow(301, up));
  EXPECT_TRUE(trail.has_left_origin());
  const auto back = trail.follow(301, down);
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, Errc::BadRedirect);
  EXPECT_EQ(trail.current().href(), "https://a.example/a");
}

TEST(RedirectTrail, RefusesWhatItCannotFollow) {
  struct Case {
    std::string_view name;
    std::vector<std::string_view> locations;
    Errc code;
  };
  const std::string huge(8193, 'x');
  const Case cases[] = {
      {"none", {}, Errc::BadRedirect},
      {"empty", {""}, Errc::BadRedirect},
      {"blank", {" \t"}, Errc::BadRedirect},
      {"huge", {huge}, Errc::BadRedirect},
      {"controls", {"/a\x01"}, Errc::BadRedirect},
      {"no URL", {"https://"}, Errc::BadRedirect},
      {"two that differ", {"/b", "/c"}, Errc::BadRedirect},
      {"downgrade", {"http://a.example/"}, Errc::BadRedirect},
      {"itself", {"/a"}, Errc::TooManyRedirects},
      {"itself with a fragment", {"/a#top"}, Errc::TooManyRedirects},
      {"file", {"file:///etc/passwd"}, Errc::SchemeNotAllowed},
      {"javascript", {"javascript:alert(1)"}, Errc::SchemeNotAllowed},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    RedirectTrail trail(url("https://a.example/a"), 5);
    const auto next = trail.follow(302, c.locations);
    ASSERT_FALSE(next);
    EXPECT_EQ(next.error().code, c.code) << next.error().detail;
  }
}

TEST(RedirectTrail, TakesALocationThatIsSentTwice) {
  RedirectTrail trail(url("https://a.example/a"), 5);
  const std::string_view locations[] = {"/b", "/b"};
  EXPECT_TRUE(trail.follow(302, locations));
}

TEST(RedirectTrail, TakesTheBytesOfALocationAsTheyAre) {
  struct Case {
    std::string_view location;
    std::string_view next;
  };
  const Case cases[] = {
      {"/f\xC3\xA9"
       "d",
       "https://a.example/f%C3%A9d"},
      {"/f\xE9"
       "d?q=\xE9",
       "https://a.example/f%E9d?q=%E9"},
      {"/f%E9d", "https://a.example/f%E9d"},
  };
  for (const Case& c : cases) {
    RedirectTrail trail(url("https://a.example/a"), 5);
    const std::string_view locations[] = {c.location};
    const auto next = trail.follow(302, locations);
    ASSERT_TRUE(next) << c.location;
    EXPECT_EQ(next->href(), c.next);
  }
}

TEST(RedirectTrail, EndsAtTheLimit) {
  RedirectTrail trail(url("https://a.example/"), 2);
  const std::string_view steps[] = {"/1", "/2", "/3"};
  EXPECT_TRUE(trail.follow(302, {&steps[0], 1}));
  EXPECT_TRUE(trail.follow(302, {&steps[1], 1}));
  const auto beyond = trail.follow(302, {&steps[2], 1});
  ASSERT_FALSE(beyond);
  EXPECT_EQ(beyond.error().code, Errc::TooManyRedirects);
}

TEST(IsRedirect, KnowsTheFiveThatLeadSomewhere) {
  for (const int status : {301, 302, 303, 307, 308}) EXPECT_TRUE(is_redirect(status)) << status;
  for (const int status : {200, 300, 304, 305, 306, 309, 404}) EXPECT_FALSE(is_redirect(status)) << status;
}

}  // namespace
}  // namespace commonplace::fetch
