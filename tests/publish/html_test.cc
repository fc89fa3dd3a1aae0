#include <gtest/gtest.h>

#include <set>

#include "base/text.h"
#include "hostile.h"
#include "pages.h"
#include "publish/assets.h"
#include "publish/html_pages.h"

namespace commonplace::publish {
namespace {

bool contains(const std::string& page, std::string_view part) { return page.find(part) != std::string::npos; }

// Reads the tags of our own pages, which are well-formed but for the void elements, and names the first mistake.
std::string first_mistake(std::string_view page) {
  static const std::set<std::string_view> kVoid = {"meta", "link", "img", "!doctype", "wbr"};
  std::vector<std::string> open;
  std::set<std::string> ids;
  while (true) {
    const auto less = page.find('<');
    if (less == std::string_view::npos) return open.empty() ? "" : "unclosed " + open.back();
    page.remove_prefix(less + 1);
    std::size_t end = 0;
    for (bool quoted = false; end < page.size() && (quoted || page[end] != '>'); ++end) {
      if (page[end] == '"') quoted = !quoted;
      if (page[end] == '<') return "stray '<' in " + std::string(page.substr(0, 40));
    }
    if (end == page.size()) return "a tag without end";
    const std::string_view tag = page.substr(0, end);
    const std::string_view name = tag.substr(0, tag.find(' '));
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != tag.substr(1)) return "unexpected <" + std::string(tag) + ">";
      open.pop_back();
    } else if (!kVoid.contains(name)) {
      open.emplace_back(name);
    }
    if (const auto id = tag.find(" id=\""); id != std::string_view::npos) {
      const std::string_view value = tag.substr(id + 5);
      if (!ids.emplace(value.substr(0, value.find('"'))).second) return "two of " + std::string(tag);
    }
    page.remove_prefix(end + 1);
    if (name == "script") page.remove_prefix(page.find("</script>"));
  }
}

std::vector<std::pair<std::string, std::string>> all_pages() {
  std::vector<std::pair<std::string, std::string>> pages = {
      {"topic", write_topic_page(partnerships())},
      {"index", write_index_page(start_page())},
      {"entry", write_entry_page(entry_page())},
      {"entry in full", write_entry_page(full_entry_page())},
      {"empty topic",
       write_topic_page(
           {.site = sample_site(), .topic = {}, .stories = {}, .publishers = {}, .related = {}, .updated = {}})},
      {"gone", write_gone_page({sample_site(), {}})},
      {"empty index", write_index_page({.site = sample_site(), .topics = {}, .publishers = {}, .updated = {}})},
  };
  for (const int status : {400, 404, 410, 500, 503})
    pages.emplace_back("error " + std::to_string(status), write_error_page(sample_site(), status));
  return pages;
}

TEST(Pages, AreBalancedAndWithoutDuplicateIds) {
  for (const auto& [name, page] : all_pages()) EXPECT_EQ(first_mistake(page), "") << name;
}

TEST(Pages, HaveWhatEveryPageNeeds) {
  for (const auto& [name, page] : all_pages()) {
    SCOPED_TRACE(name);
    EXPECT_TRUE(page.starts_with("<!doctype html>\n<html lang=\"en\">"));
    for (const std::string_view part :
         {"<meta charset=\"utf-8\">", "name=\"viewport\"", "name=\"color-scheme\" content=\"light dark\"",
          "<a class=\"skip\" href=\"#main\">", "<main id=\"main\">", "<header class=\"mast\">", "<h1"})
      EXPECT_TRUE(contains(page, part)) << part;
    EXPECT_EQ(page.find("<h1"), page.rfind("<h1")) << "one main heading";
  }
}

// The content security policy allows neither, and readers without scripts miss nothing.
TEST(Pages, HaveNoInlineStyleAndNoScriptThatRuns) {
  for (const auto& [name, page] : all_pages()) {
    SCOPED_TRACE(name);
    EXPECT_FALSE(contains(page, " style="));
    EXPECT_FALSE(contains(page, "<style"));
    EXPECT_FALSE(contains(page,
                          " on"
                          "click="));
    for (auto at = page.find("<script"); at != std::string::npos; at = page.find("<script", at + 1))
      EXPECT_TRUE(page.substr(at).starts_with("<script type=\"application/ld+json\">"));
  }
}

// What a browser fetches by itself: our own files, and pictures only when they come into view.
TEST(Pages, AskThirdPartiesForPicturesOnly) {
  for (const auto& [name, page] : all_pages()) {
    SCOPED_TRACE(name);
    for (auto at = page.find(" src=\""); at != std::string::npos; at = page.find(" src=\"", at + 1)) {
      EXPECT_EQ(page.rfind("<img", at), at - 4);
      EXPECT_TRUE(contains(page.substr(at, page.find('>', at) - at), "loading=\"lazy\""));
    }
    for (const std::string_view element : {"<iframe", "<audio", "<video", "<object", "<embed", "<source", "@import"})
      EXPECT_FALSE(contains(page, element)) << element;
    for (auto at = page.find("rel=\"stylesheet\""); at != std::string::npos;
         at = page.find("rel=\"stylesheet\"", at + 1))
      EXPECT_TRUE(page.substr(at).starts_with("rel=\"stylesheet\" href=\"/assets/"));
  }
  EXPECT_EQ(page_style().find("url("), std::string_view::npos);
  EXPECT_EQ(page_style().find("@import"), std::string_view::npos);
}

TEST(TopicPage, ReadsLikeAPageOfNews) {
  const std::string page = write_topic_page(partnerships());
  for (const std::string_view part : {
           "<title>Partnerships &amp; collaboration · Library partner news</title>",
           "<h1 dir=\"auto\">Partnerships &amp; collaboration</h1>",
           "<link rel=\"canonical\" href=\"https://news.example.org/topics/partnerships\">",
           "Most recently added",
           "<span class=\"type\">News</span> · <time datetime=\"2024-10-24\">24 October 2024</time>",
           "<span class=\"type\">Webinar</span> · <time datetime=\"2024-09-26\">26 September 2024</time>",
           "Takes place <time datetime=\"2024-11-21\">21–22 November 2024</time> · <bdi>Juneau, "
           "Alaska</bdi>",
           "also at <a href=\"https://library.example/november-21\" dir=\"auto\">State Library</a>, <a "
           "href=\"https://reading.example/?a=1&amp;b=2\" dir=\"auto\">Reading &amp; Writing Agency</a>",
           "<a href=\"/topics/community-engagement\">Community engagement</a>",
           "<link rel=\"alternate\" type=\"application/atom+xml\"",
           "https://<wbr>news.example.org/<wbr>topics/<wbr>partnerships.atom",
           "href=\"/entries/1d8y3n0mr5xe\"",
       })
    EXPECT_TRUE(contains(page, part)) << part;
}

TEST(TopicPage, CreditsItsPicture) {
  const std::string page = write_topic_page(partnerships());
  EXPECT_TRUE(contains(page,
                       "<figcaption>Photo: <bdi>jenlen</bdi>, <a rel=\"license\" "
                       "href=\"https://creativecommons.org/licenses/by-nc-nd/2.0/\">CC BY-NC-ND 2.0</a></figcaption>"));
  EXPECT_TRUE(contains(page, "alt=\"Two people carrying a table across a square\""));
}

TEST(TopicPage, MarksOtherLanguagesAndScripts) {
  const std::string page = write_topic_page(partnerships());
  EXPECT_TRUE(contains(page, "id=\"9ng6bx8w0d5p\" lang=\"ar\">\n<h3 dir=\"auto\">"));
  EXPECT_TRUE(contains(page, "<p class=\"meta\" lang=\"en\">"));
}

TEST(TopicPage, SaysWhenThereIsNothingYet) {
  TopicPage page = small_page();
  page.stories.clear();
  EXPECT_TRUE(contains(write_topic_page(page), "Nothing has been published in this topic yet."));
}

TEST(TopicPage, SpeaksTheLanguageOfTheService) {
  TopicPage page = partnerships();
  page.site.language = "fr";
  const std::string text = write_topic_page(page);
  EXPECT_TRUE(contains(text, "<html lang=\"fr\">"));
  EXPECT_TRUE(contains(text, "Actualité</span> · <time datetime=\"2024-10-24\">24 octobre 2024</time>"));
  EXPECT_TRUE(contains(text, "Ajouts récents"));
}

TEST(TopicPage, LinksWithinAPublicUrlThatHasAPath) {
  TopicPage page = partnerships();
  page.site.public_url = "https://example.org/news";
  const std::string text = write_topic_page(page);
  EXPECT_TRUE(contains(text, "href=\"/news/assets/style.css?v="));
  EXPECT_TRUE(contains(text, "href=\"/news/entries/1d8y3n0mr5xe\""));
  EXPECT_TRUE(contains(text, "href=\"/news/topics/partnerships.atom\""));
}

TEST(IndexPage, ShowsEveryTopicWithItsNewest) {
  const std::string page = write_index_page(start_page());
  for (const std::string_view part :
       {"<a href=\"/topics/partnerships\">Partnerships &amp; collaboration</a>", "37 stories", "1 story", "0 stories",
        "<a href=\"https://www.webjunction.org/news/0c7x2m9kq4wd.html\" dir=\"auto\">October 24, ",
        "A feed is an address", "https://<wbr>news.example.org/<wbr>topics/<wbr>outdoors.atom",
        "Outdoors &lt;&amp; beyond&gt;"})
    EXPECT_TRUE(contains(page, part)) << part;
}

TEST(EntryPage, ShowsTheExcerptAndWhereToReadOn) {
  const std::string page = write_entry_page(entry_page());
  for (const std::string_view part :
       {"<h1 dir=\"auto\">November 21, Building community in a changing climate</h1>", "Explore how public libraries",
        "<a href=\"https://www.webjunction.org/news/1d8y3n0mr5xe.html\" lang=\"en\">Read it at WebJunction</a>",
        "<a href=\"/topics/partnerships\">", "© OCLC", "<meta name=\"robots\" content=\"noindex, follow\">"})
    EXPECT_TRUE(contains(page, part)) << part;
}

TEST(EntryPage, ListsTheOriginalFirst) {
  const std::string page = write_entry_page(entry_page());
  const auto original = page.find("State Library</a><span class=\"label\"> · first published");
  const auto here = page.find("WebJunction</a><span class=\"label\"> · this copy");
  ASSERT_NE(original, std::string::npos);
  ASSERT_NE(here, std::string::npos);
  EXPECT_LT(original, here);
}

TEST(EntryPage, ShowsWholeTextsOnlyWhereAllowed) {
  EntryPage page = full_entry_page();
  EXPECT_TRUE(contains(write_entry_page(page), "<h2>Ce qui a changé</h2>"));
  page.publisher.republish = Republish::Excerpt;
  const std::string excerpt = write_entry_page(page);
  EXPECT_FALSE(contains(excerpt, "Ce qui a changé"));
  EXPECT_TRUE(contains(excerpt, "Ce que les bibliothèques ont appris"));
}

TEST(EntryPage, TellsOfPictureRevisionAndLicence) {
  const std::string page = write_entry_page(full_entry_page());
  for (const std::string_view part : {"Image: <bdi>Ana Durán, Yu Ito</bdi>, <a rel=\"license\" "
                                      "href=\"https://creativecommons.org/licenses/by-sa/4.0/\">"
                                      "CC BY-SA 4.0</a>",
                                      "this is version 3, of 3 September 2024",
                                      "License: <a rel=\"license\" "
                                      "href=\"https://creativecommons.org/licenses/by/4.0/\">CC BY 4.0</a>",
                                      "https://lecture.example/lieu.mp3"})
    EXPECT_TRUE(contains(page, part)) << part;
  EXPECT_FALSE(contains(page, "solene@")) << "addresses of people are not spread";
}

TEST(ErrorPage, OfANamelessServiceHasNoEmptyWords) {
  const std::string page = write_error_page(Site{}, 503);
  EXPECT_EQ(first_mistake(page), "");
  EXPECT_TRUE(contains(page, "<title>Just a moment</title>"));
  EXPECT_FALSE(contains(page, "<bdi></bdi>"));
}

TEST(Pages, StayWholeWhateverPublishersWrite) {
  for (const std::string& text : kHostileTexts) {
    SCOPED_TRACE(text.substr(0, 60));
    TopicPage topic = small_page();
    Story& story = topic.stories[0];
    story.lead.title = story.lead.excerpt = story.lead.rights = story.lead.type = story.lead.language = text;
    story.lead.link = story.lead.license = story.lead.id = text;
    story.lead.authors = {{text, text, text}};
    story.lead.enclosures = {{text, text, text}};
    story.lead.image = Image{"https://a.example/" + text, text, {text}, text};
    story.lead.event = Event{};
    story.lead.event->location = text;
    story.copies = {{"k", text, text, text}};
    topic.publishers["webjunction"].title = text;
    topic.topic.title = topic.topic.description = text;
    topic.topic.image = TopicImage{text, text, text, text, text};
    topic.related = {{"slug", text, text}};
    EXPECT_EQ(first_mistake(write_topic_page(topic)), "");

    EntryPage entry;
    entry.site = topic.site;
    entry.entry = story.lead;
    entry.publisher = topic.publishers["webjunction"];
    entry.copies = story.copies;
    entry.topics = topic.related;
    const std::string page = write_entry_page(entry);
    EXPECT_EQ(first_mistake(page), "");
    EXPECT_FALSE(contains(page, "<script>"));
    EXPECT_FALSE(contains(page, "<img src=x"));
  }
}

}  // namespace
}  // namespace commonplace::publish
