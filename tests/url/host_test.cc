#include "url/host.h"

#include <gtest/gtest.h>

#include <chrono>
#include <span>

#include "url/punycode.h"

namespace commonplace::url {
namespace {

struct Case {
  std::string_view host;
  std::string_view expected;  // "!": no host
};

void expect_special(std::span<const Case> cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.host);
    EXPECT_EQ(parse_special_host(c.host).value_or("!"), c.expected);
  }
}

TEST(ParseSpecialHost, ReadsIpv4InEverySpelling) {
  const Case cases[] = {
      {"127.0.0.1", "127.0.0.1"},
      {"127.0.0.1.", "127.0.0.1"},
      {"127.1", "127.0.0.1"},
      {"127.0.1", "127.0.0.1"},
      {"2130706433", "127.0.0.1"},
      {"0x7f000001", "127.0.0.1"},
      {"0x7F.1", "127.0.0.1"},
      {"0177.0.0.01", "127.0.0.1"},
      {"0x", "0.0.0.0"},
      {"0", "0.0.0.0"},
      {"4294967295", "255.255.255.255"},
      {"4294967296", "!"},
      {"256.0.0.1", "!"},
      {"1.2.3.256", "!"},
      {"1.2.65536", "!"},
      {"1.2.65535", "1.2.255.255"},
      {"1.2.3.4.5", "!"},
      {"08.1", "!"},
      {"1.2.3.08", "!"},
      {"1.0xg", "1.0xg"},
      {"a.1", "!"},
      {"1.a", "1.a"},
      {"1..2", "!"},
      {"\uFF11.2.3.4", "1.2.3.4"},
      {"%31.2.3.4", "1.2.3.4"},
      {"1\u30022.3.4", "1.2.3.4"},
      {"99999999999999999999999999", "!"},
      {"0x100000000000000000001", "!"},
  };
  expect_special(cases);
}

TEST(ParseSpecialHost, ReadsIpv6) {
  const Case cases[] = {
      {"[::]", "[::]"},
      {"[::1]", "[::1]"},
      {"[2001:DB8::00ff]", "[2001:db8::ff]"},
      {"[1:0:0:2:0:0:0:3]", "[1:0:0:2::3]"},
      {"[1:0:2:3:4:5:6:7]", "[1:0:2:3:4:5:6:7]"},
      {"[1:2:3:4:5:6:7::]", "[1:2:3:4:5:6:7:0]"},
      {"[::ffff:1.2.3.4]", "[::ffff:102:304]"},
      {"[1:2:3:4:5:6:1.2.3.4]", "[1:2:3:4:5:6:102:304]"},
      {"[]", "!"},
      {"[:]", "!"},
      {"[:::]", "!"},
      {"[1:2]", "!"},
      {"[1::2::3]", "!"},
      {"[1:2:3:4:5:6:7:8:9]", "!"},
      {"[1:2:3:4:5:6:7:8::]", "!"},
      {"[12345::]", "!"},
      {"[1:2:3:4:5:6:7:]", "!"},
      {"[::1.2.3]", "!"},
      {"[::1.2.3.256]", "!"},
      {"[::01.2.3.4]", "!"},
      {"[1:2:3:4:5:6:7:1.2.3.4]", "!"},
      {"[::1%25eth0]", "!"},
      {"[::1", "!"},
      {"[::g]", "!"},
  };
  expect_special(cases);
}

TEST(ParseSpecialHost, MapsNames) {
  const Case cases[] = {
      {"Example.ORG", "example.org"},
      {"m\u00FCnchen.example", "xn--mnchen-3ya.example"},
      {"M\u00DCNCHEN.example", "xn--mnchen-3ya.example"},
      {"mu\u0308nchen.example", "xn--mnchen-3ya.example"},
      {"m%C3%BCnchen.example", "xn--mnchen-3ya.example"},
      {"fa\u00DF.example", "xn--fa-hia.example"},  // not "fass": non-transitional
      {"\u65E5\u672C\u8A9E\u3002jp", "xn--wgv71a119e.jp"},
      {"\u0434\u043E\u043C.\u0440\u0444", "xn--d1aqf.xn--p1ai"},
      {"XN--MNCHEN-3YA.example", "xn--mnchen-3ya.example"},
      {"a_b.example", "a_b.example"},
      {"-a-.example", "-a-.example"},
      {"-a-.m\u00FCnchen.example", "-a-.xn--mnchen-3ya.example"},
      {"a..b", "a..b"},
      {"a.", "a."},
      {"a\u00ADb.example", "ab.example"},
      {"\U0001F4A9.la", "xn--ls8h.la"},
      {"I\u2764\uFE0F.ws", "xn--i-7iq.ws"},
      {"\u2764.m\u00FCnchen.example", "xn--qei.xn--mnchen-3ya.example"},
  };
  expect_special(cases);
}

TEST(ParseSpecialHost, RefusesWhatNoNameHas) {
  for (const std::string_view host :
       {"",   "a b", "a%20b", "a%00b", "a#b",           "a<b",    "a^b", "a|b",    "a%",        "a%25b",        "a\x7F",
        "a]", "a/b", "a:b",   "a@b",   "\u00FC\uFF0Fb", "\uFFFD", "%FF", "%C3%28", "\u00FC%00", "\u0300a\u00E9"}) {
    SCOPED_TRACE(host);
    EXPECT_FALSE(parse_special_host(host));
  }
}

TEST(ParseSpecialHost, IsQuickWithLongNames) {
  std::string accents = "a";
  for (int i = 0; i < 200'000; ++i) accents += i % 2 == 0 ? "\u0300" : "\u0316";
  std::string labels;
  for (int i = 0; i < 200'000; ++i) labels += "\u00FC.";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_FALSE(parse_special_host(accents));
  EXPECT_FALSE(parse_special_host(labels));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

TEST(ParseOpaqueHost, EncodesWhatItMust) {
  const Case cases[] = {
      {"Host", "Host"}, {"\u00E4", "%C3%A4"}, {"a%41", "a%41"}, {"[::1]", "[::1]"}, {"a\x01", "a%01"},
      {"a b", "!"},     {"a<b", "!"},         {"a^b", "!"},     {"[x]", "!"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.host);
    EXPECT_EQ(parse_opaque_host(c.host).value_or("!"), c.expected);
  }
}

// Some of the samples of RFC 3492 §7.1.
TEST(ToPunycode, EncodesTheSamplesOfTheSpecification) {
  const Case cases[] = {
      {"\u4ED6\u4EEC\u4E3A\u4EC0\u4E48\u4E0D\u8BF4\u4E2D\u6587", "ihqwcrb4cv8a8dqg056pqjye"},
      {"Pro\u010Dprost\u011Bnemluv\u00ED\u010Desky", "Proprostnemluvesky-uyb24dma41a"},
      {"3\u5E74B\u7D44\u91D1\u516B\u5148\u751F", "3B-ww4c5e180e575a65lsy2b"},
      {"\u3072\u3068\u3064\u5C4B\u6839\u306E\u4E0B2", "2-u9tlzr9756bt3uc0v"},
      {"b\u00FCcher", "bcher-kva"},
      {"abc", "abc-"},
      {"", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.host);
    EXPECT_EQ(to_punycode(c.host), c.expected);
  }
}

}  // namespace
}  // namespace commonplace::url
