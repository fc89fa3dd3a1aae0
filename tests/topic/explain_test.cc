#include "topic/explain.h"

#include <gtest/gtest.h>

#include <array>

#include "commonplace/topic.h"
#include "topic/any_query.h"
#include "topic/query.h"

namespace commonplace::topic {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

Entry article() {
  Entry entry;
  entry.source = "webjunction";
  entry.title = "Partners for early literacy";
  entry.language = "en";
  entry.type = "News";
  entry.link = "https://www.webjunction.org/news/1.html";
  entry.excerpt = "Libraries work together";
  entry.summary = SafeHtml::trust_stored("<p>A <b>summary</b> of sports</p>");
  entry.content = SafeHtml::trust_stored(
      "<p>The volunteers of every county and of the whole state who have ever come together met in a library.</p>");
  entry.categories = {{"digital-literacy", "", "Digital literacy"}};
  entry.authors = {{"Zoë Çelik", "", ""}};
  entry.published = std::chrono::sys_days(2024y / 10 / 24) + 15h;
  return entry;
}

Lines explained(std::string_view query, const Entry& entry = article()) {
  const std::array<std::string, 1> tags = {"partners"};
  const auto tree = parse_query(query);
  EXPECT_TRUE(tree) << query;
  if (!tree) return {};
  const Verdict verdict = explain(*tree, entry, tags);
  EXPECT_EQ(verdict.matches, Query::compile(query)->matches(entry, tags)) << query;
  Lines lines = {verdict.matches ? "in" : "out"};
  for (const Reason& reason : verdict.reasons) lines.push_back(in_words(reason));
  return lines;
}

TEST(Explain, SaysWhatMatchedWhereOrWhatFailed) {
  const struct {
    std::string_view query;
    Lines lines;
  } cases[] = {
      {"", {"in"}},
      {"partner", {"in", "partner in the title: Partners"}},
      {"library", {"in", "library in the excerpt: Libraries"}},
      {"summaries", {"in", "summaries in the summary: summary"}},
      {"volunteer*", {"in", "volunteer* in the content: volunteers"}},
      {"category:literacy", {"in", "category:literacy in the category: literacy"}},
      {"celik", {"in", "celik in the author: Çelik"}},
      {"\"early literacy\"", {"in", "\"early literacy\" in the title: early literacy"}},
      {"=\"early literacy\"", {"in", "=\"early literacy\" in the title: early literacy"}},
      {"title:NEAR/2(literacy partner)", {"out", "title:NEAR/2(literacy partner) is not there"}},
      {"title:NEAR/3(literacy partner)",
       {"in", "title:NEAR/3(literacy partner) in the title: Partners for early literacy"}},
      {"NEAR/30(volunteer library)",
       {"in",
        "NEAR/30(volunteer library) in the content: volunteers of every county and…come together met in a library"}},
      {"partner library", {"in", "partner in the title: Partners", "library in the excerpt: Libraries"}},
      {"partner -kitchen", {"in", "partner in the title: Partners"}},
      {"-kitchen", {"in", "-kitchen is not there"}},
      {"kitchen OR partner OR library", {"in", "partner in the title: Partners", "library in the excerpt: Libraries"}},
      {"kitchen", {"out", "kitchen is not there"}},
      {"kitchen OR garden", {"out", "kitchen is not there", "garden is not there"}},
      {"partner (kitchen OR garden)", {"out", "kitchen is not there", "garden is not there"}},
      {"(kitchen OR garden) partner cook", {"out", "cook is not there"}},
      {"partner -sports", {"out", "-sports in the summary: sports"}},
      {"-(sports OR kitchen)", {"out", "-sports in the summary: sports"}},
      {"-(sports kitchen)", {"in", "-kitchen is not there"}},
      {"type:news", {"in", "type:news: its type is News"}},
      {"type:\"Press release\"", {"out", "type:\"Press release\": its type is News"}},
      {"type:(Webinar OR Event)", {"out", "type:Webinar: its type is News", "type:Event: its type is News"}},
      {"-type:N*", {"out", "-type:N*: its type is News"}},
      {"source:county", {"out", "source:county: its source is webjunction"}},
      {"lang:fr", {"out", "lang:fr: its language is en"}},
      {"url:example.org", {"out", "url:example.org: its link is https://www.webjunction.org/news/1.html"}},
      {"tag:partners", {"in", "tag:partners: its source has this tag"}},
      {"tag:local", {"out", "tag:local: its source has no such tag"}},
      {"event:yes", {"out", "event:yes: it announces no event"}},
      {"event:no", {"in", "event:no: it announces no event"}},
      {"published:>2024", {"out", "published:2025-01-01..: its day of publication is 2024-10-24"}},
  };
  for (const auto& c : cases) EXPECT_EQ(explained(c.query), c.lines) << c.query;
}

TEST(Explain, ShowsWordsAsTheTextHasThem) {
  const struct {
    std::string_view query, title, language;
    Lines lines;
  } cases[] = {
      {"ecole", "L’École d’été", "fr", {"in", "ecole in the title: École"}},
      {"図書館", "市立図書館のニュース", "ja", {"in", "図書館 in the title: 図書館"}},
      {"ประชาชน", "ข่าวห้องสมุดประชาชน", "th", {"in", "ประชาชน in the title: ประชาชน"}},
      {"مكتبة", "أخبار المكتبة", "ar", {"in", "مكتبة in the title: المكتبة"}},
      {"e-book", "New: e-books, here", "en", {"in", "\"e book\" in the title: e-books"}},
      {"librar*", "x", "", {"out", "librar* is not there"}},
  };
  for (const auto& c : cases) {
    Entry entry;
    entry.title = c.title;
    entry.language = c.language;
    EXPECT_EQ(explained(c.query, entry), c.lines) << c.query;
  }
}

TEST(Explain, TellsWhatIsMissingTogether) {
  const struct {
    std::string_view query, words;
  } cases[] = {
      {"kitchen", "kitchen is not there"},
      {"kitchen OR type:Event OR garden* OR \"book club\"",
       "none of kitchen, garden*, \"book club\" is there; type:Event: its type is News"},
      {"kitchen OR event:yes", "kitchen is not there; event:yes: it announces no event"},
      {"-kitchen -garden", "-kitchen is not there; -garden is not there"},
      {"partner library", "partner in the title: Partners; library in the excerpt: Libraries"},
  };
  for (const auto& c : cases) EXPECT_EQ(in_words(explain(*parse_query(c.query), article(), {}).reasons), c.words);
}

TEST(Explain, SaysWhatIsUnknown) {
  EXPECT_EQ(explained("published:2024 lang:en", Entry{}),
            (Lines{"out", "published:2024-01-01..2024-12-31: its day of publication is unknown"}));
}

TEST(Explain, AgreesWithTheMatcher) {
  EXPECT_TRUE(rc::check("any query, any entry", [] {
    const testing::Language& language = testing::any_language();
    const std::string text = testing::query_text(testing::any_expression(language, 3));
    const testing::Sample sample = testing::any_sample(language);
    const Verdict verdict = explain(*parse_query(text), sample.entry, sample.tags);
    RC_LOG() << text;
    RC_ASSERT(verdict.matches == Query::compile(text)->matches(sample.entry, sample.tags));
    RC_ASSERT(!verdict.reasons.empty());
    for (const Reason& reason : verdict.reasons) RC_ASSERT((reason.holds != reason.is_excluded) == verdict.matches);
  }));
}

}  // namespace
}  // namespace commonplace::topic
