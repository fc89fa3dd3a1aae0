// Whole documents against reviewed bytes. COMMONPLACE_UPDATE_GOLDEN=1 rewrites them instead, for a look at the diff.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "pages.h"
#include "publish/assets.h"
#include "publish/atom.h"
#include "publish/html_pages.h"

namespace commonplace::publish {
namespace {

void expect_golden(const std::string& name, Rendered rendered) {
  // The style sheet's version is not the pages' business: editing it is no reason to look at every page.
  rendered.body = base::replace_all(rendered.body, page_style_version(), "STYLE");
  const std::string path = std::string(COMMONPLACE_TEST_DATA) + "/publish/golden/" + name;
  if (std::getenv("COMMONPLACE_UPDATE_GOLDEN")) {
    std::ofstream(path, std::ios::binary) << rendered.body;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  ASSERT_TRUE(file) << path;
  std::ostringstream golden;
  golden << file.rdbuf();
  EXPECT_EQ(rendered.body, golden.str()) << name;
}

Site german_site() {
  Site site = sample_site();
  site.language = "de";
  site.zone = fixed_zone(2);
  site.public_url = "https://bibliothek.example/neues";
  return site;
}

TEST(Golden, TopicAsAtom) { expect_golden("topic.atom", render(partnerships(), OutputFormat::Atom)); }

TEST(Golden, TopicAsRss) { expect_golden("topic.rss", render(partnerships(), OutputFormat::Rss)); }

TEST(Golden, TopicAsJson) { expect_golden("topic.json", render(partnerships(), OutputFormat::Json)); }

TEST(Golden, TopicAsCalendar) { expect_golden("topic.ics", render(partnerships(), OutputFormat::Calendar)); }

TEST(Golden, EventsOfAllTopics) {
  EventsPage page = events_page();
  expect_golden("events.html", render(page, OutputFormat::Html));
  expect_golden("events.ics", render(page, OutputFormat::Calendar));
  page.site = german_site();
  expect_golden("events-de.html", render(page, OutputFormat::Html));
}

TEST(Golden, Archive) { expect_golden("archive.atom", {"", write_archive(archive_page()), {}}); }

TEST(Golden, TopicsAsOpml) { expect_golden("topics.opml", render_opml(start_page())); }

TEST(Golden, TopicAsPage) { expect_golden("topic.html", render(partnerships(), OutputFormat::Html)); }

TEST(Golden, TopicInGermanBelowAPath) {
  TopicPage page = partnerships();
  page.site = german_site();
  expect_golden("topic-de.html", render(page, OutputFormat::Html));
}

TEST(Golden, StartPage) { expect_golden("index.html", render(start_page())); }

TEST(Golden, EntryWithCopies) { expect_golden("entry.html", render(entry_page())); }

TEST(Golden, EntryInFull) { expect_golden("entry-full.html", render(full_entry_page())); }

TEST(Golden, Sources) { expect_golden("sources.html", render(sources_page())); }

TEST(Golden, TopicInAFrame) { expect_golden("embed.html", render(make_embed(partnerships()), Embed::kMost)); }

TEST(Golden, WhereAnEntryWas) {
  GonePage page;
  page.site = sample_site();
  page.left.title = "Seed libraries <and> school gardens";
  page.left.link = "https://partner.example/news/seeds.html";
  page.left.published = Timestamp{std::chrono::seconds{1'729'771'200}};
  expect_golden("gone-pruned.html", render(page));
  page.left.why = TombstoneReason::Withdrawn;
  page.site = german_site();
  expect_golden("gone-withdrawn-de.html", render(page));
  page.left.why = TombstoneReason::Hidden;
  const std::string hidden = render(page).body;
  EXPECT_EQ(hidden.find("Seed"), std::string::npos);
  EXPECT_EQ(hidden.find("partner.example"), std::string::npos);
}

TEST(Golden, Search) { expect_golden("search.html", render(search_page(), OutputFormat::Html)); }

TEST(Golden, SearchAsAtom) { expect_golden("search.atom", render(search_page(), OutputFormat::Atom)); }

TEST(Golden, SearchDescription) { expect_golden("opensearch.xml", render_search_description(german_site())); }

TEST(Golden, ErrorPage) { expect_golden("not-found.html", {"", write_error_page(sample_site(), 404), {}}); }

TEST(Golden, SamePageSameBytes) {
  for (const OutputFormat format : {OutputFormat::Atom, OutputFormat::Rss, OutputFormat::Json, OutputFormat::Html})
    EXPECT_EQ(render(partnerships(), format).body, render(partnerships(), format).body);
  EXPECT_EQ(render(start_page()).body, render(start_page()).body);
  EXPECT_EQ(render(entry_page()).body, render(entry_page()).body);
}

}  // namespace
}  // namespace commonplace::publish
