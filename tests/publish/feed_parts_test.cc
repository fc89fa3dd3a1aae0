#include "publish/feed_parts.h"

#include <gtest/gtest.h>

#include "hostile.h"
#include "pages.h"

namespace commonplace::publish {
namespace {

std::string joined(const FeedParts& parts) {
  std::string document(parts.head);
  for (const std::string_view entry : parts.entries) document += entry;
  return document.append(parts.tail);
}

TEST(FeedParts, AreTheDocument) {
  for (const OutputFormat format : {OutputFormat::Atom, OutputFormat::Rss}) {
    TopicPage page = partnerships();
    page.retractions = {{"urn:x:1", at(2024, 10, 1)}, {"urn:x:2", at(2024, 9, 1)}};
    const std::string document = render(page, format).body;
    const FeedParts parts = feed_parts(document);
    EXPECT_EQ(joined(parts), document);
    const std::size_t gone = format == OutputFormat::Atom ? page.retractions.size() : 0;
    ASSERT_EQ(parts.entries.size(), page.stories.size() + gone);
    for (std::size_t i = 0; i < page.stories.size(); ++i) {
      EXPECT_NE(parts.entries[i].find(page.stories[i].atom_id), std::string_view::npos);
    }
    EXPECT_NE(parts.head.find("Partnerships &amp; collaboration"), std::string_view::npos);
    EXPECT_LT(parts.tail.size(), 30U);
  }
}

TEST(FeedParts, AnEmptyFeedIsAllHead) {
  TopicPage page = small_page();
  page.stories.clear();
  const std::string document = render(page, OutputFormat::Atom).body;
  EXPECT_EQ(feed_parts(document).head, document);
  EXPECT_TRUE(feed_parts(document).entries.empty());
}

TEST(FeedParts, NoTextBeginsAnEntry) {
  std::vector<std::string> texts(std::begin(kHostileTexts), std::end(kHostileTexts));
  texts.insert(texts.end(), {"\n  <entry>", "\n  </entry>", "\n    <item>\n    </item>", "\n  <at:deleted-entry/>"});
  for (const OutputFormat format : {OutputFormat::Atom, OutputFormat::Rss}) {
    for (const std::string& text : texts) {
      SCOPED_TRACE(text.substr(0, 40));
      TopicPage page = small_page();
      page.stories.assign(2, sample_story());
      page.topic.title = page.topic.description = text;
      for (Story& story : page.stories) {
        story.lead.title = story.lead.excerpt = story.lead.rights = text;
        story.lead.content = SafeHtml::trust_stored("<pre>\n  &lt;entry&gt;\n</pre>");
      }
      const std::string document = render(page, format).body;
      EXPECT_EQ(feed_parts(document).entries.size(), 2U);
      EXPECT_EQ(joined(feed_parts(document)), document);
    }
  }
}

}  // namespace
}  // namespace commonplace::publish
