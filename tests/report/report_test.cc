// What is found wrong with documents, each cut down to one mistake.

#include "commonplace/report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>

#include "report/rules.h"

namespace commonplace::report {
namespace {

const Timestamp kNow = std::chrono::sys_days{std::chrono::year{2024} / 11 / 2};

FeedReport report_of(std::string_view bytes, std::string_view content_type = {}) {
  NormalizeContext context;
  context.base = parse_url("https://riverside.example/feed").value();
  context.now = kNow;
  return report_on(bytes, content_type, context);
}

// "entry-without-date@3,5; odd-date@7": rules with their lines.
std::string found_in(std::string_view bytes, std::string_view content_type = {}) {
  std::string text;
  for (const Finding& finding : report_of(bytes, content_type).findings) {
    text += (text.empty() ? "" : "; ") + finding.rule;
    for (std::size_t i = 0; i < finding.lines.size(); ++i) {
      text += (i == 0 ? "@" : ",") + std::to_string(finding.lines[i]);
    }
  }
  return text;
}

const Finding* find(const FeedReport& report, std::string_view rule) {
  const auto found = std::ranges::find(report.findings, rule, &Finding::rule);
  return found == report.findings.end() ? nullptr : &*found;
}

// Healthy but for what a test puts in its place. The head is on line 1, each item on a line of its own.
constexpr std::string_view kGoodHead =
    "<title>Riverside</title><link>https://riverside.example/</link><description>d</description>"
    "<language>en</language>";

std::string rss(std::string_view items, std::string_view head = kGoodHead, std::string_view root = "") {
  return "<rss version='2.0'" + std::string(root) + "><channel>" + std::string(head) + "\n" + std::string(items) +
         "</channel></rss>";
}
std::string item(std::string_view fields) { return "<item>" + std::string(fields) + "</item>\n"; }

constexpr std::string_view kTitle = "<title>Story time</title>";
constexpr std::string_view kLink = "<link>https://riverside.example/1</link>";
constexpr std::string_view kGuid = "<guid>https://riverside.example/1</guid>";
constexpr std::string_view kDate = "<pubDate>Thu, 24 Oct 2024 12:30:00 +0000</pubDate>";

std::string with(std::initializer_list<std::string_view> fields) {
  std::string all;
  for (const std::string_view field : fields) all += field;
  return rss(item(all));
}

TEST(ReportOn, FindsNothingInAHealthyFeed) {
  const FeedReport report = report_of(with({kTitle, kLink, kGuid, kDate}), "application/rss+xml; charset=utf-8");
  EXPECT_TRUE(report.readable);
  EXPECT_EQ(report.format, "RSS 2.0");
  EXPECT_EQ(report.title, "Riverside");
  EXPECT_EQ(report.entries, 1u);
  ASSERT_TRUE(report.newest);
  EXPECT_EQ(to_rfc3339(*report.newest), "2024-10-24T12:30:00Z");
  EXPECT_TRUE(report.findings.empty()) << found_in(with({kTitle, kLink, kGuid, kDate}));
}

struct Case {
  const char* name;
  std::string document;
  const char* found;
};

void expect(std::initializer_list<Case> cases) {
  for (const Case& c : cases) EXPECT_EQ(found_in(c.document), c.found) << c.name << "\n" << c.document;
}

TEST(ReportOn, JudgesTheDocument) {
  const std::string good = item(std::string(kTitle) + std::string(kLink) + std::string(kGuid) + std::string(kDate));
  expect({
      {"a bare ampersand",
       rss("<!-- -->\n" + item("<title>A & B</title>" + std::string(kLink) + std::string(kGuid) + std::string(kDate))),
       "not-well-formed@3"},
      {"an undeclared prefix", with({kTitle, kLink, kGuid, kDate, "\n<dc:creator>A</dc:creator>"}),
       "undeclared-prefix@3"},
      {"a misspelled namespace", rss(good, kGoodHead, "\n xmlns:dc='http://purl.org/dc/elements/1.1'"),
       "wrong-namespace@2"},
      {"a namespace as it should be", rss(good, kGoodHead, " xmlns:dc='http://purl.org/dc/elements/1.1/'"), ""},
      {"a known prefix of an unknown namespace", rss(good, kGoodHead, " xmlns:media='http://example.org/x'"),
       "wrong-namespace@1"},
      {"a namespace of their own", rss(good, kGoodHead, " xmlns:own='http://example.org/x'"), ""},
      {"no channel", "<rss version='2.0'>" + std::string(kGoodHead) + good + "</rss>", "structure"},
      {"an early version", "<rss version='0.91'><channel>" + std::string(kGoodHead) + good + "</channel></rss>",
       "old-format@1"},
      {"no entries", rss(""), "no-entries@1"},
      {"a head without anything", rss(good, ""),
       "feed-without-title@1; feed-without-link@1; feed-without-description@1; feed-without-language@1"},
      {"not UTF-8 although declared", "<?xml version='1.0' encoding='utf-8'?>\n" + rss(good) + "\n<!-- \xE9\xE8 -->",
       "encoding@1; encoding@1"},
      {"a label that is not true",
       "<?xml version='1.0'\n encoding='iso-8859-1'?>" +
           rss(item("<title>\u00e9</title>" + std::string(kLink) + std::string(kGuid) + std::string(kDate))),
       "encoding@2"},
      {"lines of what stands after a warning",
       "Warning: something\nfailed\n" + rss(item(std::string(kTitle) + std::string(kLink) + std::string(kGuid))),
       "not-well-formed@1; entry-without-date@4"},
  });
}

TEST(ReportOn, JudgesIds) {
  expect({
      {"none", with({kTitle, kLink, kDate}), "entry-without-id@2"},
      {"blank", with({kTitle, kLink, kDate, "<guid> </guid>"}), "entry-without-id@2"},
      {"no address", with({kTitle, kLink, kDate, "<guid>a1</guid>"}), "id-is-no-address@2"},
      {"no address, and says so", with({kTitle, kLink, kDate, "<guid isPermaLink='false'>a1</guid>"}), ""},
      {"a URN", with({kTitle, kLink, kDate, "<guid>urn:uuid:1</guid>"}), ""},
      {"the same twice",
       rss(item(std::string(kTitle) + std::string(kLink) + std::string(kGuid) + std::string(kDate)) +
           item(std::string(kTitle) + std::string(kLink) + "\n" + std::string(kGuid) + std::string(kDate))),
       "duplicate-id@3"},
  });
}

TEST(ReportOn, JudgesDates) {
  const auto dated = [](std::string_view date) {
    return with({kTitle, kLink, kGuid, "\n<pubDate>", date, "</pubDate>"});
  };
  expect({
      {"none", with({kTitle, kLink, kGuid}), "entry-without-date@2"},
      {"not a date", dated("next Friday"), "unreadable-date@3"},
      {"before 1990", dated("Thu, 01 Jan 1970 00:00:00 GMT"), "date-before-1990@3"},
      {"in the future", dated("Thu, 24 Oct 2030 12:30:00 GMT"), "date-in-the-future@3"},
      {"without a zone", dated("2024-10-24T12:30:00"), "date-without-zone@3"},
  });
  const FeedReport report = report_of(dated("next Friday"));
  const Finding* const finding = find(report, "unreadable-date");
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->examples, std::vector<std::string>{"next Friday"});
}

TEST(ReportOn, QuotesNothingThatTurnsATerminal) {
  const FeedReport report =
      report_of(with({kTitle, kLink, kGuid, "<pubDate>a\u009b31m\u202e</pubDate>", "<x\u202e:y>a</x\u202e:y>"}));
  const Finding* const finding = find(report, "unreadable-date");
  ASSERT_TRUE(finding);
  for (const Finding& any : report.findings) EXPECT_EQ(any.what.find("\u009b"), std::string::npos);
  EXPECT_EQ(finding->examples[0].find("\u009b"), std::string::npos);
}

TEST(ReportOn, JudgesTitlesAndLinks) {
  expect({
      {"no title", with({kLink, kGuid, kDate, "<description>Come in.</description>"}), "entry-without-title@2"},
      {"escaped twice", with({kLink, kGuid, kDate, "<title>A &amp;amp; B</title>"}), "title-escaped-twice@2"},
      {"escaped once", with({kLink, kGuid, kDate, "<title>A &amp; B</title>"}), ""},
      {"tags", with({kLink, kGuid, kDate, "<title>&lt;b>A&lt;/b></title>"}), "title-escaped-twice@2"},
      {"no link", with({kTitle, kDate, "<guid isPermaLink='false'>a</guid>"}), "entry-without-link@2"},
      {"the guid is the link", with({kTitle, kDate, kGuid}), ""},
      {"relative", with({kTitle, kDate, kGuid, "<link>/1.html</link>"}), "relative-link@2"},
      {"relative with a base",
       rss(item(std::string(kTitle) + std::string(kDate) + std::string(kGuid) + "<link>/1.html</link>"), kGoodHead,
           " xml:base='https://riverside.example/'"),
       ""},
  });
}

TEST(ReportOn, KnowsARelationByItsRegisteredAddress) {
  const std::string link = "<link rel='http://www.iana.org/assignments/relation/alternate' href='https://a.example/'/>";
  const FeedReport report = report_of("<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title>" + link +
                                      "<entry><id>urn:a</id><title>t</title>" + link + "</entry></feed>");
  EXPECT_FALSE(find(report, "feed-without-link"));
  EXPECT_FALSE(find(report, "entry-without-link"));
}

// Posts without titles are what RSS 2.0 and JSON Feed allow.
TEST(ReportOn, DoesNotInsistOnTitles) {
  const FeedReport report = report_of(with({kLink, kGuid, kDate, "<description>Come in.</description>"}));
  const Finding* const finding = find(report, "entry-without-title");
  ASSERT_TRUE(finding);
  EXPECT_FALSE(finding->serious);
}

// A file's own address says nothing of the publisher's site.
TEST(ReportOn, JudgesLinksByWhatIsWrittenWhereverTheDocumentLies) {
  NormalizeContext context;
  context.base = parse_url("file:///").value();
  context.now = kNow;
  const std::string head = "<title>Riverside</title><link>/</link><description>d</description><language>en</language>";
  const std::string fields =
      std::string(kTitle) + std::string(kDate) + "<link>/1</link>" + "<guid isPermaLink='false'>1</guid>";
  const FeedReport report = report_on(rss(item(fields), head), {}, context);
  ASSERT_EQ(report.findings.size(), 2u);
  EXPECT_EQ(report.findings[0].what, "The link to the feed's site is relative: '/'");
  EXPECT_EQ(report.findings[1].rule, "relative-link");
}

TEST(ReportOn, JudgesTexts) {
  const auto described = [](std::string_view html) {
    return with({kTitle, kLink, kGuid, kDate, "\n<description><![CDATA[", html, "]]></description>"});
  };
  expect({
      {"nothing to say against", described("<p>Come <a href='https://a.example/'>in</a>.</p>"), ""},
      {"a relative picture", described("<img src='/a.png' alt=a>"), "relative-address-in-text@3"},
      {"a place in the text", described("<a href='#n1'>1</a>"), ""},
      {"a script", described("<p>a</p><script>x()</script>"), "script-in-text@3"},
      {"a style", described("<style>p{}</style><p>a</p>"), "script-in-text@3"},
      {"a frame", described("<iframe src='https://a.example/'></iframe>"), "frame-in-text@3"},
      {"a picture over http", described("<img src='http://a.example/a.png' alt=a>"), "image-over-http@3"},
      {"a pixel", described("<img src='https://a.example/a.gif' width=1 height='1'>"), "tracking-pixel@3"},
      {"a medium over http",
       with({kTitle, kLink, kGuid, kDate, "<enclosure url='http://a.example/a.png' type='image/png' length='1'/>"}),
       "image-over-http@2"},
      {"prose about tags is no markup", with({kTitle, kLink, kGuid, kDate, "<description>a</description>"}), ""},
  });
}

TEST(ReportOn, FindsTextsCutWithoutMark) {
  const std::string start =
      "The library at the river opens its new reading room for everybody who likes to come and "
      "read together in the";
  const auto entry = [](int number, const std::string& text) {
    const std::string url = "https://riverside.example/" + std::to_string(number);
    return item(std::string(kTitle) + "<link>" + url + "</link><guid>" + url + "</guid>" + std::string(kDate) +
                "<description>" + text + "</description>");
  };
  expect({
      {"several at one length", rss(entry(1, start) + entry(2, start)), "text-cut-without-mark@2,3"},
      {"one alone may be a list of places", rss(entry(1, start)), ""},
      {"marked", rss(entry(1, start + " …") + entry(2, start + " …")), ""},
      {"whole sentences", rss(entry(1, start + " evening.") + entry(2, start + " evening.")), ""},
      {"short", rss(entry(1, "Main hall") + entry(2, "Main hall")), ""},
  });
}

TEST(ReportOn, JudgesAtomByItsOwnRules) {
  const std::string xmlns = "<feed xmlns='http://www.w3.org/2005/Atom'";
  const std::string head =
      " xml:lang='en'><title>R</title><id>urn:r</id><updated>2024-10-24T12:30:00Z</updated>"
      "<link href='https://riverside.example/'/><link rel='self' href='https://riverside.example/feed'/>";
  const std::string entry =
      "\n<entry><title>a</title><id>urn:1</id><link href='https://riverside.example/1'/>"
      "<updated>2024-10-24T12:30:00Z</updated></entry></feed>";
  expect({
      {"healthy", xmlns + head + "<author><name>A</name></author>" + entry, ""},
      {"no author", xmlns + head + entry, "entry-without-author@2"},
      {"a head without anything", xmlns + "><author><name>A</name></author>" + entry,
       "feed-without-title@1; feed-without-link@1; feed-without-id@1; feed-without-updated@1; feed-without-self@1; "
       "feed-without-language@1"},
      {"only published",
       xmlns + head +
           "<author><name>A</name></author>\n<entry><title>a</title><id>urn:1</id>"
           "<link href='https://riverside.example/1'/><published>2024-10-24T12:30:00Z</published></entry></feed>",
       "entry-without-updated@2"},
  });
}

TEST(ReportOn, KnowsTheLinesOfJsonToo) {
  EXPECT_EQ(found_in("{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"R\", \"language\": \"en\",\n"
                     "\"home_page_url\": \"https://riverside.example/\", \"items\": [\n"
                     "{\"id\": \"1\", \"url\": \"https://riverside.example/1\", \"title\": \"a\",\n"
                     " \"content_text\": \"[{ x\", \"date_published\": \"2024-10-24T12:30:00Z\"},\n"
                     "{\"id\": \"2\", \"url\": \"https://riverside.example/2\", \"title\": \"a\"}]}"),
            "entry-without-date@5");
}

TEST(ReportOn, TellsEachKindOfMistakeOnce) {
  std::string items;
  for (int i = 0; i < 20; ++i) {
    const std::string url = "https://riverside.example/" + std::to_string(i);
    items += item(std::string(kTitle) + "<link>" + url + "</link><guid>" + url + "</guid>" +
                  (i % 2 == 0 ? std::string(kDate) : std::string()));
  }
  const FeedReport report = report_of(rss(items));
  ASSERT_EQ(report.findings.size(), 1u);
  EXPECT_EQ(report.findings[0].what, "10 of 20 entries have no date");
  EXPECT_EQ(report.findings[0].count, 10u);
  EXPECT_EQ(report.findings[0].lines, (std::vector<std::uint32_t>{3, 5, 7, 9, 11, 13, 15, 17, 19, 21}));
  EXPECT_NE(report.findings[0].advice.find("<pubDate>"), std::string::npos);
}

TEST(ReportOn, SaysWhatStandsInPlaceOfAFeed) {
  for (const std::string_view document : {"", "<!doctype html><title>Login</title>", "{}", "\x89PNG"}) {
    const FeedReport report = report_of(document);
    EXPECT_FALSE(report.readable) << document;
    ASSERT_EQ(report.findings.size(), 1u) << document;
    EXPECT_EQ(report.findings[0].rule, "not-a-feed") << document;
  }
}

TEST(ReportOn, LooksAtHowTheFeedIsServed) {
  const std::string good = with({kTitle, kLink, kGuid, kDate});
  EXPECT_EQ(found_in(good, "text/html"), "media-type");
  EXPECT_EQ(found_in(good, "application/xml"), "");
  const std::string large = with({kTitle, kLink, kGuid, kDate, "<!--", std::string(2 << 20, ' '), "-->"});
  EXPECT_EQ(found_in(large), "too-large");
}

TEST(Rules, HaveWordsForEveryFormat) {
  for (std::size_t i = 0; i < kRules; ++i) {
    const RuleText& rule = text_of(static_cast<Rule>(i));
    EXPECT_FALSE(rule.name.empty()) << i;
    EXPECT_FALSE(rule.one.empty()) << rule.name;
    EXPECT_FALSE(rule.effect.empty()) << rule.name;
    EXPECT_EQ(rule.many.empty(), static_cast<Rule>(i) < Rule::NoId) << rule.name;
    for (const FeedFormat format : {FeedFormat::Rss, FeedFormat::Rdf, FeedFormat::Atom, FeedFormat::Json}) {
      EXPECT_FALSE(advice_for(rule, format).empty()) << rule.name;
    }
  }
}

}  // namespace
}  // namespace commonplace::report
