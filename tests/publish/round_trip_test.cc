// What we publish, read back by our own reader: nothing that a subscriber needs is lost on the way.

#include <gtest/gtest.h>

#include "commonplace/decode.h"
#include "commonplace/normalize.h"
#include "commonplace/parse.h"
#include "hostile.h"
#include "pages.h"
#include "publish/atom.h"
#include "publish/links.h"
#include "publish/story.h"

namespace commonplace::publish {
namespace {

Feed read_back(const TopicPage& page, OutputFormat format) {
  const Rendered rendered = render(page, format);
  const Result<Utf8Text> text = decode_to_utf8(rendered.body, {.content_type = rendered.content_type});
  EXPECT_TRUE(text);
  EXPECT_TRUE(text->issues.empty());
  const Url base = *parse_url("https://news.example.org/topics/partnerships.atom");
  const Result<ParsedFeed> parsed = parse_feed(*text, base);
  EXPECT_TRUE(parsed) << (parsed ? "" : parsed.error().detail);
  if (!parsed) return {};
  for (const Issue& issue : parsed->issues) ADD_FAILURE() << issue.text;
  NormalizeContext context;
  context.base = base;
  context.now = page.updated;
  return normalize_feed(*parsed, context);
}

class RoundTrip : public ::testing::TestWithParam<OutputFormat> {};

TEST_P(RoundTrip, KeepsHeadAndStories) {
  const TopicPage page = partnerships();
  const Feed feed = read_back(page, GetParam());
  EXPECT_EQ(feed.head.title, page.topic.title);
  EXPECT_EQ(feed.head.subtitle, page.topic.description);
  EXPECT_EQ(feed.head.link, "https://news.example.org/topics/partnerships");
  EXPECT_EQ(feed.head.self, topic_url(page.site, "partnerships", GetParam()));
  const bool is_json = GetParam() == OutputFormat::Json;
  EXPECT_EQ(feed.head.updated, is_json ? std::nullopt : std::optional(page.updated));
  ASSERT_EQ(feed.entries.size(), page.stories.size());
  for (std::size_t i = 0; i < page.stories.size(); ++i) {
    const Story& story = page.stories[i];
    const Entry& entry = feed.entries[i];
    SCOPED_TRACE(story.lead.title);
    EXPECT_EQ(entry.id, story.atom_id);
    EXPECT_EQ(entry.title, story.lead.title);
    EXPECT_EQ(entry.link, story.lead.link);
    EXPECT_EQ(entry.published, story.published);
    EXPECT_EQ(entry.type, story.lead.type);
    EXPECT_EQ(entry.language, story.lead.language);
    if (is_json) continue;  // it has no member for events and origins
    EXPECT_TRUE(entry.origin);
    EXPECT_EQ(entry.event.has_value(), story.lead.event.has_value());
    if (entry.event && story.lead.event) {
      EXPECT_EQ(entry.event->start, story.lead.event->start);
      EXPECT_EQ(entry.event->end, story.lead.event->end);
      EXPECT_EQ(entry.event->location, story.lead.event->location);
    }
  }
}

TEST(ReadBack, AnArchiveHoldsItsStories) {
  const ArchivePage page = archive_page();
  const std::string document = write_archive(page);
  const Result<Utf8Text> text = decode_to_utf8(document, {.content_type = "application/atom+xml; charset=utf-8"});
  ASSERT_TRUE(text);
  const Result<ParsedFeed> parsed =
      parse_feed(*text, *parse_url("https://news.example.org/topics/partnerships/archive/2.atom"));
  ASSERT_TRUE(parsed);
  EXPECT_TRUE(parsed->issues.empty());
  EXPECT_EQ(parsed->entries.size(), 2U);
}

TEST_P(RoundTrip, ANarrowedFeedIsAnotherFeed) {
  TopicPage page = partnerships();
  page.asked = {.type = "Webinar", .source = "webjunction", .language = "en", .query = "games"};
  const Feed feed = read_back(page, GetParam());
  EXPECT_EQ(feed.head.title, "Partnerships & collaboration · Webinar · WebJunction · en · games");
  EXPECT_EQ(feed.head.self, topic_url(page.site, "partnerships", GetParam(), page.asked));
  EXPECT_EQ(feed.head.link, "https://news.example.org/topics/partnerships");
  EXPECT_TRUE(feed.head.id == feed.head.self || GetParam() != OutputFormat::Atom) << feed.head.id;
}

TEST_P(RoundTrip, StaysReadableWhateverPublishersWrite) {
  for (const std::string& text : kHostileTexts) {
    SCOPED_TRACE(text.substr(0, 60));
    TopicPage page = small_page();
    page.stories.assign(3, sample_story());
    page.stories[0].atom_id += "-1";
    page.stories[1].atom_id += "-2";
    page.stories[1].lead.title = page.stories[1].lead.excerpt = text;
    page.topic.title = text;
    EXPECT_EQ(read_back(page, GetParam()).entries.size(), 3U);
  }
}

std::string name_of(const ::testing::TestParamInfo<OutputFormat>& info) {
  return std::string(topic_url(Site(), "", info.param).substr(std::string("/topics/.").size()));
}

INSTANTIATE_TEST_SUITE_P(Formats, RoundTrip,
                         ::testing::Values(OutputFormat::Atom, OutputFormat::Rss, OutputFormat::Json), name_of);

}  // namespace
}  // namespace commonplace::publish
