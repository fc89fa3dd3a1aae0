#include "json/entry_json.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include "base/utf8.h"

namespace commonplace::json {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp kNoon{std::chrono::seconds{1'729'771'200}};  // 2024-10-24T12:00:00Z

Entry full_entry() {
  Entry entry;
  entry.key = "k1";
  entry.id = "urn:x:1";
  entry.source = "webjunction";
  entry.origin = Origin{"urn:x:feed", "Elsewhere", "https://elsewhere.example.org/"};
  entry.title = "Building community";
  entry.link = "https://example.org/1";
  entry.links = {{"alternate", "https://example.org/1", "text/html", "Page", "en", "120"}};
  entry.published = kNoon;
  entry.updated = kNoon + 1h;
  entry.date_precision = DatePrecision::Day;
  entry.published_day = std::chrono::year{2024} / 10 / 24;
  entry.date_from = DateFrom::DublinCore;
  entry.date_text = "24 October 2024";
  entry.first_seen = kNoon + 2h;
  entry.type = "Webinar";
  entry.event = Event{DatePrecision::Day, kNoon - 12h + 24h * 28, kNoon - 12h + 24h * 29, "Online", "title"};
  entry.excerpt = "An excerpt…";
  entry.excerpt_truncated = true;
  entry.summary = SafeHtml::trust_stored("<p>Summary</p>");
  entry.content = SafeHtml::trust_stored("<p>Content</p>");
  entry.authors = {{"Ann", "ann@example.org", "https://ann.example.org/"}, {"Bob", "", ""}};
  entry.contributors = {{"Cyd", "", ""}};
  entry.categories = {{"term", "scheme", "label"}};
  entry.enclosures = {{"https://example.org/a.mp3", "audio/mpeg", "123"}};
  entry.image = Image{"https://example.org/i.png", "Alt", {"jenlen", "other"}, "CC BY-NC-ND 2.0"};
  entry.language = "en";
  entry.rights = "© us";
  entry.license = "CC0";
  entry.comments = "https://example.org/1#comments";
  entry.story = "k0";
  entry.revision = 3;
  entry.warnings = {"no time zone"};
  return entry;
}

TEST(EntryToJson, FollowsTheOrderOfTheModel) {
  EXPECT_EQ(
      entry_to_json(full_entry()),
      R"({"key":"k1","id":"urn:x:1","source":"webjunction",)"
      R"("origin":{"id":"urn:x:feed","title":"Elsewhere","link":"https://elsewhere.example.org/"},)"
      R"("title":"Building community","link":"https://example.org/1",)"
      R"("links":[{"rel":"alternate","href":"https://example.org/1","type":"text/html","title":"Page","hreflang":"en",)"
      R"("length":"120"}],"published":"2024-10-24T12:00:00Z","updated":"2024-10-24T13:00:00Z","date_precision":"day",)"
      R"("date_from":"dc","published_day":"2024-10-24","first_seen":"2024-10-24T14:00:00Z","type":"Webinar",)"
      R"("event":{"start":"2024-11-21","end":"2024-11-22","location":"Online","precision":"day","from":"title"},)"
      R"("excerpt":"An excerpt…","excerpt_truncated":true,"summary":"<p>Summary</p>","content":"<p>Content</p>",)"
      R"("authors":[{"name":"Ann","email":"ann@example.org","uri":"https://ann.example.org/"},{"name":"Bob"}],)"
      R"("contributors":[{"name":"Cyd"}],"categories":[{"term":"term","scheme":"scheme","label":"label"}],)"
      R"("enclosures":[{"url":"https://example.org/a.mp3","type":"audio/mpeg","length":"123"}],)"
      R"("image":{"url":"https://example.org/i.png","alt":"Alt","credit":["jenlen","other"],"license":"CC BY-NC-ND 2.0"},)"
      R"("language":"en","rights":"© us","license":"CC0","comments":"https://example.org/1#comments","story":"k0",)"
      R"("revision":3,"warnings":["no time zone"]})");
}

TEST(EntryToJson, LeavesOutWhatIsAbsent) {
  EXPECT_EQ(entry_to_json(Entry{}), R"({"revision":1})");
  EXPECT_EQ(entry_to_json(Entry{}, EntryScope::Parsed), "{}");
  EXPECT_EQ(entry_to_json(Entry{}, EntryScope::Stored), "{}");
}

TEST(EntryToJson, LeavesOutElementsThatSayNothing) {
  Entry entry;
  entry.authors = {Person{}};
  entry.links = {Link{}, Link{}};
  EXPECT_EQ(entry_to_json(entry, EntryScope::Parsed), "{}");
}

TEST(EntryToJson, AParsedEntryHasNothingOfTheStores) {
  const std::string json = entry_to_json(full_entry(), EntryScope::Parsed);
  for (const char* name : {"\"key\"", "\"source\"", "\"first_seen\"", "\"story\"", "\"revision\"", "_date_text"}) {
    EXPECT_EQ(json.find(name), std::string::npos) << name;
  }
}

TEST(EntryToJson, APublishedInstantHasATimeAndNoDay) {
  Entry entry;
  entry.published = kNoon;
  entry.event = Event{DatePrecision::Instant, kNoon, std::nullopt, "", "ical"};
  EXPECT_EQ(entry_to_json(entry, EntryScope::Parsed),
            R"({"published":"2024-10-24T12:00:00Z","date_precision":"instant",)"
            R"("event":{"start":"2024-10-24T12:00:00Z","precision":"instant","from":"ical"}})");
}

TEST(EntryToJson, IsOneLineOfStrictUtf8WhateverTheBytes) {
  struct Case {
    const char* name;
    std::string input;
    std::string expected;
  };
  const Case cases[] = {
      {"controls", std::string("a\0b\x1f\n\"\\", 7), R"({"title":"a\u0000b\u001F\n\"\\"})"},
      {"beyond the basic plane", "😀", R"({"title":"😀"})"},
      {"a stray byte", "caf\xE9!", "{\"title\":\"caf\xEF\xBF\xBD!\"}"},
      {"a sequence cut short", "\xE2\x82", "{\"title\":\"\xEF\xBF\xBD\"}"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Entry entry;
    entry.title = c.input;
    std::string json = entry_to_json(entry, EntryScope::Parsed);
    // Upper or lower case in \u001F is the serializer's choice.
    if (const auto at = json.find("\\u001f"); at != std::string::npos) json[at + 5] = 'F';
    EXPECT_EQ(json, c.expected);
  }
}

TEST(EntryToJson, NeverWritesALoneSurrogate) {
  Entry entry;
  entry.title = "\xED\xA0\x80";  // U+D800, as CESU-8 and some databases write it
  entry.links = {{"\xED\xB0\x80", "\xFF", "", "", "", ""}};
  entry.warnings = {"\xC0\x80"};
  const std::string json = entry_to_json(entry);
  EXPECT_TRUE(base::is_valid_utf8(json));
  EXPECT_EQ(json.find("\\uD"), std::string::npos);
  EXPECT_EQ(json.find("\\ud"), std::string::npos);
}

RC_GTEST_PROP(EntryToJson, IsReadBackAsItWas, ()) {
  Entry entry = full_entry();
  entry.title = base::repair_utf8(*rc::gen::arbitrary<std::string>());
  entry.summary = SafeHtml::trust_stored(base::repair_utf8(*rc::gen::arbitrary<std::string>()));
  entry.categories[0].term = base::repair_utf8(*rc::gen::arbitrary<std::string>());
  entry.published = Timestamp(std::chrono::seconds(*rc::gen::inRange(631'152'000L, 4'102'444'800L)));
  entry.date_text.clear();
  const std::string json = entry_to_json(entry);
  RC_ASSERT(base::is_valid_utf8(json));
  RC_ASSERT(json.find('\n') == std::string::npos);
  const Result<Entry> back = entry_from_json(json);
  RC_ASSERT(back.has_value());
  RC_ASSERT((*back == entry));
}

TEST(EntryFromJson, ReadsBackWhatEachScopeKeeps) {
  const Entry full = full_entry();
  Entry expected = full;
  expected.date_text.clear();
  EXPECT_EQ(entry_from_json(entry_to_json(full)).value(), expected);

  expected.key = expected.source = expected.story = "";
  expected.first_seen.reset();
  expected.revision = 1;
  EXPECT_EQ(entry_from_json(entry_to_json(full, EntryScope::Parsed)).value(), expected);

  expected.summary = expected.content = SafeHtml();
  expected.date_text = full.date_text;
  EXPECT_EQ(entry_from_json(entry_to_json(full, EntryScope::Stored)).value(), expected);
}

TEST(EntryFromJson, ReadsEveryKindOfDate) {
  for (const DateFrom from : {DateFrom::None, DateFrom::Published, DateFrom::Updated, DateFrom::DublinCore,
                              DateFrom::Meta, DateFrom::FirstSeen}) {
    Entry entry;
    entry.published = kNoon;
    entry.date_from = from;
    EXPECT_EQ(entry_from_json(entry_to_json(entry)).value(), entry) << static_cast<int>(from);
  }
}

TEST(EntryFromJson, IgnoresMembersItDoesNotKnow) {
  EXPECT_EQ(entry_from_json(R"({"title":"x","later":{"deep":[1,2]}})").value().title, "x");
}

TEST(EntryFromJson, NamesTheMemberThatIsWrong) {
  struct Case {
    const char* name;
    const char* input;
    const char* expected;
  };
  const Case cases[] = {
      {"not JSON", "{\"title\":", "not JSON"},
      {"empty", "", "not JSON"},
      {"not an object", "[]", "not a JSON object"},
      {"number for text", R"({"title":1})", "\"title\" is not a string"},
      {"text for array", R"({"warnings":"x"})", "\"warnings\" is not an array"},
      {"array of wrong things", R"({"warnings":[1]})", "\"warnings\" is not an array of strings"},
      {"text for object", R"({"event":"x"})", "\"event\" is not an object"},
      {"within an array", R"({"authors":[{"name":1}]})", "\"name\" is not a string in \"authors\""},
      {"array of no objects", R"({"links":[3]})", "\"links\" is not an array of objects"},
      {"event without start", R"({"event":{}})", "\"start\" is not there in \"event\""},
      {"no date", R"({"published":"soon"})", "\"published\" is not a date"},
      {"unknown word", R"({"date_from":"guess"})", "\"date_from\" is not a known word"},
      {"negative number", R"({"revision":-1})", "\"revision\" is not a whole number"},
      {"number for truth", R"({"excerpt_truncated":1})", "\"excerpt_truncated\" is not true or false"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Result<Entry> entry = entry_from_json(c.input);
    ASSERT_FALSE(entry);
    EXPECT_EQ(entry.error().code, Errc::Malformed);
    EXPECT_NE(entry.error().detail.find(c.expected), std::string::npos) << entry.error().detail;
  }
}

TEST(EntryFromJson, RefusesDepthWithoutOverflow) {
  EXPECT_FALSE(entry_from_json("{\"x\":" + std::string(100'000, '[')));
}

}  // namespace
}  // namespace commonplace::json
