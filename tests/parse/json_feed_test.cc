// JSON Feed, and what is written in its place.

#include "parse/json_feed.h"

#include <gtest/gtest.h>

#include "parse/dump.h"
#include "parse/json_mend.h"

namespace commonplace::parse {
namespace {

struct Case {
  const char* name;
  const char* input;
  const char* expected;
};

constexpr Case kItems[] = {
    {"strings", R"({"id": " 1 ", "title": "t"})", "  id: 1\n  title plain: t\n"},
    {"a number as id", R"({"id": 17})", "  id: 17\n"},
    {"a whole double as id", R"({"id": 17.0})", "  id: 17\n"},
    {"a long number as id", R"({"id": 123456789012345678901})", "  id: 123456789012345678901\n"},
    {"a fraction as id", R"({"id": -1.50})", "  id: -1.50\n"},
    {"a fraction of a second", R"({"date_published": 1704164645.5})", "  published: 1704164645.5\n"},
    {"a whole number with an exponent", R"({"date_published": 1.7041646E9})", "  published: 1704164600\n"},
    {"html before text", R"({"content_html": "<p>", "content_text": "p"})", "  content html: <p>\n"},
    {"text where html is empty", R"({"content_html": "", "content_text": "a < b"})", "  content plain: a < b\n"},
    {"text of several lines", R"({"content_text": "a < b\n\nc"})", "  content html: a &lt; b<br>\\n<br>\\nc\n"},
    {"summary is plain", R"({"summary": "<p>"})", "  summary plain: <p>\n"},
    {"one author of 1.0", R"({"author": {"name": "A"}})", "  author: A\n"},
    {"authors before author", R"({"author": {"name": "A"}, "authors": [{"name": "B"}]})", "  author: B\n"},
    {"authors empty, author not", R"({"author": {"name": "A"}, "authors": []})", "  author: A\n"},
    {"author as text", R"({"authors": ["A <a@x.example>"]})", "  author: A {email=a@x.example}\n"},
    {"author by mailto", R"({"author": {"url": "MAILTO:a@x.example"}})", "  author: - {email=a@x.example}\n"},
    {"tags", R"({"tags": ["a", 1, "", null]})", "  category: a\n  category: 1\n"},
    {"a lone tag", R"({"tags": "a"})", "  category: a\n"},
    {"dates", R"({"date_published": "a", "date_modified": "b"})", "  published: a\n  updated: b\n"},
    {"links", R"({"url": "u", "external_url": "v"})", "  link alternate: u\n  link related: v\n"},
    {"an external link alone", R"({"external_url": "v"})", "  link alternate: v\n"},
    {"an external link beside an id that is an address", R"({"id": "https://a.example/p", "external_url": "v"})",
     "  id: https://a.example/p {permalink=yes}\n  link related: v\n"},
    {"an empty link", R"({"url": "", "external_url": "v"})", "  link alternate: v\n"},
    {"an id that is an address", R"({"id": "https://a.example/p"})", "  id: https://a.example/p {permalink=yes}\n"},
    {"images", R"({"image": "u", "banner_image": "v"})", "  picture: u {medium=image}\n  picture: v {medium=image}\n"},
    {"attachment", R"({"attachments": [{"url": "u", "mime_type": "audio/mpeg", "size_in_bytes": 12, "title": "T"}]})",
     "  enclosure: u {type=audio/mpeg} {length=12} {title=T}\n"},
    {"a lone attachment", R"({"attachments": {"url": "u"}})", "  enclosure: u\n"},
    {"attachment without address", R"({"id": "1", "attachments": [{"mime_type": "audio/mpeg"}]})", "  id: 1\n"},
    {"objects where text belongs", R"({"id": {}, "title": [], "language": "en"})", "  title plain: \n  language: en\n"},
    {"controls", R"({"id": "a\u0001b\u0000c"})",
     "  id: a\xEF\xBF\xBD"
     "b\xEF\xBF\xBD"
     "c\n"},
    {"half a pair", R"({"id": "\ud83d \ude00 \ud83d\ude00"})", "  id: \xEF\xBF\xBD \xEF\xBF\xBD \xF0\x9F\x98\x80\n"},
    {"an event without start", R"({"_commonplace": {"event": {"end": "x"}}, "id": "1"})", "  id: 1\n"},
};

std::string with_item(std::string_view item) {
  return R"({"version": "https://jsonfeed.org/version/1.1", "items": [)" + std::string(item) + "]}";
}

TEST(JsonFeed, ReadsItems) {
  for (const Case& c : kItems) {
    SCOPED_TRACE(c.name);
    const auto feed = parse_json_feed(with_item(c.input));
    ASSERT_TRUE(feed) << feed.error().detail;
    ASSERT_EQ(feed->entries.size(), 1u);
    EXPECT_EQ(dump(feed->entries[0]), c.expected);
  }
}

TEST(JsonFeed, PassesOverWhatIsNoItem) {
  const auto feed = parse_json_feed(with_item(R"(null, 1, "x", [], {}, {"id": "1"})"));
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->entries.size(), 1u);
}

constexpr Case kHeads[] = {
    {"1.0", R"({"version": "https://jsonfeed.org/version/1"})", "json 1.0\n"},
    {"1.1", R"({"version": "http://jsonfeed.org/version/1.1"})", "json 1.1\n"},
    {"no version, but the items of one", R"({"items": [{"content_text": "x"}]})", "json\nentry\n  content plain: x\n"},
    {"a version that is a number", R"({"version": 1.1, "items": [{"content_text": "x"}]})",
     "json 1.1\nentry\n  content plain: x\n"},
    {"icons", R"({"version": "https://jsonfeed.org/version/1", "icon": "i", "favicon": "f"})",
     "json 1.0\n  image: i\n  icon: f\n"},
    {"hubs", R"({"version": "https://jsonfeed.org/version/1", "hubs": [{"type": "WebSub", "url": "h"}, "x"]})",
     "json 1.0\n  link hub: h\n"},
};

TEST(JsonFeed, ReadsHead) {
  for (const Case& c : kHeads) {
    SCOPED_TRACE(c.name);
    const auto feed = parse_json_feed(c.input);
    ASSERT_TRUE(feed);
    EXPECT_EQ(dump(*feed), c.expected);
  }
}

struct BadCase {
  const char* name;
  std::string input;
  Errc code;
};

TEST(JsonFeed, SaysWhatIsWrong) {
  const BadCase cases[] = {
      {"a list", "[]", Errc::NotAFeed},
      {"another object", R"({"a": 1})", Errc::NotAFeed},
      {"items of another service", R"({"items": [{"url": "u", "title": "t"}]})", Errc::NotAFeed},
      {"cut", R"({"version": "https://jsonfeed.org/version/1)", Errc::Malformed},
      {"words", "{words}", Errc::Malformed},
      {"two documents", "{}{}", Errc::NotAFeed},
      {"too deep", std::string(100'000, '['), Errc::Malformed},
      {"too many values", "[" + std::string(1'100'000, ',') + "]", Errc::TooLarge},
  };
  for (const BadCase& c : cases) {
    SCOPED_TRACE(c.name);
    const auto feed = parse_json_feed(c.input);
    ASSERT_FALSE(feed);
    EXPECT_EQ(feed.error().code, c.code);
  }
}

TEST(JsonFeed, PassesOverWhatFollowsIt) {
  for (const char* behind : {"\n<!-- x -->", "x", "]", "{}"}) {
    const auto feed = parse_json_feed(with_item(R"({"id": "1"})") + behind);
    ASSERT_TRUE(feed) << behind;
    EXPECT_EQ(feed->entries.size(), 1u);
    EXPECT_EQ(feed->issues,
              (std::vector<Issue>{{"what stands behind the JSON was passed over", 0, IssueKind::Syntax}}));
  }
}

TEST(JsonFeed, NamesLineAndColumn) {
  struct PlaceCase {
    const char* name;
    const char* input;
    const char* place;
  };
  const PlaceCase cases[] = {
      {"as it stands", "{\n  \"a\": nope}", "2:8: "},
      {"behind raw line breaks", "{\"a\": \"b\nc\n\",\n\"d\": \t*}", "4:7: "},
      {"behind one in the line", "{\"a\": \"b\tc\", \"d\": *}", "1:19: "},
      {"behind digits that are kept", "{\"a\": 1234567890123456789012, *}", "1:31: "},
      {"in a comment", "{ /* a\n b", "2:3: "},
      {"at the end", "{\"a\": \"b\nc", "2:2: "},
  };
  for (const PlaceCase& c : cases) {
    SCOPED_TRACE(c.name);
    const auto feed = parse_json_feed(c.input);
    ASSERT_FALSE(feed);
    EXPECT_TRUE(feed.error().detail.starts_with(c.place)) << feed.error().detail;
  }
}

TEST(MendJson, LeavesGoodTextAlone) {
  const std::string good = R"({"a": "\"\\ \n é \u00e9 \ud83d\ude00 1.5", "b": [1, -2, 1.0, 1e3, 123456789012345678]})";
  EXPECT_EQ(*mend_json(good), good);
}

constexpr Case kMended[] = {
    {"tab in a string", "\"a\tb\"", "\"a\\u0009b\""},
    {"tab outside", "{\t}", "{\t}"},
    {"leading half", R"("\ud83dx")", R"("\uFFFDx")"},
    {"trailing half", R"("\ude00")", R"("\uFFFD")"},
    {"two leading halves", R"("\ud83d\ud83d\ude00")", R"("\uFFFD\ud83d\ude00")"},
    {"escaped backslash before u", R"("\\ud83d")", R"("\\ud83d")"},
    {"numbers that a double would round", "[1234567890123456789,-0.25]", R"(["1234567890123456789","-0.25"])"},
    {"what only looks like a number", "[01.5,1.,.5,1.2.3,-,1.5e1]", "[01.5,1.,.5,1.2.3,-,1.5e1]"},
    {"a quotation mark in a comment", "[// \"\n1.5]", "[// \"\n\"1.5\"]"},
    {"quotation marks in a long comment", "[/* \" 1.5 */1.5]/*", "[/* \" 1.5 */\"1.5\"]/*"},
    {"cut escape", R"("\u12)", R"("\u12)"},
    {"lone backslash at the end", "\"\\", "\"\\"},
};

TEST(MendJson, RepairsStrings) {
  for (const Case& c : kMended) EXPECT_EQ(*mend_json(c.input), c.expected) << c.name;
}

}  // namespace
}  // namespace commonplace::parse
