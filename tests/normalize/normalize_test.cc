#include <gtest/gtest.h>
#include <algorithm>

#include "commonplace/normalize.h"

namespace commonplace {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::year;

constexpr Timestamp kNow{sys_days{year{2024} / 10 / 25} + 9h};

NormalizeContext context() {
  NormalizeContext c;
  c.base = parse_url("https://news.example/feed.xml").value();
  c.source = "partner";
  c.now = kNow;
  c.first_seen = kNow;
  return c;
}

ParsedText text(std::string value, Markup markup = Markup::Guess) {
  ParsedText t;
  t.value = std::move(value);
  t.markup = markup;
  t.present = true;
  return t;
}

ParsedEntry entry_titled(std::string title) {
  ParsedEntry entry;
  entry.id = "urn:x:1";
  entry.title = text(std::move(title));
  return entry;
}

Entry normalized(const ParsedEntry& entry, const NormalizeContext& c = context()) {
  ParsedFeed parsed;
  parsed.entries = {entry};
  return normalize_feed(parsed, c).entries.at(0);
}

// A source's first document is a backlog.
TEST(NormalizeFeed, DatesABacklogByItsDocument) {
  struct Case {
    const char* name;
    bool is_backlog;
    const char* document;
    Timestamp expected;
  };
  const Case cases[] = {
      {"the document's own date", true, "2024-10-20T08:00:00Z", sys_days{year{2024} / 10 / 20} + 8h},
      {"one that is ahead by a little", true, "2024-10-25T20:00:00Z", kNow},
      {"one that is not to be believed", true, "2031-10-25T20:00:00Z", kNow},
      {"it has none", true, "", kNow},
      {"known for long", false, "2024-10-20T08:00:00Z", kNow},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    ParsedFeed parsed;
    if (*c.document) parsed.head.dates = {{DateRole::Updated, c.document}};
    parsed.entries = {entry_titled("Undated"), entry_titled("Dated")};
    parsed.entries[1].dates = {{DateRole::Published, "2024-10-24T10:00:00Z"}};
    NormalizeContext with = context();
    with.is_backlog = c.is_backlog;
    const Feed feed = normalize_feed(parsed, with);
    EXPECT_EQ(feed.entries.at(0).published, c.expected);
    EXPECT_EQ(feed.entries.at(0).date_from, DateFrom::FirstSeen);
    EXPECT_EQ(feed.entries.at(0).first_seen, kNow);
    EXPECT_EQ(feed.entries.at(1).published, sys_days{year{2024} / 10 / 24} + 10h);
  }
}

TEST(NormalizeTitle, IsPlainText) {
  struct Case {
    const char* name;
    const char* value;
    Markup markup;
    const char* expected;
  };
  const Case cases[] = {
      {"plain", "Libraries & parks", Markup::Plain, "Libraries & parks"},
      {"html", "Libraries &amp; <b>parks</b>", Markup::Html, "Libraries & parks"},
      {"guessed html", "Libraries &amp; <b>parks</b>", Markup::Guess, "Libraries & parks"},
      {"escaped twice", "Libraries &amp;amp; parks", Markup::Html, "Libraries & parks"},
      {"escaped twice in plain text", "It&#x27;s here", Markup::Plain, "It's here"},
      {"an escaped tag stays", "The &lt;blink&gt; tag", Markup::Xhtml, "The <blink> tag"},
      {"escaped twice beside a comparison", "R&amp;amp;D: 5 &lt; 6", Markup::Html, "R&D: 5 < 6"},
      {"escaped in plain text beside one", "R&amp;D: 5 < 6", Markup::Plain, "R&D: 5 < 6"},
      {"an address between angle brackets", "Write to <info@example.org> today", Markup::Guess,
       "Write to <info@example.org> today"},
      {"a type's parameter", "List<String> in Java", Markup::Guess, "List<String> in Java"},
      {"a comparison is no markup", "1 < 2 and 3 > 2", Markup::Guess, "1 < 2 and 3 > 2"},
      {"white space", " two\n\t lines ", Markup::Guess, "two lines"},
      {"decomposed letters are composed", "Cafe\xCC\x81", Markup::Plain, "Café"},
      {"marks without a composed form stay", "Iḷisaġvik College", Markup::Plain, "Iḷisaġvik College"},
      {"an override cannot escape the title",
       "a \xE2\x80\xAE"
       "b",
       Markup::Plain,
       "a \xE2\x80\xAE"
       "b\xE2\x80\xAC"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    ParsedEntry entry;
    entry.title = text(c.value, c.markup);
    EXPECT_EQ(normalized(entry).title, c.expected);
  }
}

TEST(NormalizeTitle, IsTakenFromTheTextWhereThereIsNone) {
  ParsedEntry entry = entry_titled("");
  entry.summary = text("<p>The reading room is closed on Monday.</p>");
  EXPECT_EQ(normalized(entry).title, "The reading room is closed on Monday.");
}

TEST(NormalizeLink, IsTheCanonicalAddress) {
  struct Case {
    const char* name;
    std::vector<ParsedLink> links;
    const char* id;
    bool permalink;
    const char* expected;
  };
  const auto link = [](const char* href, const char* rel = "", const char* type = "") {
    ParsedLink l;
    l.href = href;
    l.rel = rel;
    l.type = type;
    return l;
  };
  const Case cases[] = {
      {"tracking", {link("https://a.example/p?utm_source=rss")}, "", false, "https://a.example/p"},
      {"relative", {link("/p")}, "", false, "https://news.example/p"},
      {"a host without a scheme", {link("WWW.a.example/p")}, "", false, "https://www.a.example/p"},
      {"a scheme before the scheme", {link("http://HTTPS://http://a.example/p")}, "", false, "http://a.example/p"},
      {"an address in an address",
       {link("https://a.example/http://b.example/")},
       "",
       false,
       "https://a.example/http://b.example/"},
      {"a file named like a host", {link("www.html")}, "", false, "https://news.example/www.html"},
      {"escaped twice", {link("https://a.example/?p=1&amp;q=2")}, "", false, "https://a.example/?p=1&q=2"},
      {"a slash escaped twice", {link("https://a.example/n&#47;p/")}, "", false, "https://a.example/n/p/"},
      {"a parameter that is no reference",
       {link("/?a=1&copy=2&lt=3;4")},
       "",
       false,
       "https://news.example/?a=1&copy=2&lt=3;4"},
      {"unseen characters around it",
       {link("\uFEFF https://a.example/p\u00A0\u200B")},
       "",
       false,
       "https://a.example/p"},
      {"nothing but unseen characters", {link("&nbsp;\u200B")}, "", false, ""},
      {"a scheme that is hidden", {link("javascript&colon;alert(1)")}, "", false, ""},
      {"a page before a feed",
       {link("https://a.example/p.json", "alternate", "application/json"),
        link("https://a.example/p", "alternate", "text/html")},
       "",
       false,
       "https://a.example/p"},
      {"origin behind a proxy",
       {link("https://proxy.example/x"), link("https://a.example/p", "origin")},
       "",
       false,
       "https://a.example/p"},
      {"enclosures are no address", {link("https://a.example/p.mp3", "enclosure")}, "", false, ""},
      {"a permalink guid", {}, "https://a.example/p", true, "https://a.example/p"},
      {"a guid that is no permalink", {}, "https://a.example/p", false, ""},
      {"a guid that is no address", {}, "abc", true, ""},
      {"a script is no address", {link("javascript:alert(1)")}, "", false, ""},
      {"empty", {link("")}, "", false, ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    ParsedEntry entry = entry_titled("T");
    entry.links = c.links;
    entry.id = c.id;
    entry.id_is_permalink = c.permalink;
    EXPECT_EQ(normalized(entry).link, c.expected);
  }
}

TEST(NormalizeLink, IsInTheLanguageOfTheEntry) {
  ParsedEntry entry = entry_titled("T");
  for (const char* language : {"de", "EN-us", "fr"}) {
    ParsedLink& link = entry.links.emplace_back();
    link.href = "https://a.example/" + std::string(language);
    link.hreflang = language;
  }
  const std::pair<const char*, const char*> cases[] = {
      {"", "de"}, {"en", "EN-us"}, {"fr-CA", "fr"}, {"it", "de"}, {"de", "de"}};
  for (const auto& [language, expected] : cases) {
    entry.language = language;
    EXPECT_EQ(normalized(entry).link, "https://a.example/" + std::string(expected)) << language;
  }
}

TEST(NormalizeLink, KeepsTheFragmentsThatTellEntriesOfOnePageApart) {
  struct Case {
    const char* name;
    std::vector<const char*> hrefs;
    std::vector<const char*> expected;
  };
  const Case cases[] = {
      {"alone", {"https://a.example/p#v1"}, {"https://a.example/p"}},
      {"the same place twice",
       {"https://a.example/p#v1", "https://a.example/p#v1"},
       {"https://a.example/p", "https://a.example/p"}},
      {"a page of news",
       {"https://a.example/p#v1", "https://a.example/p#v2"},
       {"https://a.example/p#v1", "https://a.example/p#v2"}},
      {"a page and a comment on it",
       {"https://a.example/p", "https://a.example/p#c7"},
       {"https://a.example/p", "https://a.example/p#c7"}},
      {"pages of their own",
       {"https://a.example/p#top", "https://a.example/q#top"},
       {"https://a.example/p", "https://a.example/q"}},
      {"tracking",
       {"https://a.example/p#xtor=RSS-1", "https://a.example/p#xtor=RSS-2"},
       {"https://a.example/p", "https://a.example/p"}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    ParsedFeed parsed;
    for (const char* href : c.hrefs) {
      parsed.entries.push_back(entry_titled("T"));
      parsed.entries.back().links.emplace_back().href = href;
    }
    const Feed feed = normalize_feed(parsed, context());
    for (std::size_t i = 0; i < c.expected.size(); ++i) EXPECT_EQ(feed.entries.at(i).link, c.expected[i]);
  }
}

TEST(NormalizeId, NamesThePlaceInThePageEvenWhereItIsAlone) {
  ParsedEntry entry = entry_titled("T");
  entry.id.clear();
  entry.links.emplace_back().href = "https://a.example/p#v1";
  EXPECT_EQ(normalized(entry).id, "https://a.example/p#v1");
}

TEST(NormalizeComments, AreWhereAPageOfRepliesIs) {
  ParsedEntry entry = entry_titled("T");
  ParsedLink link;
  link.rel = "replies";
  link.href = "https://a.example/p/comments.atom";
  link.type = "application/atom+xml";
  entry.links = {link};
  EXPECT_EQ(normalized(entry).comments, "");
  link.href = "https://a.example/p#comments";
  link.type = "text/html";
  entry.links.push_back(link);
  EXPECT_EQ(normalized(entry).comments, "https://a.example/p#comments");
  entry.comments = "https://a.example/talk";
  EXPECT_EQ(normalized(entry).comments, "https://a.example/talk");
}

TEST(NormalizeComments, AreNoCountAndNoPhrase) {
  const std::pair<const char*, const char*> cases[] = {
      {"https://a.example/talk about it", "https://a.example/talk%20about%20it"},
      {"/talk", "https://news.example/talk"},
      {"#talk", "https://news.example/feed.xml#talk"},
      {"talk.php?id=4", "https://news.example/talk.php?id=4"},
      {"0", ""},
      {"12", ""},
      {"12 answers", ""},
      {"No answers yet.", ""},
      {"closed", ""},
  };
  for (const auto& [written, expected] : cases) {
    ParsedEntry entry = entry_titled("T");
    entry.comments = written;
    EXPECT_EQ(normalized(entry).comments, expected) << written;
  }
}

TEST(NormalizeId, FallsBackToTheAddressAndThenToTitleAndDate) {
  ParsedEntry entry = entry_titled("T");
  EXPECT_EQ(normalized(entry).id, "urn:x:1");
  entry.id.clear();
  const std::string minted = normalized(entry).id;
  EXPECT_TRUE(minted.starts_with("urn:uuid:"));
  EXPECT_EQ(minted, normalized(entry).id);
  entry.title = text("U");
  EXPECT_NE(minted, normalized(entry).id);
  ParsedLink link;
  link.href = "https://a.example/p";
  entry.links = {link};
  EXPECT_EQ(normalized(entry).id, "https://a.example/p");
}

struct DateCase {
  const char* name;
  std::vector<ParsedDate> dates;
  const char* published;
  DateFrom from;
  DatePrecision precision;
};

TEST(NormalizeDates, AreChosenAndJudged) {
  const DateCase cases[] = {
      {"an instant",
       {{DateRole::Published, "2024-10-24T08:30:00Z"}},
       "2024-10-24T08:30:00Z",
       DateFrom::Published,
       DatePrecision::Instant},
      {"a day stands for its noon",
       {{DateRole::Published, "Thu, 24 Oct 2024 00:00:00 +0000"}},
       "2024-10-24T12:00:00Z",
       DateFrom::Published,
       DatePrecision::Day},
      {"its own midnight is a day",
       {{DateRole::Published, "2024-10-24T00:00:00-07:00"}},
       "2024-10-24T12:00:00Z",
       DateFrom::Published,
       DatePrecision::Day},
      {"a noon that is still ahead",
       {{DateRole::Published, "2024-10-25"}},
       "2024-10-25T09:00:00Z",
       DateFrom::Published,
       DatePrecision::Day},
      {"updated where it is all there is",
       {{DateRole::Updated, "2024-10-20T01:00:00Z"}},
       "2024-10-20T01:00:00Z",
       DateFrom::Updated,
       DatePrecision::Instant},
      {"published before updated",
       {{DateRole::Updated, "2024-10-21T01:00:00Z"}, {DateRole::Published, "2024-10-20T01:00:00Z"}},
       "2024-10-20T01:00:00Z",
       DateFrom::Published,
       DatePrecision::Instant},
      {"dublin core",
       {{DateRole::DublinCore, "2024-10-20T01:00:00Z"}},
       "2024-10-20T01:00:00Z",
       DateFrom::DublinCore,
       DatePrecision::Instant},
      {"none", {}, "2024-10-25T09:00:00Z", DateFrom::FirstSeen, DatePrecision::Instant},
      {"unreadable",
       {{DateRole::Published, "soon"}},
       "2024-10-25T09:00:00Z",
       DateFrom::FirstSeen,
       DatePrecision::Instant},
      {"the future",
       {{DateRole::Published, "2025-10-20T01:00:00Z"}},
       "2024-10-25T09:00:00Z",
       DateFrom::FirstSeen,
       DatePrecision::Instant},
      {"a clock a little ahead",
       {{DateRole::Published, "2024-10-25T20:00:00Z"}},
       "2024-10-25T20:00:00Z",
       DateFrom::Published,
       DatePrecision::Instant},
      {"1970",
       {{DateRole::Published, "1970-01-01T00:00:01Z"}},
       "2024-10-25T09:00:00Z",
       DateFrom::FirstSeen,
       DatePrecision::Instant},
  };
  for (const DateCase& c : cases) {
    SCOPED_TRACE(c.name);
    ParsedEntry parsed = entry_titled("T");
    parsed.dates = c.dates;
    const Entry entry = normalized(parsed);
    EXPECT_EQ(to_rfc3339(entry.published.value()), c.published);
    EXPECT_EQ(entry.date_from, c.from);
    EXPECT_EQ(entry.date_precision, c.precision);
    EXPECT_EQ(entry.published_day.has_value(), c.precision == DatePrecision::Day);
  }
}

TEST(NormalizeDates, WithoutAFirstSeenAnUntrustedDateIsLeftOutWithAWarning) {
  NormalizeContext c = context();
  c.first_seen.reset();
  ParsedEntry parsed = entry_titled("T");
  parsed.dates = {{DateRole::Published, "2999-01-01T00:00:00Z"}};
  const Entry entry = normalized(parsed, c);
  EXPECT_FALSE(entry.published);
  ASSERT_EQ(entry.warnings.size(), 1u);
  EXPECT_EQ(entry.warnings[0], "the date '2999-01-01T00:00:00Z' lies in the future and is not believed");
}

TEST(NormalizeDates, AFutureDateIsTheEventWhereTheSourceSaysSo) {
  NormalizeContext c = context();
  c.future_dates = FutureDates::Event;
  ParsedEntry parsed = entry_titled("Reading");
  parsed.dates = {{DateRole::Published, "2024-12-24T18:00:00Z"}};
  const Entry entry = normalized(parsed, c);
  ASSERT_TRUE(entry.event);
  EXPECT_EQ(to_rfc3339(entry.event->start), "2024-12-24T18:00:00Z");
  EXPECT_EQ(entry.published, c.first_seen);
}

TEST(NormalizeType, ComesFromACategoryThatIsOne) {
  struct Case {
    const char* name;
    std::vector<Category> categories;
    const char* expected;
  };
  const Case cases[] = {
      {"none", {}, "News"},
      {"a known name", {{"webinar", "", ""}}, "Webinar"},
      {"a label", {{"x7", "", "Event"}}, "Event"},
      {"the operator's own", {{"TRAINING", "", ""}}, "Training"},
      {"a topic is no type", {{"Literacy", "", ""}}, "News"},
      {"the first that is one", {{"Literacy", "", ""}, {"Job", "", ""}, {"Event", "", ""}}, "Job"},
  };
  NormalizeContext c = context();
  c.type_names = {"Training"};
  for (const Case& one : cases) {
    SCOPED_TRACE(one.name);
    ParsedEntry parsed = entry_titled("T");
    parsed.categories = one.categories;
    EXPECT_EQ(normalized(parsed, c).type, one.expected);
  }
}

TEST(NormalizeTexts, AreSanitizedAndExcerpted) {
  ParsedEntry parsed = entry_titled("T");
  parsed.summary = text("<p>Read <a href='/more'>more</a><script>alert(1)</script></p>");
  const Entry entry = normalized(parsed);
  EXPECT_EQ(entry.summary.html().find("script"), std::string::npos);
  EXPECT_NE(entry.summary.html().find("https://news.example/more"), std::string::npos);
  EXPECT_EQ(entry.excerpt, "Read more");
}

TEST(NormalizeTexts, APlaceInTheTextIsOneOfItsPage) {
  ParsedEntry parsed = entry_titled("T");
  parsed.content = text("<a href='#fn1'>1</a> <a href='more#fn1'>2</a>");
  const auto html = [](std::string first) {
    return "<a href=\"" + std::move(first) + "\" rel=\"noopener nofollow\">1</a> " +
           "<a href=\"https://news.example/more#fn1\" rel=\"noopener nofollow\">2</a>";
  };
  EXPECT_EQ(normalized(parsed).content.html(), html("https://news.example/feed.xml#fn1"));
  parsed.links.emplace_back().href = "/2024/walk?utm_source=rss#comments";
  EXPECT_EQ(normalized(parsed).content.html(), html("https://news.example/2024/walk#fn1"));
}

TEST(NormalizeTexts, PlainTextIsEscapedNotRead) {
  ParsedEntry parsed = entry_titled("T");
  parsed.content = text("1 < 2 & <script>", Markup::Plain);
  EXPECT_EQ(normalized(parsed).content.html(), "1 &lt; 2 &amp; &lt;script&gt;");
}

TEST(NormalizeTexts, TheExcerptComesFromTheContentWhereThereIsNoSummary) {
  ParsedEntry parsed = entry_titled("T");
  parsed.content = text("<p>Whole text</p>", Markup::Html);
  EXPECT_EQ(normalized(parsed).excerpt, "Whole text");
}

TEST(NormalizeTexts, TheExcerptHasNoTagsButThoseThatAreShown) {
  struct Case {
    const char* value;
    Markup markup;
    const char* excerpt;
  };
  const Case cases[] = {
      {"&lt;p&gt;Escaped &lt;b&gt;twice&lt;/b&gt;&lt;/p&gt;", Markup::Html, "Escaped twice"},
      {"<p>Not html</p>", Markup::Plain, "Not html"},
      {"<p>Write &lt;script&gt; tags carefully</p>", Markup::Html, "Write <script> tags carefully"},
      {"<p>The &lt;b&gt;bold&lt;/b&gt; tag</p>", Markup::Html, "The <b>bold</b> tag"},
      {"Jane &lt;jane@example.org&gt; knows", Markup::Html, "Jane <jane@example.org> knows"},
      {"p<q for all primes. Jane <jane@example.org>", Markup::Plain, "p<q for all primes. Jane <jane@example.org>"},
      {"Contact <info@example.org> or call", Markup::Guess, "Contact <info@example.org> or call"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.value);
    ParsedEntry summarized = entry_titled("T"), whole = entry_titled("T");
    summarized.summary = whole.content = text(c.value, c.markup);
    EXPECT_EQ(normalized(summarized).excerpt, c.excerpt);
    EXPECT_EQ(normalized(whole).excerpt, c.excerpt);
  }
}

TEST(NormalizeMedia, TheImageKeepsItsCreditAndLicence) {
  ParsedMedia media;
  media.url = "/img/a.jpg";
  media.medium = "image";
  media.credit = {"jenlen"};
  media.license = "CC BY-NC-ND 2.0";
  ParsedEntry parsed = entry_titled("T");
  parsed.media = {media};
  const Entry entry = normalized(parsed);
  ASSERT_TRUE(entry.image);
  EXPECT_EQ(*entry.image, (Image{"https://news.example/img/a.jpg", "", {"jenlen"}, "CC BY-NC-ND 2.0"}));
}

TEST(NormalizeMedia, TheImageIsWhatIllustratesTheEntryBest) {
  const auto picture = [](const char* url, std::optional<std::uint64_t> width = {}, bool is_default = false) {
    ParsedMedia media;
    media.url = url;
    media.medium = "image";
    media.width = width;
    media.is_default = is_default;
    return media;
  };
  const auto thumbnail = [&](const char* url, std::optional<std::uint64_t> width) {
    ParsedMedia media = picture(url, width);
    media.thumbnail = true;
    return media;
  };
  struct Case {
    const char* name;
    std::vector<ParsedMedia> media;
    const char* expected;
  };
  const Case cases[] = {
      {"the first", {picture("/1.jpg"), picture("/2.jpg")}, "/1.jpg"},
      {"the first that is not small",
       {picture("/1.jpg", 140), picture("/2.jpg", 460), picture("/3.jpg", 700)},
       "/2.jpg"},
      {"the widest of small ones", {picture("/1.jpg", 75), picture("/2.jpg", 150), picture("/3.jpg", 75)}, "/2.jpg"},
      {"the default", {picture("/1.jpg", 800), picture("/2.jpg", 600, true)}, "/2.jpg"},
      {"no thumbnail", {thumbnail("/1.jpg", 640), picture("/2.jpg", 100)}, "/2.jpg"},
      {"a thumbnail where there is nothing else", {thumbnail("/1.jpg", 75), thumbnail("/2.jpg", 750)}, "/2.jpg"},
      {"no portrait", {picture("https://1.gravatar.com/avatar/a?s=96"), picture("/2.jpg")}, "/2.jpg"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    ParsedEntry parsed = entry_titled("T");
    parsed.media = c.media;
    const Entry entry = normalized(parsed);
    ASSERT_TRUE(entry.image);
    EXPECT_EQ(entry.image->url, std::string("https://news.example") + c.expected);
  }
}

TEST(NormalizeMedia, AnImageIsKnownByItsTypeElseByItsName) {
  struct Case {
    const char* url;
    const char* type;
    bool expected;
  };
  const Case cases[] = {
      {"/a", "image/jpeg", true},
      {"/a", "image", true},
      {"/a.JPG?w=700", "", true},
      {"/a.jpg", "jpg", true},
      {"/a.jpg", "application/octet-stream", true},
      {"/a.mp3", "application/octet-stream", false},
      {"/a.jpg", "text/html", false},
      {"/a", "", false},
  };
  for (const Case& c : cases) {
    ParsedMedia media;
    media.url = c.url;
    media.type = c.type;
    ParsedEntry parsed = entry_titled("T");
    parsed.media = {media};
    EXPECT_EQ(normalized(parsed).image.has_value(), c.expected) << c.url << ' ' << c.type;
  }
}

TEST(NormalizeMedia, WhatIsSaidTwiceIsJoined) {
  ParsedMedia enclosure, media;
  enclosure.url = media.url = "/a.jpg";
  enclosure.type = "image/jpeg";
  media.medium = "image";
  media.length = "5";
  media.credit = {"Jen Len"};
  media.license = "CC0-1.0";
  media.description = "A reading room";
  ParsedEntry parsed = entry_titled("T");
  parsed.media = {enclosure, media};
  const Entry entry = normalized(parsed);
  ASSERT_TRUE(entry.image);
  EXPECT_EQ(*entry.image, (Image{"https://news.example/a.jpg", "A reading room", {"Jen Len"}, "CC0-1.0"}));
  EXPECT_EQ(entry.enclosures, (std::vector<Enclosure>{{"https://news.example/a.jpg", "image/jpeg", "5"}}));
}

TEST(NormalizeMedia, WhatIsSaidOfAFilmDescribesNoStill) {
  ParsedMedia film, still;
  film.url = "/a.mp4";
  film.type = "video/mp4";
  still.url = "/a.jpg";
  still.thumbnail = true;
  film.title = still.title = "A walk";
  film.description = still.description = "We walk. 0:00 Start, 1:00 End";
  ParsedEntry parsed = entry_titled("T");
  parsed.media = {film, still};
  EXPECT_EQ(normalized(parsed).image.value().alt, "A walk");
  parsed.media[1].description = "A gate";
  EXPECT_EQ(normalized(parsed).image.value().alt, "A gate");
}

TEST(NormalizePeople, AddressesAreRelativeToWhereTheyStand) {
  ParsedEntry parsed = entry_titled("T");
  parsed.authors = {{{"Mira", "", "me"}, "https://b.example/d/"}, {{"Jo", "", "jo"}, ""}};
  EXPECT_EQ(normalized(parsed).authors,
            (std::vector<Person>{{"Mira", "", "https://b.example/d/me"}, {"Jo", "", "https://news.example/jo"}}));
}

TEST(NormalizeMedia, APictureOfTheEntryOrItsAuthorIsNoEnclosure) {
  ParsedMedia picture, sound, portrait;
  portrait.url = "https://1.gravatar.com/avatar/a?s=96";
  portrait.medium = "image";
  picture.url = "/cover.jpg";
  picture.medium = "image";
  picture.picture = true;
  sound.url = "/1.mp3";
  sound.enclosure = true;
  ParsedEntry parsed = entry_titled("T");
  parsed.media = {portrait, picture, sound};
  const Entry entry = normalized(parsed);
  EXPECT_EQ(entry.enclosures, (std::vector<Enclosure>{{"https://news.example/1.mp3", "", ""}}));
  ASSERT_TRUE(entry.image);
  EXPECT_EQ(entry.image->url, "https://news.example/cover.jpg");
}

TEST(NormalizeMedia, TheLengthIsANumberWhereItWasMeantAsOne) {
  const std::pair<const char*, const char*> cases[] = {
      {"62447386", "62447386"}, {" 62,447,386 ", "62447386"}, {"1,5", "1,5"}, {"12.5 MB", "12.5 MB"}, {"", ""}};
  for (const auto& [written, expected] : cases) {
    ParsedMedia sound;
    sound.url = "/1.mp3";
    sound.length = written;
    ParsedEntry parsed = entry_titled("T");
    parsed.media = {sound};
    EXPECT_EQ(normalized(parsed).enclosures.at(0).length, expected) << written;
  }
}

TEST(NormalizeLanguage, IsDeclaredInheritedOrDetected) {
  ParsedEntry parsed = entry_titled("T");
  parsed.language = "EN_us";
  EXPECT_EQ(normalized(parsed).language, "en-US");
  parsed.language = "de-DE, en-US";
  EXPECT_EQ(normalized(parsed).language, "de-DE");
  parsed.language = "und";
  EXPECT_EQ(normalized(parsed).language, "");
  parsed.language.clear();
  NormalizeContext c = context();
  c.default_language = "fr";
  EXPECT_EQ(normalized(parsed, c).language, "fr");
  parsed.title = text("Die Bibliothek lädt alle Bürgerinnen und Bürger herzlich zu einer Lesung am Abend ein");
  EXPECT_EQ(normalized(parsed).language, "de");
}

TEST(NormalizeHead, KeepsWhatTheFeedSaysOfItself) {
  ParsedFeed parsed;
  parsed.head.title = text("News &amp; notes");
  ParsedLink site, hub, self;
  site.href = "https://news.example/";
  hub.href = "https://hub.example/";
  hub.rel = "hub";
  self.href = "/feed.xml";
  self.rel = "self";
  parsed.head.links = {site, hub, self};
  parsed.head.ttl = " 60 ";
  parsed.head.update_base = "2000-01-01T12:00+00:00";
  parsed.head.skip_hours = {"0", "23"};
  parsed.head.skip_days = {" Sunday "};
  const FeedHead head = normalize_feed(parsed, context()).head;
  EXPECT_EQ(head.title, "News & notes");
  EXPECT_EQ(head.link, "https://news.example/");
  EXPECT_EQ(head.self, "https://news.example/feed.xml");
  EXPECT_EQ(head.hubs, std::vector<std::string>{"https://hub.example/"});
  EXPECT_EQ(head.ttl_minutes, 60);
  EXPECT_EQ(head.update_base, Timestamp(std::chrono::seconds{946'728'000}));
  EXPECT_EQ(head.skip_hours, (std::vector<std::string>{"0", "23"}));
  EXPECT_EQ(head.skip_days, std::vector<std::string>{"Sunday"});
}

TEST(NormalizeHead, LinksToThePageAndNotToTheFeed) {
  ParsedFeed parsed;
  ParsedLink feed, site;
  feed.href = "https://news.example/feed";
  feed.type = "application/rss+xml";
  parsed.head.links = {feed};
  EXPECT_EQ(normalize_feed(parsed, context()).head.link, "https://news.example/feed");
  site.href = "https://news.example/";
  site.rel = "http://www.iana.org/assignments/relation/alternate";
  site.type = "text/html";
  parsed.head.links = {feed, site};
  EXPECT_EQ(normalize_feed(parsed, context()).head.link, "https://news.example/");
}

TEST(NormalizeFeed, TakesAnAbsurdTtlForALongOne) {
  ParsedFeed parsed;
  parsed.head.ttl = "4294967300";
  EXPECT_EQ(normalize_feed(parsed, context()).head.ttl_minutes, 1'000'000);
}

TEST(NormalizeFeed, HandsOnWhatEntriesCanRepeat) {
  ParsedFeed parsed;
  parsed.entries = {entry_titled("a")};
  parsed.head.rights = text("CC0", Markup::Plain);
  parsed.head.authors = {{"A", "", ""}, {"B", "", ""}};
  Feed feed = normalize_feed(parsed, context());
  EXPECT_EQ(feed.entries[0].authors, feed.head.authors);
  EXPECT_EQ(feed.entries[0].rights, "CC0");

  // A thousand names of two kilobytes, in ten thousand entries, are twenty gigabytes.
  for (int i = 0; i < 1000; ++i) parsed.head.authors.push_back({std::to_string(i) + std::string(2000, 'n'), "", ""});
  parsed.head.rights.value = std::string(4000, 'r');
  feed = normalize_feed(parsed, context());
  EXPECT_EQ(feed.head.authors.size(), 1002u);
  EXPECT_EQ(feed.entries[0].authors.size(), 2u);
  EXPECT_EQ(feed.entries[0].rights, "");
}

TEST(NormalizeFeed, PublishesNoControls) {
  ParsedFeed parsed;
  ParsedEntry entry = entry_titled("a");
  entry.id = "tag:\x7Fx\u0085";
  entry.links = {{"/x", "re\u0085lated", "text/\x01html", "", "e\x7Fn", "1\x1F", ""}};
  entry.categories = {{"t", "s\x7F", ""}};
  entry.dates = {{DateRole::Published, "2024-10-24\x7F"}};
  entry.issues = {{"the prefix '\x1B' is not declared", 0}};
  parsed.entries = {entry};
  parsed.withdrawn = {{"tag:\x7Fx\u0085", std::nullopt}, {"\x7F", std::nullopt}};
  const Feed feed = normalize_feed(parsed, context());
  EXPECT_EQ(feed.entries[0].id, "tag:x");
  EXPECT_EQ(feed.entries[0].links[0], (Link{"re lated", "https://news.example/x", "text/html", "", "en", "1"}));
  EXPECT_EQ(feed.entries[0].categories[0].scheme, "s");
  EXPECT_EQ(feed.entries[0].date_text.find('\x7F'), std::string::npos);
  EXPECT_NE(
      std::find(feed.entries[0].warnings.begin(), feed.entries[0].warnings.end(), "the prefix '' is not declared"),
      feed.entries[0].warnings.end());
  ASSERT_EQ(feed.withdrawn.size(), 1u);
  EXPECT_EQ(feed.withdrawn[0].id, feed.entries[0].id);
}

TEST(NormalizeLinks, AreNotMostlyTheirBase) {
  NormalizeContext c = context();
  c.base = parse_url("https://news.example/" + std::string(5000, 'b') + "/feed").value();
  ParsedEntry entry = entry_titled("a");
  entry.links = {{"x", "related", "", "", "", "", ""}, {"/y", "related", "", "", "", "", ""}};
  const Entry normal = normalized(entry, c);
  ASSERT_EQ(normal.links.size(), 1u);
  EXPECT_EQ(normal.links[0].href, "https://news.example/y");
}

// A base repeated in each of many links: eleven bytes that become three hundred.
TEST(NormalizeContent, DoesNotGrowBeyondReason) {
  ParsedEntry entry = entry_titled("a");
  std::string links;
  for (int i = 0; i < 5000; ++i) links += "<a href=x>";
  entry.content = text(links, Markup::Html);
  entry.content.base = "https://news.example/" + std::string(220, 'b') + "/";
  EXPECT_LE(normalized(entry).content.html().size(), 8 * links.size() + 2048);
  entry.content = text(links.substr(0, 100), Markup::Html);
  EXPECT_EQ(normalized(entry).content.html().size(),
            10 * std::string(R"(<a href="https://news.example/x" rel="noopener nofollow"></a>)").size());
}

}  // namespace
}  // namespace commonplace
