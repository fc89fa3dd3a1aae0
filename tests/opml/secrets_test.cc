#include "opml/secrets.h"

#include <gtest/gtest.h>

namespace commonplace::opml {
namespace {

using Keys = std::vector<std::string>;
using Texts = std::vector<std::string>;
using Table = std::map<std::string, std::string>;

TEST(WithholdSecrets, TakesOutWhatWouldLetSomebodySignIn) {
  const struct {
    std::string key;
    SettingValue value;
    std::optional<SettingValue> left;
  } kCases[] = {
      {"password", std::string("hunter2"), std::nullopt},
      {"access", Texts{"tok"}, std::nullopt},
      {"access", Texts{"tok", "${env:T}"}, Texts{"${env:T}"}},
      {"access", std::string("tok"), std::nullopt},
      {"headers", Table{{"Authorization", "Bearer x"}}, std::nullopt},
      {"headers", Table{{"X-Their-Own", "x"}, {"Accept-Language", "fr"}}, Table{{"Accept-Language", "fr"}}},
      {"headers", Table{{"Cookie", "${file:/run/cookie}"}, {"X", "y"}}, Table{{"Cookie", "${file:/run/cookie}"}}},
      {"url", std::string("https://me:pw@example.org/feed?a@b"), std::string("https://example.org/feed?a@b")},
      {"url", std::string("https://tok@example.org"), std::string("https://example.org")},
      {"url", std::string("https://a@b:c@example.org/"), std::string("https://example.org/")},
      {"url", std::string("https:\\\\me:pw@example.org/"), std::string("https:\\\\example.org/")},
      {"url", std::string("https:me:pw@example.org/"), std::string("https:example.org/")},
      {"url", std::string("https://me:pw@example.org/feed?${env:T}"), std::string("https://example.org/feed?${env:T}")},
      {"url", std::string("https://example.org/f?feed_token=glft-12345678&a=1#x"),
       std::string("https://example.org/f?a=1#x")},
      {"url", std::string("https://example.org/f?a=1&KEY=0123456789abcdef"), std::string("https://example.org/f?a=1")},
      {"url", std::string("https://example.org/f?auth_token=0123456789#?b=1"),
       std::string("https://example.org/f#?b=1")},
      {"homepage", std::string("http://me:pw@example.org/"), std::string("http://example.org/")},
      {"proxy", std::string("socks5h://me:pw@127.0.0.1:1080"), std::string("socks5h://127.0.0.1:1080")},
      {"proxy", std::string("me:pw@127.0.0.1:1080"), std::string("127.0.0.1:1080")},
  };
  for (const auto& c : kCases) {
    Settings settings{{c.key, c.value}, {"title", std::string("A@b")}};
    EXPECT_EQ(withhold_secrets(settings), Keys{c.key});
    Settings expected{{"title", std::string("A@b")}};
    if (c.left) expected[c.key] = *c.left;
    EXPECT_EQ(settings, expected) << c.key;
  }
}

TEST(WithholdSecrets, LeavesReferencesAndWhatIsNoSecret) {
  const Settings open{
      {"access", std::string("public")},
      {"headers", Table{{"Accept", "a/b"}, {"Authorization", "Bearer ${env:TOKEN}"}}},
      {"homepage", std::string("https://example.org/@somebody")},
      {"password", std::string("${file:/run/secrets/pw}")},
      {"proxy", std::string("http://me:${env:PROXY_PASSWORD}@proxy:3128")},
      {"url", std::string("https://example.org/feed?mail=a@b.c&key=news&&token#x@y?token=0123456789")},
      {"username", std::string("librarian")},
  };
  Settings settings = open;
  EXPECT_EQ(withhold_secrets(settings), Keys{});
  EXPECT_EQ(settings, open);
}

TEST(ReferencesIn, NamesEachOnce) {
  const Settings settings{{"headers", Table{{"A", "${env:T} ${env:U}"}, {"B", "${env:T}"}}},
                          {"include", std::string("${neither} ${env:open")},
                          {"password", std::string("${file:/p}")}};
  EXPECT_EQ(references_in(settings), (Texts{"${env:T}", "${env:U}", "${file:/p}"}));
}

}  // namespace
}  // namespace commonplace::opml
