#include "app/page_instead.h"

#include <gtest/gtest.h>

#include "support/fake_fetcher.h"

namespace commonplace::app {
namespace {

using commonplace::testing::make_response;
using Headers = std::vector<std::pair<std::string, std::string>>;

fetch::FetchResponse answer(int status, std::string body, Headers headers = {}) {
  fetch::FetchResponse response = make_response(status, std::move(body), std::move(headers));
  response.url = parse_url("https://partner.example/feed").value();
  return response;
}

fetch::FetchResponse seen_with_password(fetch::FetchResponse response) {
  response.url = parse_url("https://ann:geheim@partner.example/feed").value();
  return response;
}

TEST(BotWallOf, KnowsThemByTheirMarks) {
  struct Case {
    const char* owner;
    fetch::FetchResponse response;
  };
  const Case cases[] = {
      {"Cloudflare", answer(403, "<title>Just a moment...</title>", {{"cf-mitigated", "challenge"}})},
      {"Cloudflare", answer(503, "<script src='/cdn-cgi/challenge-platform/x.js'>", {{"server", "cloudflare"}})},
      {"Cloudflare", answer(403, "<title>Attention Required! | Cloudflare</title>", {{"server", "Cloudflare"}})},
      {"Vercel", answer(429, "", {{"x-vercel-mitigated", "challenge"}})},
      {"AWS WAF", answer(202, "", {{"x-amzn-waf-action", "challenge"}})},
      {"DataDome", answer(403, "geo.captcha-delivery.com", {{"x-datadome", "protected"}})},
      {"Imperva", answer(200, "<script src=\"/_Incapsula_Resource?x\">")},
      {"HUMAN", answer(403, "<div id=px-captcha>")},
      {"Anubis", answer(200, "<script id=\"anubis_challenge\">")},
      {"Akamai", answer(403, "<h1>Access Denied</h1>", {{"server", "AkamaiGHost"}})},
      {"Sucuri", answer(403, "", {{"x-sucuri-id", "17"}})},
      {"Sucuri", answer(200, "<script>u.sucuri_cloudproxy_js='';</script>")},
      {"SiteGround", answer(202, "<meta http-equiv=refresh content='0;/.well-known/sgcaptcha/?r=%2Ffeed'>")},
      {"DDoS-Guard", answer(403, "", {{"server", "ddos-guard"}})},
      {"hCaptcha", answer(403, "https://hcaptcha.com/1/api.js")},
      {"reCAPTCHA", answer(429, "https://www.google.com/recaptcha/api.js")},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.owner);
    EXPECT_EQ(bot_wall_of(c.response), c.owner);
  }
}

TEST(BotWallOf, TakesNoOrdinaryAnswerForOne) {
  const fetch::FetchResponse cases[] = {
      answer(200, "<html>contact us: https://www.google.com/recaptcha/api.js</html>"),
      answer(200, "<script src='/cdn-cgi/challenge-platform/x.js'>", {{"server", "cloudflare"}}),
      answer(403, "no", {{"server", "cloudflare"}}),
      answer(404, "<h1>Access Denied</h1>", {{"server", "AkamaiGHost"}}),
      answer(500, "px-captcha"),
      answer(403, ""),
  };
  for (const auto& response : cases) EXPECT_EQ(bot_wall_of(response), "") << response.body;
}

TEST(ExplainPage, TellsWhatAnOperatorCanDo) {
  const Error html{Errc::NotAFeed, "this is HTML, not a feed (title 'x')"};
  struct Case {
    const char* name;
    fetch::FetchResponse response;
    Error error;
    std::string detail;
  };
  const Case cases[] = {
      {"a wall that refuses",
       answer(403, "", {{"cf-mitigated", "challenge"}}),
       {Errc::HttpStatus, "refused"},
       "a bot wall (Cloudflare) keeps us out (HTTP 403); ask the publisher to let programs read this feed"},
      {"a wall instead", answer(200, "<p id=px-captcha>"), html,
       "a bot wall (HUMAN) answers in place of the feed; ask the publisher to let programs read this feed"},
      {"a page with a feed",
       answer(200, "<html><link rel=alternate type='application/atom+xml' href='/news.atom'><input type=password>"),
       html, html.detail + "; the page announces https://partner.example/news.atom"},
      {"a page with a feed, seen with a password",
       seen_with_password(answer(200, "<html><link rel=alternate type='application/atom+xml' href='/news.atom'>")),
       html, html.detail + "; the page announces https://partner.example/news.atom"},
      {"a page that announces where we are",
       answer(200, "<html><link rel=alternate type='application/atom+xml' href='/feed'>"), html, html.detail},
      {"a login", answer(200, "<form><INPUT TYPE=\"Password\" name=p></form>"), html,
       html.detail + "; it is a page to log in"},
      {"any page", answer(200, "<p>Hello</p>"), html, html.detail},
      {"another error", answer(500, "<input type=password>"), {Errc::HttpStatus, "failed"}, "failed"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Error explained = explain_page(c.response, c.error);
    EXPECT_EQ(explained.detail, c.detail);
    EXPECT_EQ(explained.code, c.error.code);
  }
}

}  // namespace
}  // namespace commonplace::app
