#include "url/serialized.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace commonplace::url {
namespace {

TEST(ReadSerialized, TakesWhatParsingWouldNotChange) {
  const std::optional<Url> url = read_serialized("https://www.example.org/news/a%20b.html?p=1&q='#more");
  EXPECT_FALSE(url);  // a query's apostrophe is encoded
  const std::optional<Url> plain = read_serialized("https://www.example.org/news/a%20b.html?p=1&q=x/?y#more?");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->scheme(), "https");
  EXPECT_EQ(plain->host(), "www.example.org");
  EXPECT_EQ(plain->path(), "/news/a%20b.html");
  EXPECT_EQ(plain->query(), "p=1&q=x/?y");
  EXPECT_EQ(plain->fragment(), "more?");
  EXPECT_FALSE(plain->port());
  EXPECT_EQ(plain->username(), "");
  EXPECT_TRUE(plain->has_authority());
}

TEST(ReadSerialized, TakesAddressesAndPorts) {
  struct Case {
    std::string_view text, host;
    std::optional<std::uint16_t> port;
  };
  constexpr Case kCases[] = {
      {"http://127.0.0.1/", "127.0.0.1", std::nullopt},
      {"https://255.255.255.255:8443/a", "255.255.255.255", 8443},
      {"http://10.0.0.7:443/", "10.0.0.7", 443},
      {"https://news.example.org:80/", "news.example.org", 80},
      {"http://h:0/", "h", 0},
      {"http://h:65535/", "h", 65535},
  };
  for (const Case& one : kCases) {
    const std::optional<Url> url = read_serialized(one.text);
    ASSERT_TRUE(url) << one.text;
    EXPECT_EQ(url->href(), one.text);
    EXPECT_EQ(url->host(), one.host);
    EXPECT_EQ(url->port(), one.port);
    EXPECT_EQ(url->path().front(), '/');
  }
}

TEST(ReadSerialized, LeavesEverythingElseToTheParser) {
  for (const std::string_view text : {"",
                                      "https://",
                                      "https://example.org",
                                      "HTTPS://example.org/",
                                      "https://Example.org/",
                                      "https://example.org:443/",
                                      "http://example.org:80/",
                                      "http://example.org:65536/",
                                      "http://example.org:99999999999/",
                                      "http://example.org:080/",
                                      "http://example.org:/",
                                      "http://example.org:8a/",
                                      "http://example.org:80",
                                      "http://:80/",
                                      "http://127.0.0.256/",
                                      "http://127.0.0.01/",
                                      "http://127.0.0.1.5/",
                                      "http://1.127.0.0.1/",
                                      "http://127.0..1/",
                                      "https://user@example.org/",
                                      "https:/example.org/",
                                      "https:///example.org/",
                                      "//example.org/",
                                      "/news",
                                      "https://example.org/../a",
                                      "https://example.org/a/./b",
                                      "https://example.org/%2e%2e/a",
                                      "https://example.org/a b",
                                      "https://example.org\\a/",
                                      "https://example.org/a\\b",
                                      "https://127.1/",
                                      "https://1.2.3/",
                                      "https://0x7f.1/",
                                      "https://example.org./",
                                      "https://b\u00fccher.example/",
                                      "https://example.org/\u00fc",
                                      "ftp://example.org/",
                                      "https://example.org/a\tb",
                                      " https://example.org/",
                                      "https://example.org/?<",
                                      "https://example.org/#`",
                                      "https://[::1]/",
                                      "https://exa%6dple.org/"}) {
    EXPECT_FALSE(read_serialized(text)) << text;
  }
}

// A line end inside, which the parser strips, keeps parse_url from its short way.
RC_GTEST_PROP(ReadSerialized, AgreesWithTheParser, ()) {
  const auto parts = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("a", "b.c", "/", "//", "?", "#", "%41", "%2e", ".", "..", "\\", "~", "'", "`",
                                    "&x=1", ":", "@", "7", "-", "xn--a"));
  std::string text = *rc::gen::element<std::string>("https://h", "http://h:", "http://10.0.", "https://7");
  if (!text.ends_with('h')) text += std::to_string(*rc::gen::element(0, 1, 80, 255, 256, 443, 8080, 65535, 65536));
  if (*rc::gen::arbitrary<bool>()) text += *rc::gen::element<std::string>(".1", ".1.2", ":80", ":443", ":8080", ":");
  text += '/';
  for (const std::string& part : parts) text += part;
  const std::optional<Url> quick = read_serialized(text);
  if (!quick) return;
  const Result<Url> parsed = parse_url(text.substr(0, 1) + "\n" + text.substr(1));
  RC_ASSERT(parsed && parsed->href() == text);
  RC_ASSERT(parsed->host() == quick->host() && parsed->port() == quick->port());
  RC_ASSERT(parsed->path() == quick->path());
  RC_ASSERT(parsed->query() == quick->query() && parsed->fragment() == quick->fragment());
  RC_ASSERT(parsed->has_query() == quick->has_query() && parsed->has_fragment() == quick->has_fragment());
}

}  // namespace
}  // namespace commonplace::url
