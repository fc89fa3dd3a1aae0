#include <gtest/gtest.h>

#include <set>

#include "base/text.h"
#include "hostile.h"
#include "pages.h"
#include "publish/assets.h"
#include "publish/atom.h"
#include "publish/html_pages.h"

namespace commonplace::publish {
namespace {

bool contains(const std::string& page, std::string_view part) { return page.find(part) != std::string::npos; }

// Reads the tags of our own pages, which are well-formed but for the void elements, and names the first mistake.
std::string first_mistake(std::string_view page) {
  static const std::set<std::string_view> kVoid = {"meta", "link", "img", "input", "!doctype", "wbr", "br"};
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

SearchPage asked(const std::string& query) {
  SearchPage page;
  page.site = sample_site();
  page.asked.query = query;
  page.query = Query::compile(query).value();
  return page;
}

SearchPage wrong_search(const std::string& query, const std::string& message, std::optional<std::size_t> offset) {
  SearchPage page;
  page.site = sample_site();
  page.asked.query = query;
  page.problem = {message, offset};
  return page;
}

std::vector<std::pair<std::string, std::string>> all_pages() {
  std::vector<std::pair<std::string, std::string>> pages = {
      {"topic", write_topic_page(partnerships())},
      {"index", write_index_page(start_page())},
      {"entry", write_entry_page(entry_page())},
      {"entry in full", write_entry_page(full_entry_page())},
      {"search", write_search_page(search_page())},
      {"search for nothing", write_search_page(asked(""))},
      {"search that finds nothing", write_search_page(asked("nonsense"))},
      {"search that is wrong", write_search_page(wrong_search("a OR", "something is missing here", 4))},
      {"empty topic",
       write_topic_page(
           {.site = sample_site(), .topic = {}, .stories = {}, .publishers = {}, .related = {}, .updated = {}})},
      {"sources", write_sources_page(sources_page())},
      {"no sources", write_sources_page({.site = sample_site(), .sources = {}})},
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
    EXPECT_FALSE(contains(page, " style=\""));
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

TEST(SearchPage, ShowsWhatWasFoundAndHowToHaveLessOfIt) {
  const std::string page = write_search_page(search_page());
  for (const std::string_view part : {
           "<title>Search for librar* OR &quot;story time&quot; -sports · Library partner news</title>",
           "<meta name=\"robots\" content=\"noindex, follow\">",
           "value=\"librar* OR &quot;story time&quot; -sports\"",
           "<input type=\"hidden\" name=\"type\" value=\"News\">",
           "47 entries found",
           "Food for thought: <mark>Library</mark> kitchens and cooking programs</a></h3>",
           "<bdi>News</bdi> <a href=\"/search?q=librar*+OR+%22story+time%22+-sports\" aria-label=\"Show all: News\">",
           "<li aria-current=\"true\">Best matches first</li>",
           "&amp;type=News&amp;order=date\">Newest first</a>",
           "&amp;source=webjunction&amp;type=News\" dir=\"auto\">WebJunction</a> <span class=\"label\">31</span>",
           "&amp;type=News&amp;topic=kids\" dir=\"auto\">Kids</a> <span class=\"label\">2</span>",
           "&amp;type=News\" rel=\"prev\">Previous page</a>",
           "&amp;type=News&amp;page=3\" rel=\"next\">Next page</a>",
           "href=\"/search.atom?q=librar*+OR+%22story+time%22+-sports&amp;type=News\" type=\"application/atom+xml\"",
       })
    EXPECT_TRUE(contains(page, part)) << part;
  EXPECT_FALSE(contains(page, "id=\"types\"")) << "there is one type only";
  EXPECT_EQ(page.find("role=\"search\""), page.rfind("role=\"search\"")) << "one box is enough";
}

TEST(SearchPage, CountsInWords) {
  struct Case {
    std::size_t total;
    bool is_total;
    std::string_view words;
  };
  for (const Case& c : {Case{1, true, ">1 entry found<"},
                        {2, true, ">2 entries found<"},
                        {2000, false, ">At least 2000 entries found<"},
                        {0, true, ">Nothing found<"}}) {
    SearchPage page = asked("library");
    page.total = c.total;
    page.is_total = c.is_total;
    EXPECT_TRUE(contains(write_search_page(page), c.words)) << c.words;
  }
}

TEST(SearchPage, IsABoxAndAHintWhereNothingIsAsked) {
  const std::string page = write_search_page(asked(""));
  EXPECT_TRUE(contains(page, "Every word must be there."));
  EXPECT_FALSE(contains(page, "Nothing found"));
  EXPECT_FALSE(contains(page, "/search.atom"));
}

TEST(SearchPage, SaysWhatIsWrongAndWhere) {
  struct Case {
    const char* query;
    std::optional<std::size_t> offset;
    const char* place;
  };
  const Case cases[] = {
      {"titel:a", 0, "<code dir=\"auto\"><mark>titel:a</mark></code>"},
      {"a AND )", 6, "<code dir=\"auto\">a AND <mark>)</mark></code>"},
      {"a OR", 4, "<code dir=\"auto\">a OR<mark>\u00A0</mark></code>"},
      {"<b> (", 4, "<code dir=\"auto\">&lt;b&gt; <mark>(</mark></code>"},
      {"a", 99, "<code dir=\"auto\">a<mark>\u00A0</mark></code>"},
      {"a", std::nullopt, "role=\"alert\""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.query);
    const std::string page = write_search_page(wrong_search(c.query, "this & that is wrong", c.offset));
    EXPECT_TRUE(contains(page, c.place));
    EXPECT_TRUE(contains(page, "<p dir=\"auto\">This search cannot be answered: this &amp; that is wrong</p>"));
    EXPECT_FALSE(contains(page, "Nothing found"));
  }
}

// Rights allow a publisher's excerpt to be shown, not what else their feed says.
TEST(SearchPage, LooksForAPassageOnlyWhereTheWholeTextMayBeShown) {
  SearchPage page = asked("lighthouse");
  page.total = 1;
  Story story = sample_story("A title");
  story.lead.excerpt = "The beginning.";
  story.lead.summary = SafeHtml::trust_stored("<p>The beginning, and a lighthouse in the summary.</p>");
  story.lead.content = SafeHtml::trust_stored("<p>The beginning.</p><p>Then, by the <b>lighthouse</b> keeper.</p>");
  page.stories = {story};
  for (const Republish republish : {Republish::Excerpt, Republish::Full}) {
    Publisher publisher;
    publisher.republish = republish;
    page.publishers = {{story.lead.source, publisher}};
    const std::string html = write_search_page(page);
    const bool is_full = republish == Republish::Full;
    EXPECT_EQ(contains(html, "Then, by the <mark>lighthouse</mark> keeper."), is_full);
    EXPECT_EQ(contains(html, ">The beginning.</p>"), !is_full);
    EXPECT_FALSE(contains(html, "in the summary"));
    EXPECT_EQ(contains(write_atom(page), "keeper"), is_full);
  }
}

TEST(SearchPage, EveryPageLeadsToIt) {
  for (const auto& [name, page] : all_pages()) {
    SCOPED_TRACE(name);
    EXPECT_TRUE(contains(page, "action=\"/search\""));
    EXPECT_TRUE(contains(page, "<link rel=\"search\" type=\"application/opensearchdescription+xml\""));
  }
}

TEST(SearchPage, WhatIsAskedIsTextWhateverItIs) {
  for (const std::string& text : kHostileTexts) {
    SearchPage page = search_page();
    page.asked.query = page.asked.type = page.asked.source = text;
    page.stories[0].lead.title = page.stories[0].lead.excerpt = text;
    page.sources[0].name = page.topics[0].name = page.topics[0].value = text;
    page.asked.topic.clear();
    EXPECT_EQ(first_mistake(write_search_page(page)), "") << text;
    EXPECT_EQ(first_mistake(write_search_page(wrong_search(text, text, text.size() / 2))), "") << text;
  }
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

TEST(TopicPage, GivesTheLineThatEmbedsIt) {
  TopicPage page = partnerships();
  page.topic.title = "Partners \"& friends\"";
  EXPECT_TRUE(contains(write_topic_page(page),
                       "aria-label=\"The line to paste\">&lt;iframe "
                       "src=&quot;https://news.example.org/topics/partnerships/embed&quot; "
                       "title=&quot;Partners &amp;quot;&amp;amp; friends&amp;quot;&quot; "));
  EXPECT_TRUE(contains(write_topic_page(page), "<a href=\"/topics/partnerships/embed\">See how it looks</a>"));
  page.topic.tokens = {"secret"};
  EXPECT_FALSE(contains(write_topic_page(page), "iframe")) << "a token would stand in the page of whoever embeds it";
}

TEST(Embed, HoldsAsManyStoriesAsAreAskedFor) {
  const Embed embed = make_embed(partnerships());
  EXPECT_EQ(embed.stories.size(), partnerships().stories.size());
  for (const std::size_t stories : {std::size_t{1}, Embed::kUsual, embed.stories.size(), Embed::kMost}) {
    const Rendered page = render(embed, stories);
    EXPECT_EQ(first_mistake(page.body), "");
    EXPECT_TRUE(page.is_for_frames);
    EXPECT_EQ(page.last_modified, partnerships().updated);
    std::size_t shown = 0;
    for (auto at = page.body.find("<h2"); at != std::string::npos; at = page.body.find("<h2", at + 1)) ++shown;
    EXPECT_EQ(shown, std::min(stories, embed.stories.size()));
  }
  TopicPage many = small_page();
  many.stories.assign(60, sample_story());
  EXPECT_EQ(make_embed(many).stories.size(), Embed::kMost);
}

TEST(Embed, LeadsOutOfItsFrameAndSaysWhereEachStoryIsFrom) {
  const std::string page = render(make_embed(partnerships()), Embed::kMost).body;
  for (const std::string_view part :
       {"<meta name=\"robots\" content=\"noindex, follow\">",
        "<link rel=\"canonical\" href=\"https://news.example.org/topics/partnerships\">",
        "<h1 dir=\"auto\"><a href=\"/topics/partnerships\" target=\"_top\">Partnerships &amp; collaboration</a></h1>",
        "<li lang=\"ar\">\n<h2 dir=\"auto\"><a href=\"https://library.example/ar/news/7\" target=\"_top\">",
        "24 October 2024</time> · <bdi>WebJunction</bdi></p>", "target=\"_top\">All of Partnerships"})
    EXPECT_TRUE(contains(page, part)) << part;
  for (auto at = page.find("<a "); at != std::string::npos; at = page.find("<a ", at + 1))
    EXPECT_TRUE(contains(page.substr(at, page.find('>', at) - at), " target=\"_top\"")) << page.substr(at, 80);
  for (const std::string_view element : {"<script", "<img", "<iframe", " style="})
    EXPECT_FALSE(contains(page, element));
}

TEST(Embed, HoldsNoFullText) {
  TopicPage page = partnerships();
  for (auto& [slug, publisher] : page.publishers) publisher.republish = Republish::Excerpt;
  EXPECT_FALSE(contains(render(make_embed(page), Embed::kMost).body, "le bilan"));
}

TEST(Embed, SaysWhenThereIsNothingYet) {
  TopicPage page = small_page();
  page.stories.clear();
  const std::string text = render(make_embed(page), Embed::kUsual).body;
  EXPECT_EQ(first_mistake(text), "");
  EXPECT_TRUE(contains(text, "Nothing has been published in this topic yet."));
  EXPECT_FALSE(contains(text, "<ul>")) << "a list of nothing";
}

TEST(SourcesPage, SaysWhoIsHereAndHowFresh) {
  const std::string page = write_sources_page(sources_page());
  for (const std::string_view part :
       {"<h2><a href=\"https://www.webjunction.org/\" dir=\"auto\">WebJunction</a></h2>",
        "<dt>Latest news</dt><dd><time datetime=\"2024-10-24\">24 October 2024</time></dd>",
        "<dt>Last heard from</dt><dd><time datetime=\"2024-10-25\">25 October 2024</time></dd>",
        "<dd><a href=\"/search?source=webjunction\">31</a></dd>",
        "<a href=\"/topics/outdoors\" dir=\"auto\">Outdoors &lt;&amp; beyond&gt;</a>",
        "<bdi>© OCLC</bdi><br>Excerpts are shown here.", "<dd>Whole texts are shown here.</dd>",
        "<a rel=\"license\" href=\"https://creativecommons.org/licenses/by/4.0/\">CC BY 4.0</a>",
        "href=\"https://www.webjunction.org/news.feed\"", "12 September 2024</time>. Its feed has ended.",
        "<a href=\"/sources\" aria-current=\"page\">Sources</a>"})
    EXPECT_TRUE(contains(page, part)) << part;
  EXPECT_FALSE(contains(page, "secret")) << "the password of a feed";
}

TEST(SourcesPage, IsInTheOrderOfTheAlphabet) {
  SourcesPage page = sources_page();
  page.sources[0].publisher.title = "Zentralbibliothek";
  page.sources[1].publisher.title = "Éclats de lecture";
  page.sources[2].publisher.title = "eastern branch";
  const std::string text = write_sources_page(page);
  EXPECT_LT(text.find("eastern branch"), text.find("Éclats"));
  EXPECT_LT(text.find("Éclats"), text.find("Zentral"));
}

// A poll that brings nothing changes the hour at which a source was last heard from, and nothing that is shown.
TEST(SourcesPage, StaysTheSameAllDay) {
  SourcesPage page = sources_page();
  const std::string morning = write_sources_page(page);
  page.sources[0].last_heard = at(2024, 10, 25, 23, 59);
  EXPECT_EQ(write_sources_page(page), morning);
  page.sources[0].last_heard = at(2024, 10, 26, 0, 1);
  EXPECT_NE(write_sources_page(page), morning);
  page.site.zone = fixed_zone(-2);
  EXPECT_TRUE(contains(write_sources_page(page), "<time datetime=\"2024-10-25\">"));
}

TEST(IndexPage, ShowsEveryTopicWithItsNewest) {
  const std::string page = write_index_page(start_page());
  for (const std::string_view part :
       {"<a href=\"/topics/partnerships\">Partnerships &amp; collaboration</a>", "37 stories", "1 story",
        "Nothing has been published in this topic yet.",
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

TEST(EntryPage, LeadsToEarlierVersionsAndBack) {
  EntryPage page = full_entry_page();
  const std::string now = write_entry_page(page);
  const std::string path = "/entries/" + page.entry.key;
  EXPECT_TRUE(contains(now, "Earlier versions: <a href=\"" + path + "?revision=1\">1</a> <a href=\"" + path +
                                "?revision=2\">2</a></p>"));
  EXPECT_FALSE(contains(now, "Its publisher replaced it"));

  page.entry.revision = 2;
  page.superseded = {at(2024, 9, 3, 8), 3};
  const std::string earlier = write_entry_page(page);
  EXPECT_TRUE(contains(earlier, "This is version 2. Its publisher replaced it on 3 September 2024. <a href=\"" + path +
                                    "\">Read the current version</a>"));
  EXPECT_TRUE(contains(earlier, "Earlier versions: <a href=\"" + path + "?revision=1\">1</a></p>"));
  EXPECT_FALSE(contains(earlier, "Edited by its publisher"));

  page.superseded->current_revision = page.entry.revision = 1000;
  page.superseded.reset();
  const std::string often = write_entry_page(page);
  EXPECT_FALSE(contains(often, "?revision=989\""));
  EXPECT_TRUE(contains(often, "?revision=990\""));
  EXPECT_TRUE(contains(often, "?revision=999\""));
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

TEST(EntryPage, LetsKeysScrollWideTables) {
  struct Case {
    std::string text, expected;
  };
  const std::string open = "<div class=\"wide\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">";
  const Case cases[] = {
      {"<p>a</p>", "<p>a</p>"},
      {"<table><tr><td>1</td></tr></table>", open + "<table><tr><td>1</td></tr></table></div>"},
      {"<table><td><table></table></td></table>b", open + "<table><td><table></table></td></table></div>b"},
      {"<p>&lt;table&gt; <img src=\"https://a.example/b\" alt=\"&lt;img &gt;\"></p>",
       "<p>&lt;table&gt; <img loading=\"lazy\" decoding=\"async\" referrerpolicy=\"no-referrer\" "
       "src=\"https://a.example/b\" alt=\"&lt;img &gt;\"></p>"},
      {"<table></table><table></table>", open + "<table></table></div>" + open + "<table></table></div>"},
  };
  for (const Case& c : cases) {
    EntryPage page = full_entry_page();
    page.entry.content = SafeHtml::trust_stored(c.text);
    EXPECT_TRUE(contains(write_entry_page(page), "<div class=\"text\" dir=\"auto\">\n" + c.expected + "\n</div>"))
        << c.text;
  }
}

TEST(EntryPage, AttachesNoPictureThatItShows) {
  EntryPage page = full_entry_page();
  page.entry.enclosures = {{page.entry.image->url, "image/jpeg", ""}};
  EXPECT_FALSE(contains(write_entry_page(page), "Attachments"));
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
    EXPECT_EQ(first_mistake(render(make_embed(topic), 1).body), "");

    SourcesPage sources = sources_page();
    Publisher& publisher = sources.sources[0].publisher;
    publisher.title = publisher.homepage = publisher.feed_url = publisher.rights = publisher.license = text;
    sources.sources[0].topics = topic.related;
    EXPECT_EQ(first_mistake(write_sources_page(sources)), "");

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

TEST(SearchPage, SaysInWhichLanguageWhatIsWrongIsTold) {
  SearchPage page = wrong_search("title:(", "expected a word", 7);
  page.site.language = "fr";
  EXPECT_NE(render(page, OutputFormat::Html).body.find("<span lang=\"en\">expected a word</span>"), std::string::npos);
}

TEST(StartPage, OfManyTopicsHasAListAndLessOfEach) {
  const auto count = [](const std::string& text, std::string_view part) {
    std::size_t times = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++times;
    return times;
  };
  IndexPage page = start_page();
  const std::string few = write_index_page(page);
  EXPECT_EQ(count(few, "<nav class=\"jump-list\""), 0u);
  EXPECT_EQ(count(few, "rel=\"alternate\""), 4 * page.topics.size());
  IndexPage::Row row = page.topics.at(0);
  ASSERT_GT(row.newest.size(), 1u);
  page.topics.clear();
  for (int i = 0; i < 13; ++i) {
    row.topic.slug = "topic-" + std::to_string(i);
    page.topics.push_back(row);
  }
  const std::string many = write_index_page(page);
  EXPECT_EQ(count(many, "rel=\"alternate\""), 13u);
  EXPECT_EQ(count(many, "<ul class=\"newest\">\n<li"), 13u);
  EXPECT_EQ(count(many, "<span class=\"meta\">"), 13u) << "one story each";
  EXPECT_EQ(count(many, "<li><a href=\"#topic-topic-12\""), 1u);
  EXPECT_EQ(count(many, "id=\"topic-topic-12\""), 1u);
}

TEST(StartPage, SaysWhereNothingIsThereYet) {
  IndexPage page = start_page();
  page.site.language = "fr";
  page.topics.resize(1);
  page.topics[0].count = 0;
  page.topics[0].newest.clear();
  const std::string empty = write_index_page(page);
  EXPECT_NE(empty.find("<p class=\"nothing\">Rien n’a encore été publié sur ce thème.</p>"), std::string::npos);
  EXPECT_EQ(empty.find("0 article"), std::string::npos);
}

TEST(SourcesPage, ShowsAFewOfManyTopics) {
  SourcesPage page = sources_page();
  page.sources.resize(1);
  page.sources[0].topics.clear();
  for (int i = 0; i < 59; ++i) page.sources[0].topics.push_back({"t" + std::to_string(i), "Topic", ""});
  const std::string many = write_sources_page(page);
  EXPECT_NE(many.find("<details><summary>54 more topics</summary>"), std::string::npos);
  EXPECT_LT(many.find("/topics/t4\""), many.find("<details>"));
  EXPECT_GT(many.find("/topics/t5\""), many.find("<details>"));
  page.sources[0].topics.resize(8);
  EXPECT_EQ(write_sources_page(page).find("<details>"), std::string::npos);
}

}  // namespace
}  // namespace commonplace::publish
