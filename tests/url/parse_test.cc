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
      {"", "\thttps://a.ex\nample/\rp", "https://a.example/p"},
      {"", "https://a.example/ p ", "https://a.example/%20p"},
      {"", "urn:isbn:0 1#x", "urn:isbn:0 1#x"},
      {"", "javascript:alert('a b')", "javascript:alert('a b')"},
      {"", "https://a.example/'\"<>`{}?'\"<>`{}#'\"<>`{}",
       "https://a.example/'%22%3C%3E%60%7B%7D?%27%22%3C%3E`{}#'%22%3C%3E%60{}"},
      {"", "https://u:p@q:r@a.example/", "https://u:p%40q%3Ar@a.example/"},
      {"", "file:c|/x/..", "file:///c:/"},
      {"", "file://localhost/x", "file:///x"},
      {"mailto:a@b", "x", ""},
      {"mailto:a@b", "#x", "mailto:a@b#x"},
      {"foo://", "x", "foo:///x"},
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

RC_GTEST_PROP(ParseUrl, TakesApartWhatItPutTogether, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("http:", "foo:", "file:", "//", "/", "..", "@", ":", "u", "h", "8", "[::1]", "?",
                                    "#", "a", "%2e", "é", "\\", "C|"));
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  const Url base = parse_url("https://a.example/x/y?q").value();
  const Result<Url> url = parse_url(text, &base);
  RC_PRE(url.has_value());
  std::string whole = std::string(url->scheme()) + ":";
  if (url->has_authority()) whole += "//";
  whole += url->username();
  if (!url->password().empty()) whole += ":" + std::string(url->password());
  if (!url->username().empty() || !url->password().empty()) whole += "@";
  whole += url->host();
  if (url->port()) whole += ":" + std::to_string(*url->port());
  if (!url->has_authority() && url->path().starts_with("//")) whole += "/.";
  whole += url->path();
  if (url->has_query()) whole += "?" + std::string(url->query());
  if (url->has_fragment()) whole += "#" + std::string(url->fragment());
  RC_ASSERT(whole == url->href());
}

TEST(WithoutUserinfo, LeavesOnlyWhatMayBeShown) {
  struct Case {
    const char* text;
    const char* expected;
  };
  const Case cases[] = {
      {"https://ann:secret@a.example/feed?x=1#y", "https://a.example/feed?x=1#y"},
      {"https://token@a.example:8443/", "https://a.example:8443/"},
      {"https://:secret@a.example/", "https://a.example/"},
      {"https://ann:se@cret@a.example/", "https://a.example/"},
      {"HTTPS:\\\\ann:secret@a.example\\feed@x", "https://a.example/feed@x"},
      {"https://a.example/@ann/feed", "https://a.example/@ann/feed"},
      {"https://a.example?to=ann:x@b.example", "https://a.example?to=ann:x@b.example"},
      {"mailto:ann@a.example", "mailto:ann@a.example"},
      {"file:///var/feeds/a@b.xml", "file:///var/feeds/a@b.xml"},
      {"https://ann:sec/ret@a b.example/", "https://…@a b.example/"},
      {"//ann:secret@a.example/", "…@a.example/"},
      {"/@ann/feed", "/@ann/feed"},
      {"", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(without_userinfo(std::string_view(c.text)), c.expected);
    if (const Result<Url> url = parse_url(c.text)) {
      EXPECT_EQ(without_userinfo(*url), *parse_url(c.expected));
    }
  }
}

TEST(ParseUrl, QuotesNoPassword) {
  EXPECT_EQ(parse_url("https://ann:secret@a b/").error().detail, "'https://…@a b/' is not a URL");
}

}  // namespace
}  // namespace commonplace
