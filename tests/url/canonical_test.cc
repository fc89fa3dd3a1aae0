#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <span>

#include "commonplace/url.h"
#include "url/redirectors.h"
#include "url/tracking.h"

namespace commonplace {
namespace {

struct Case {
  std::string_view url;
  std::string_view expected;
};

std::string canonical(std::string_view url) { return canonicalize(parse_url(url).value()).href(); }

void expect_canonical(std::span<const Case> cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.url);
    EXPECT_EQ(canonical(c.url), c.expected);
  }
}

TEST(Canonicalize, RemovesWhatOnlyTracks) {
  const Case cases[] = {
      {"https://a.example/p?utm_source=rss&utm_medium=feed", "https://a.example/p"},
      {"https://a.example/p?id=7&utm_source=rss", "https://a.example/p?id=7"},
      {"https://a.example/p?fbclid=abc&id=7&gclid=x", "https://a.example/p?id=7"},
      {"https://a.example/p?UTM_Source=rss", "https://a.example/p"},
      {"https://a.example/p?utm%5Fsource=rss", "https://a.example/p"},
      {"https://a.example/p?utm_x", "https://a.example/p"},
      {"https://a.example/p?mtm_campaign=a&pk_campaign=b&xtor=RSS-1&mc_eid=c", "https://a.example/p"},
      {"https://a.example/p?oly_enc_id=1&_hsenc=2&msclkid=3&vero_id=4&cmpid=5", "https://a.example/p"},
      {"https://a.example/p?__s=1&mibextid=2&cm_mmc=3&hmb_source=4&itm_medium=5&trk_sid=6&id=7",
       "https://a.example/p?id=7"},
      {"https://a.example/p?WT.mc_id=x&y=1", "https://a.example/p?y=1"},
      {"https://a.example/p?utm_source=r;id=5", "https://a.example/p?id=5"},
      {"https://a.example/p?id=5;utm_source=r", "https://a.example/p?id=5"},
      {"https://a.example/p?id=5;utm_source=r;x=1", "https://a.example/p?id=5;x=1"},
      {"https://a.example/p?id=5;utm_source=r&x=1", "https://a.example/p?id=5&x=1"},
      {"https://a.example/p?id=5&utm_source=r;x=1", "https://a.example/p?id=5&x=1"},
      {"https://a.example/p?utm_content=a;b;c&id=5", "https://a.example/p?id=5"},
      {"https://a.example/p?id=5&amp;utm_source=r&amp;utm_medium=s", "https://a.example/p?id=5"},
      {"https://a.example/p?dgcid=rss_sd_all", "https://a.example/p"},
      {"https://medium.com/a/p-1a2b?source=rss----3c4d---4", "https://medium.com/a/p-1a2b"},
      {"https://medium.com/p-1a2b?source=rss-3c4d------2", "https://medium.com/p-1a2b"},
      {"https://a.example/a.do;jsessionid=AB.1?id=5", "https://a.example/a.do?id=5"},
      {"https://a.example/a;JSESSIONID=AB!-1/b;x=1;jsessionid=/c;v=2", "https://a.example/a/b;x=1/c;v=2"},
  };
  expect_canonical(cases);
}

TEST(Canonicalize, KeepsWhatMaySelect) {
  const Case cases[] = {
      {"https://a.example/p?utmost=1", "https://a.example/p?utmost=1"},
      {"https://a.example/p?ref=main&pk_id=7&source=x&cid=3", "https://a.example/p?ref=main&pk_id=7&source=x&cid=3"},
      {"https://a.example/p?source=rss&x=1", "https://a.example/p?source=rss&x=1"},
      {"https://a.example/p?source=rss-feed", "https://a.example/p?source=rss-feed"},
      {"https://a.example/p?q=a+b&q=c", "https://a.example/p?q=a+b&q=c"},
      {"https://a.example/p?q=utm_source", "https://a.example/p?q=utm_source"},
      {"https://a.example/p?q=a;b;;utm&r=c;d=e;", "https://a.example/p?q=a;b;;utm&r=c;d=e;"},
      {"https://a.example/p?a=1&amp;b=2", "https://a.example/p?a=1&amp;b=2"},
      {"https://a.example/p;id=7;sid=3;jsession=4", "https://a.example/p;id=7;sid=3;jsession=4"},
      {"https://a.example/p?b=2&a=1", "https://a.example/p?b=2&a=1"},
      {"https://a.example/p/", "https://a.example/p/"},
      {"https://www.a.example/P", "https://www.a.example/P"},
      {"http://a.example/p", "http://a.example/p"},
      {"https://u:p@a.example:8443/p", "https://u:p@a.example:8443/p"},
      {"mailto:ann@a.example?subject=utm_x&utm_source=y", "mailto:ann@a.example?subject=utm_x&utm_source=y"},
      {"tag:a.example,2024:%7e#x", "tag:a.example,2024:%7e#x"},
  };
  expect_canonical(cases);
}

TEST(Canonicalize, KeepsOnlyFragmentsThatSelect) {
  const Case cases[] = {
      {"https://a.example/p#comments", "https://a.example/p"},
      {"https://a.example/p#", "https://a.example/p"},
      {"https://a.example/#!/news/7", "https://a.example/#!/news/7"},
      {"https://a.example/#/news/7", "https://a.example/#/news/7"},
      {"https://a.example/?utm_source=x#/news/7", "https://a.example/#/news/7"},
  };
  expect_canonical(cases);
}

TEST(Canonicalize, WritesOneSpelling) {
  const Case cases[] = {
      {"HTTP://A.example:80", "http://a.example/"},
      {"https://a.example:443/a/../b/./c", "https://a.example/b/c"},
      {"https://a.example/%7eann/%c3%a9", "https://a.example/~ann/%C3%A9"},
      {"https://a.example/\u00E9", "https://a.example/%C3%A9"},
      {"https://a.example/a%2db%5Fc%2Ehtml", "https://a.example/a-b_c.html"},
      {"https://a.example/a%2fb%3fc%23d", "https://a.example/a%2Fb%3Fc%23d"},
      {"https://a.example/?q=%61%26b", "https://a.example/?q=a%26b"},
      {"https://a.example/?", "https://a.example/"},
      {"https://a.example/?&&a&", "https://a.example/?a"},
      {"https://a.example/100%", "https://a.example/100%"},
      {"https://a.example/%zz", "https://a.example/%zz"},
      {"https://a.example/%%34%31", "https://a.example/%%341"},
      {"https://a.example/%2%35", "https://a.example/%2%35"},
      {"https://a.example/%25%34%31", "https://a.example/%2541"},
  };
  expect_canonical(cases);
}

TEST(Canonicalize, UnwrapsRedirectors) {
  const Case cases[] = {
      {"https://www.google.com/url?sa=t&url=https%3A%2F%2Fa.example%2Fp%3Futm_source%3Dx%26id%3D7&usg=1",
       "https://a.example/p?id=7"},
      {"https://www.google.com/url?rct=j&q=https://a.example/p", "https://a.example/p"},
      {"https://www.google.co.uk/url?q=https://a.example/p", "https://a.example/p"},
      {"https://www.google.de/url?q=https://a.example/p", "https://a.example/p"},
      {"http://news.google.com/news/url?sa=t&fd=R&url=http://a.example/p", "http://a.example/p"},
      {"http://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2fa.example%2fp", "https://a.example/p"},
      {"https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2Fp%3Ffbclid%3D1&h=x", "https://a.example/p"},
      {"https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fp&data=1", "https://a.example/p"},
      {"https://t.umblr.com/redirect?z=https%3A%2F%2Fa.example%2Fp&t=x", "https://a.example/p"},
      {"https://out.reddit.com/t3_abc?url=https%3A%2F%2Fa.example%2Fp", "https://a.example/p"},
      {"https://steamcommunity.com/linkfilter/?url=https://a.example/p", "https://a.example/p"},
      {"https://slack-redir.net/link?url=https%3A%2F%2Fa.example%2Fp", "https://a.example/p"},
      {"https://www.youtube.com/redirect?event=x&q=https%3A%2F%2Fa.example%2Fp", "https://a.example/p"},
      {"https://exit.sc/?url=https%3A%2F%2Fa.example%2Fp", "https://a.example/p"},
      {"https://vk.com/away.php?to=https%3A%2F%2Fa.example%2Fp", "https://a.example/p"},
      {"https://away.vk.com/away.php?to=https%3A%2F%2Fa.example%2Fp", "https://a.example/p"},
      {"https://href.li/?https://a.example/p?x=1", "https://a.example/p?x=1"},
      {"https://links.govdelivery.com/track?type=click&enid=ZWFz&mailingid=7&&&101&&&https://a.example/p?x=1&y=2",
       "https://a.example/p?x=1&y=2"},
      {"https://x1.r.us-east-1.awstrack.me/L0/https:%2F%2Fa.example%2Fp%3Fx=1/1/0100-x/y=1", "https://a.example/p?x=1"},
      {"https://disq.us/url?url=https%3A%2F%2Fa.example%2Fp&cuid=1", "https://a.example/p"},
      {"https://getpocket.com/redirect?url=https%3A%2F%2Fa.example%2Fp", "https://a.example/p"},
      {"https://www.deviantart.com/users/outgoing?https://a.example/p", "https://a.example/p"},
      {"https://link.zhihu.com/?target=https%3A//a.example/p", "https://a.example/p"},
      {"https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fa.example%2fp&c=E,1", "https://a.example/p"},
      {"https://urldefense.proofpoint.com/v1/url?u=https%3A%2F%2Fa.example%2Fp&k=x", "https://a.example/p"},
      {"https://login.ezproxy.a.example/login?url=https://b.example/p?x=1&y=2", "https://b.example/p?x=1&y=2"},
      {"http://proxy.library.a.example/login?auth=sso&url=http://b.example/p", "http://b.example/p"},
      {"https://libproxy.a.example/login?url=https%3A%2F%2Fb.example%2Fp", "https://b.example/p"},
      {"https://a.idm.oclc.org/login?qurl=https%3a%2f%2fb.example%2fp%3fx%3d1", "https://b.example/p?x=1"},
      {"https://go.openathens.net/redirector/a.example?url=https%3A%2F%2Fb.example%2Fp", "https://b.example/p"},
      {"http://us.rd.yahoo.com/dailynews/rss/x/*http://a.example/p?x=1", "http://a.example/p?x=1"},
      {"https://r.search.yahoo.com/_ylt=A;_ylu=B/RV=2/RU=https%3a%2f%2fa.example%2fp/RK=2/RS=x", "https://a.example/p"},
  };
  expect_canonical(cases);
}

TEST(Canonicalize, LeavesAddressesThatOnlyLookLikeRedirectors) {
  for (const std::string_view url : {
           "https://notgoogle.com/url?q=https://a.example/",
           "https://google.a.example/url?q=https://b.example/",
           "https://google.com.evil.example/url?q=https://a.example/",
           "https://www.google.com/urls?q=https://a.example/",
           "https://www.google.com/search?q=https://a.example/",
           "https://www.google.com/url?q=a.example",
           "https://www.google.com/url?q=javascript:alert(1)",
           "https://www.google.com/url?q=/p",
           "https://www.google.com/url?x=https://a.example/",
           "https://www.google.com/url",
           "https://a.example/login?url=https://b.example/p",
           "https://ezproxy.a.example/menu?url=https://b.example/p",
           "https://ezproxy.a.example/login?curl=https://b.example/p",
           "https://ezproxy.a.example/login?url=/menu",
           "https://href.li/?x",
           "https://us.rd.yahoo.com/p",
           "https://r.search.yahoo.com/RU=ftp%3A%2F%2Fa.example%2Fp/RK=2",
           "https://feedproxy.google.com/~r/feed/~3/abc",
           "https://t.co/abc",
           "https://list.us1.list-manage.com/track/click?u=1&id=2&e=3",
           "https://links.govdelivery.com/track?type=click&enid=ZWFz",
           "https://lnks.gd/l/eyJhbGciOiJIUzI1NiJ9",
       }) {
    SCOPED_TRACE(url);
    EXPECT_EQ(canonical(url), url);
    EXPECT_FALSE(url::redirect_target(parse_url(url).value()));
  }
}

TEST(Canonicalize, UnwrapsThreeRedirectorsAtMost) {
  const auto wrap = [](std::string_view target) {
    std::string url = "https://exit.sc/?url=";
    for (const char c : target) url += c == '%' ? "%25" : c == '&' ? "%26" : std::string(1, c);
    return url;
  };
  const std::string twice = wrap(wrap("https://a.example/p"));
  EXPECT_EQ(canonical(wrap(twice)), "https://a.example/p");
  const std::string four = wrap(wrap(twice));
  EXPECT_EQ(canonical(canonical(four)), canonical(four));  // left as it is, for ever
  EXPECT_EQ(canonical(four).find("https://exit.sc/?url=https://exit.sc/"), 0u);
}

TEST(Canonicalize, KeepsAPlainFragmentWhereItIsAskedTo) {
  const Url url = parse_url("https://exit.sc/?url=https%3A%2F%2Fa.example%2Fp%3Futm_source%3Dx%23part").value();
  EXPECT_EQ(canonicalize(url).href(), "https://a.example/p");
  EXPECT_EQ(canonicalize(url, PlainFragment::Keep).href(), "https://a.example/p#part");
}

RC_GTEST_PROP(Canonicalize, ChangesNothingTheSecondTime, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "%", "%2", "%25", "%41", "%2e", "%7e", "%c3", "4", "1", "a", "/", ".", "..", "?", "&", "=", "#", "#!", "utm_x",
      "utm%5f", "ref=", ":", ";", ";jsessionid=", "amp;", "@", "%2f", "%3f", "%23", "\u00E9", " ", "\\", "+"));
  std::string text = "https://a.example/";
  for (const std::string& piece : pieces) text += piece;
  const Result<Url> url = parse_url(text);
  RC_PRE(url.has_value());
  const Url once = canonicalize(*url);
  RC_ASSERT(canonicalize(once) == once);
  RC_ASSERT(parse_url(once.href()).value() == once);
  RC_ASSERT(once.host() == url->host());
}

TEST(ComparisonKey, FoldsMirrorsOfOnePage) {
  const auto key = [](std::string_view text) { return comparison_key(canonicalize(parse_url(text).value())); };
  EXPECT_EQ(key("http://www.a.example/p/"), key("https://a.example/p"));
  EXPECT_EQ(key("http://www.a.example"), key("https://a.example./"));
  EXPECT_EQ(key("https://a.example/p?a=1&b=2"), key("https://a.example/p?b=2&a=1"));
  EXPECT_EQ(key("http://a.example/p?x=1&utm_source=a"), key("https://www.a.example/p/?utm_medium=b&x=1"));

  EXPECT_NE(key("https://a.example/p?a=1"), key("https://a.example/p?a=2"));
  EXPECT_NE(key("https://a.example/p?a=1&a=2"), key("https://a.example/p?a=2&a=1"));
  EXPECT_NE(key("https://a.example/p&a=1"), key("https://a.example/p?a=1"));
  EXPECT_NE(key("https://a.example/p"), key("https://b.example/p"));
  EXPECT_NE(key("https://a.example/p"), key("https://a.example/P"));
  EXPECT_NE(key("https://a.example:8443/p"), key("https://a.example/p"));
  EXPECT_NE(key("https://a.example/#/p"), key("https://a.example/#/q"));
  EXPECT_EQ(key("mailto:ann@a.example"), "mailto:ann@a.example");
}

TEST(WithoutTracking, KeepsTheOrderOfTheRest) {
  EXPECT_EQ(url::without_tracking(""), "");
  EXPECT_EQ(url::without_tracking("utm_a"), "");
  EXPECT_EQ(url::without_tracking("&b&utm_a=1&&a=2&"), "b&a=2");
}

}  // namespace
}  // namespace commonplace
