#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "commonplace/url.h"

namespace commonplace {
namespace {

TEST(ParseUrl, ResolvesReferences) {
  struct Case {
    const char* base;
    const char* text;
    const char* expected;  // empty: no URL
  };
  const Case cases[] = {
      {"", "https://Example.ORG:443/a/../b?x=1#y", "https://example.org/b?x=1#y"},
      {"", "  http://a.example/\n ", "http://a.example/"},
      {"", "http://a.example", "http://a.example/"},
      {"", "a/b", ""},
      {"", "http://", ""},
      {"", "http://a b/", ""},
      {"", "http://a.example:99999/", ""},
      {"", "https://münchen.example/straße?ä#ö", "https://xn--mnchen-3ya.example/stra%C3%9Fe?%C3%A4#%C3%B6"},
      {"", "http://0x7f.1/", "http://127.0.0.1/"},
      {"", "http://2130706433/", "http://127.0.0.1/"},
      {"", "http://[0:0:0:0:0:ffff:1.2.3.4]/", "http://[::ffff:102:304]/"},
      {"", "http:\\\\a.example\\b", "http://a.example/b"},
      {"", "mailto:ann@a.example", "mailto:ann@a.example"},
      {"", "tag:a.example,2024:x", "tag:a.example,2024:x"},
      {"https://a.example/x/y?q#f", "z", "https://a.example/x/z"},
      {"https://a.example/x/y?q#f", "../z", "https://a.example/z"},
      {"https://a.example/x/y?q#f", "../../../z", "https://a.example/z"},
      {"https://a.example/x/y?q#f", "/z", "https://a.example/z"},
      {"https://a.example/x/y?q#f", "//b.example/z", "https://b.example/z"},
      {"https://a.example/x/y?q#f", "?r", "https://a.example/x/y?r"},
      {"https://a.example/x/y?q#f", "#g", "https://a.example/x/y?q#g"},
      {"https://a.example/x/y?q#f", "", "https://a.example/x/y?q"},
      {"https://a.example/x/y?q#f", "./%2e%2E/z", "https://a.example/z"},
      {"https://a.example/x/y", "https:z", "https://a.example/x/z"},
      {"mailto:a@b", "x", ""},
      {"file:///home/ann/feed.xml", "img/a.png", "file:///home/ann/img/a.png"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(std::string(c.base) + " + " + c.text);
    Result<Url> result = fail(Errc::BadUrl, "");
    if (*c.base) {
      const Url base = parse_url(c.base).value();
      result = parse_url(c.text, &base);
    } else {
      result = parse_url(c.text);
    }
    EXPECT_EQ(result ? result->href() : "", c.expected);
  }
}

TEST(ParseUrl, TakesApart) {
  const Url url = parse_url("https://ann:secret@a.example:8443/p/q?x=1&y#frag").value();
  EXPECT_EQ(url.scheme(), "https");
  EXPECT_EQ(url.username(), "ann");
  EXPECT_EQ(url.password(), "secret");
  EXPECT_EQ(url.host(), "a.example");
  EXPECT_EQ(url.port(), 8443);
  EXPECT_EQ(url.path(), "/p/q");
  EXPECT_EQ(url.query(), "x=1&y");
  EXPECT_EQ(url.fragment(), "frag");
  EXPECT_EQ(url.origin(), "https://a.example:8443");
  EXPECT_EQ(parse_url("http://a.example/").value().effective_port(), 80);
  EXPECT_FALSE(parse_url("http://a.example/").value().has_query());
  EXPECT_TRUE(parse_url("http://a.example/?").value().has_query());
}

TEST(ParseUrl, SaysWhatIsNoUrl) {
  const auto result = parse_url("http://[");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Errc::BadUrl);
  EXPECT_EQ(result.error().detail, "'http://[' is not a URL");
}

RC_GTEST_PROP(ParseUrl, ParsingTheResultChangesNothing, (const std::string& tail)) {
  const Result<Url> base = parse_url("https://a.example/x/y");
  const Result<Url> url = parse_url(tail, &*base);
  if (url) {
    const Result<Url> again = parse_url(url->href());
    RC_ASSERT(again.has_value());
    RC_ASSERT(again->href() == url->href());
  }
}

TEST(Canonicalize, RemovesWhatOnlyTracks) {
  struct Case {
    const char* url;
    const char* expected;
  };
  const Case cases[] = {
      {"https://a.example/p?utm_source=rss&utm_medium=feed", "https://a.example/p"},
      {"https://a.example/p?id=7&utm_source=rss", "https://a.example/p?id=7"},
      {"https://a.example/p?fbclid=abc&id=7&gclid=x", "https://a.example/p?id=7"},
      {"https://a.example/p?UTM_Source=rss", "https://a.example/p"},
      {"https://a.example/p?utmost=1", "https://a.example/p?utmost=1"},
      {"https://a.example/p?q=a+b&q=c", "https://a.example/p?q=a+b&q=c"},
      {"https://a.example/p#comments", "https://a.example/p"},
      {"https://a.example/#!/news/7", "https://a.example/#!/news/7"},
      {"https://a.example/%7eann/%c3%a9", "https://a.example/~ann/%C3%A9"},
      {"HTTP://A.example:80", "http://a.example/"},
      {"https://www.google.com/url?sa=t&url=https%3A%2F%2Fa.example%2Fp%3Futm_source%3Dx&usg=1", "https://a.example/p"},
      {"https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fp&data=1", "https://a.example/p"},
      {"https://notgoogle.com/url?q=https://a.example/", "https://notgoogle.com/url?q=https://a.example/"},
      {"mailto:ann@a.example?subject=utm_x", "mailto:ann@a.example?subject=utm_x"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.url);
    EXPECT_EQ(canonicalize(parse_url(c.url).value()).href(), c.expected);
  }
}

TEST(Canonicalize, IsIdempotent) {
  for (const char* text :
       {"https://a.example/%2e%2e/x?b=%7e&utm_x=1#/y", "https://a.example/a%252fb?", "http://a.example?&&"}) {
    const Url once = canonicalize(parse_url(text).value());
    EXPECT_EQ(canonicalize(once), once);
  }
}

TEST(ComparisonKey, FoldsMirrorsOfOnePage) {
  const auto key = [](const char* text) { return comparison_key(canonicalize(parse_url(text).value())); };
  EXPECT_EQ(key("http://www.a.example/p/"), key("https://a.example/p"));
  EXPECT_EQ(key("https://a.example/p?a=1&b=2"), key("https://a.example/p?b=2&a=1"));
  EXPECT_NE(key("https://a.example/p?a=1"), key("https://a.example/p?a=2"));
  EXPECT_NE(key("https://a.example/p"), key("https://b.example/p"));
  EXPECT_NE(key("https://a.example/p"), key("https://a.example/P"));
}

}  // namespace
}  // namespace commonplace
