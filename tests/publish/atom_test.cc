#include "publish/atom.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "hostile.h"
#include "pages.h"

namespace commonplace::publish {
namespace {

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

struct Document {
  template <class Page>
  explicit Document(const Page& page) : text(write_atom(page)) {
    result =
        tree.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
    feed = tree.child("feed");
  }
  pugi::xml_node entry() const { return feed.child("entry"); }
  std::string link(const pugi::xml_node& of, const char* rel) const {
    return of.find_child_by_attribute("link", "rel", rel).attribute("href").value();
  }

  std::string text;
  pugi::xml_document tree;
  pugi::xml_parse_result result;
  pugi::xml_node feed;
};

TEST(Atom, HasAHeadOfItsOwn) {
  const Document document(partnerships());
  ASSERT_TRUE(document.result) << document.result.description();
  const pugi::xml_node feed = document.feed;
  EXPECT_STREQ(feed.attribute("xmlns").value(), "http://www.w3.org/2005/Atom");
  EXPECT_STREQ(feed.attribute("xml:lang").value(), "en");
  EXPECT_STREQ(feed.child_value("id"), "https://news.example.org/topics/partnerships");
  EXPECT_STREQ(feed.child_value("title"), "Partnerships & collaboration");
  EXPECT_STREQ(feed.child_value("updated"), "2024-10-24T12:00:00Z");
  EXPECT_EQ(document.link(feed, "self"), "https://news.example.org/topics/partnerships.atom");
  EXPECT_EQ(document.link(feed, "alternate"), "https://news.example.org/topics/partnerships");
  EXPECT_EQ(document.link(feed, "related"), "https://news.example.org/topics/community-engagement");
  EXPECT_STREQ(feed.child("generator").attribute("version").value(), "0.1.0");
  EXPECT_FALSE(feed.child("media:content")) << "it would be inherited by the pictures of entries";
  const pugi::xml_node about = feed.child("div");
  EXPECT_STREQ(about.attribute("xmlns").value(), "http://www.w3.org/1999/xhtml");
  EXPECT_TRUE(
      contains(document.text, "Photo: jenlen, <a href=\"https://creativecommons.org/licenses/by-nc-nd/2.0/\">"));
}

TEST(Atom, AnEntryAlwaysHasATitle) {
  TopicPage page = small_page();
  Entry& entry = page.stories[0].lead;
  const auto title = [&page] { return std::string(Document(page).entry().child_value("title")); };
  entry.title.clear();
  entry.excerpt = "The beginning of what it says.";
  entry.link = "https://news.example/1";
  EXPECT_EQ(title(), "The beginning of what it says.");
  entry.excerpt.clear();
  EXPECT_EQ(title(), "https://news.example/1");
  entry.link.clear();
  EXPECT_EQ(title(), "Untitled");
}

// RFC 6721.
TEST(Atom, TellsWhatIsThereNoMore) {
  TopicPage page = partnerships();
  EXPECT_FALSE(contains(write_atom(page), "tombstones"));
  page.retractions = {{"tag:a.example,2024:\"1\"", page.updated}, {"urn:x:2", page.updated - std::chrono::hours{1}}};
  const Document document(page);
  ASSERT_TRUE(document.result) << document.result.description();
  EXPECT_STREQ(document.feed.attribute("xmlns:at").value(), "http://purl.org/atompub/tombstones/1.0");
  std::vector<std::string> told;
  for (const pugi::xml_node gone : document.feed.children("at:deleted-entry")) {
    told.push_back(std::string(gone.attribute("ref").value()) + " " + gone.attribute("when").value());
  }
  EXPECT_EQ(told, (std::vector<std::string>{"tag:a.example,2024:\"1\" 2024-10-24T12:00:00Z",
                                            "urn:x:2 2024-10-24T11:00:00Z"}));
}

// RFC 4287 §4.1.2: what every entry must have, and exactly once.
TEST(Atom, EntriesAreComplete) {
  const TopicPage page = partnerships();
  const Document document(page);
  std::size_t count = 0;
  for (const pugi::xml_node entry : document.feed.children("entry")) {
    SCOPED_TRACE(entry.child_value("title"));
    for (const char* name : {"id", "title", "published", "updated", "summary", "source"}) {
      EXPECT_TRUE(entry.child(name)) << name;
      EXPECT_FALSE(entry.child(name).next_sibling(name)) << name;
    }
    EXPECT_STRNE(entry.child("author").child_value("name"), "");
    EXPECT_NE(document.link(entry, "alternate"), "");
    for (const char* name : {"id", "title", "updated"})
      EXPECT_STRNE(entry.child("source").child_value(name), "") << name;
    EXPECT_STREQ(entry.child("category").attribute("scheme").value(), "https://news.example.org/types");
    ++count;
  }
  EXPECT_EQ(count, page.stories.size());
}

TEST(Atom, TellsTheStoryOfAnEntry) {
  const Document document(partnerships());
  const pugi::xml_node entry = document.entry().next_sibling("entry");
  EXPECT_STREQ(entry.child_value("id"), "tag:news.example.org,2024:webjunction/1d8y3n0mr5xe");
  EXPECT_STREQ(entry.child_value("published"), "2024-10-24T12:00:00Z");
  EXPECT_STREQ(entry.child_value("updated"), "2024-10-24T12:00:00Z");
  EXPECT_STREQ(entry.child("author").child_value("name"), "WebJunction");
  EXPECT_EQ(document.link(entry, "alternate"), "https://www.webjunction.org/news/1d8y3n0mr5xe.html");
  EXPECT_EQ(document.link(entry, "via"), "https://www.webjunction.org/news.feed");
  EXPECT_EQ(document.link(entry, "related"), "https://library.example/november-21");
  EXPECT_STREQ(entry.child_value("ev:startdate"), "2024-11-21");
  EXPECT_STREQ(entry.child_value("ev:enddate"), "2024-11-22");
  EXPECT_STREQ(entry.child_value("ev:location"), "Juneau, Alaska");
  EXPECT_STREQ(entry.child_value("rights"), "© OCLC");
  const std::string summary = entry.child_value("summary");
  EXPECT_NE(summary.find("<p>Explore how public libraries"), std::string::npos) << summary;
  EXPECT_NE(summary.find("Source: <a href=\"https://www.webjunction.org/\" dir=\"auto\">WebJunction</a> · also at <a "
                         "href=\"https://library.example/november-21\" dir=\"auto\">State Library</a>, <a"),
            std::string::npos)
      << summary;
}

pugi::xml_node entry_titled(const Document& document, const std::string& title) {
  for (const pugi::xml_node entry : document.feed.children("entry"))
    if (title == entry.child_value("title")) return entry;
  return {};
}

TEST(Atom, PublishesWholeTextsOnlyWhereAllowed) {
  TopicPage page = partnerships();
  page.stories[0].lead.content = SafeHtml::trust_stored("<p>All of it</p>");
  const Document document(page);
  EXPECT_FALSE(document.entry().child("content"));
  EXPECT_EQ(document.text.find("All of it"), std::string::npos);

  const pugi::xml_node french = entry_titled(document, "Le troisième lieu, vingt ans après");
  EXPECT_STREQ(french.child("content").attribute("type").value(), "html");
  const std::string content = french.child_value("content");
  EXPECT_TRUE(content.starts_with("<p>Vingt ans <em>après</em>")) << content;
  EXPECT_NE(content.find("Salles de lecture"), std::string::npos) << "the credit is part of what readers show";
}

TEST(Atom, KeepsPeopleLicencesAndMedia) {
  const Document document(partnerships());
  const pugi::xml_node entry = entry_titled(document, "Le troisième lieu, vingt ans après");
  EXPECT_STREQ(entry.attribute("xml:lang").value(), "fr");
  EXPECT_STREQ(entry.child_value("updated"), "2024-09-03T08:00:00Z");
  EXPECT_STREQ(entry.child("author").child_value("name"), "Solène Rémy");
  EXPECT_STREQ(entry.child("author").child_value("uri"), "https://lecture.example/solene");
  EXPECT_FALSE(entry.child("author").child("email")) << "addresses of people are not spread";
  EXPECT_EQ(document.link(entry, "license"), "https://creativecommons.org/licenses/by/4.0/");

  const pugi::xml_node enclosure = entry.find_child_by_attribute("link", "rel", "enclosure");
  EXPECT_STREQ(enclosure.attribute("type").value(), "audio/mpeg");
  EXPECT_STREQ(enclosure.attribute("length").value(), "1048576");
  const pugi::xml_node odd = enclosure.next_sibling("link");
  EXPECT_FALSE(odd.attribute("type")) << "no media type";
  EXPECT_FALSE(odd.attribute("length")) << "no number";

  const pugi::xml_node image = entry.child("media:content");
  EXPECT_STREQ(image.attribute("url").value(), "https://lecture.example/lieu.jpg");
  EXPECT_STREQ(image.child_value("media:credit"), "Ana Durán");
  EXPECT_STREQ(image.child("media:credit").next_sibling("media:credit").child_value(), "Yu Ito");
  EXPECT_STREQ(image.child_value("media:copyright"), "CC BY-SA 4.0");

  const pugi::xml_node category = entry.child("category").next_sibling("category");
  EXPECT_STREQ(category.attribute("label").value(), "Accueil des publics");
  EXPECT_FALSE(category.next_sibling("category").attribute("scheme")) << "not an IRI";
}

TEST(Atom, NamesTheSourceWithoutItsSecrets) {
  const Document document(partnerships());
  const pugi::xml_node source = entry_titled(document, "مكتبات بلا جدران: شراكات جديدة في الحي").child("source");
  EXPECT_STREQ(source.child_value("id"), "urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6");
  EXPECT_EQ(document.link(source, "self"), "https://library.example/ar/feed");
  EXPECT_EQ(document.text.find("secret"), std::string::npos);
}

TEST(Atom, PointsToTheOriginAnAggregatedEntryNames) {
  TopicPage page = small_page();
  page.stories[0].lead.origin = Origin{"urn:x", "The first", "https://first.example/feed"};
  const Document document(page);
  EXPECT_EQ(document.link(document.entry(), "via"), "https://first.example/feed");
}

TEST(Atom, SurvivesAStoryWithNothingInIt) {
  TopicPage page = small_page();
  page.publishers.clear();
  page.stories = {Story{}};
  page.stories[0].key = "k";
  page.stories[0].lead.source = "nobody";
  const Document document(page);
  ASSERT_TRUE(document.result);
  EXPECT_STREQ(document.entry().child_value("id"), "https://news.example.org/entries/k");
  EXPECT_EQ(document.link(document.entry(), "alternate"), "https://news.example.org/entries/k");
  EXPECT_STREQ(document.entry().child("author").child_value("name"), "nobody");
  EXPECT_STREQ(document.entry().child("source").child_value("id"), "https://news.example.org/sources#nobody");
}

TEST(Atom, UpdatedIsNeverBeforePublished) {
  TopicPage page = small_page();
  page.stories[0].updated = page.stories[0].published - std::chrono::hours{1};
  const Document document(page);
  EXPECT_STREQ(document.entry().child_value("updated"), document.entry().child_value("published"));
}

// A story whose every text is hostile: the document stays well-formed, and the texts arrive as they were sent.
TEST(Atom, StaysWellFormedWhateverPublishersWrite) {
  for (const std::string& text : kHostileTexts) {
    SCOPED_TRACE(text.substr(0, 60));
    TopicPage page = small_page();
    Story& story = page.stories[0];
    story.lead.title = story.lead.excerpt = story.lead.rights = story.lead.type = story.lead.language = text;
    story.lead.link = story.lead.license = text;
    story.lead.authors = {{text, text, text}};
    story.lead.categories = {{text, text, text}};
    story.lead.enclosures = {{text, text, text}};
    story.lead.image = Image{text, text, {text}, text};
    story.lead.event = Event{};
    story.lead.event->location = text;
    story.copies = {{text, text, text, text}};
    page.publishers["webjunction"].title = text;
    page.topic.title = page.topic.description = text;
    const Document document(page);
    ASSERT_TRUE(document.result) << document.result.description();
    EXPECT_FALSE(document.entry().next_sibling("entry"));
    EXPECT_EQ(document.text.find('\0'), std::string::npos);
    EXPECT_EQ(document.link(document.entry(), "alternate"), "https://news.example.org/entries/0123456789ab");
  }
}

TEST(Atom, KeepsTitlesToTheLetter) {
  for (const std::string text : {"]]>", "</title>", "AT&T & \"R<D>\"", "Iḷisaġvik — 🦫"}) {
    TopicPage page = small_page();
    page.stories[0].lead.title = text;
    EXPECT_EQ(Document(page).entry().child_value("title"), text);
  }
}

TEST(AtomOfASearch, SaysWhatWasAskedAndHowManyThereAre) {
  const Document document(search_page());
  ASSERT_TRUE(document.result) << document.result.description();
  const pugi::xml_node feed = document.feed;
  const std::string asked = "q=librar*+OR+%22story+time%22+-sports&type=News";
  EXPECT_EQ(feed.child_value("id"), "https://news.example.org/search.atom?" + asked);
  EXPECT_STREQ(feed.child_value("title"), "Search for librar* OR \"story time\" -sports · Library partner news");
  EXPECT_STREQ(feed.child_value("updated"), "2024-10-24T12:00:00Z");
  EXPECT_STREQ(feed.child_value("opensearch:totalResults"), "47");
  EXPECT_STREQ(feed.child_value("opensearch:startIndex"), "21");
  EXPECT_STREQ(feed.child_value("opensearch:itemsPerPage"), "20");
  const pugi::xml_node query = feed.child("opensearch:Query");
  EXPECT_STREQ(query.attribute("role").value(), "request");
  EXPECT_STREQ(query.attribute("searchTerms").value(), "librar* OR \"story time\" -sports");
  EXPECT_STREQ(query.attribute("startPage").value(), "2");
  EXPECT_EQ(document.link(feed, "self"), "https://news.example.org/search.atom?" + asked + "&page=2");
  EXPECT_EQ(document.link(feed, "alternate"), "https://news.example.org/search?" + asked + "&page=2");
  EXPECT_EQ(document.link(feed, "first"), "https://news.example.org/search.atom?" + asked);
  EXPECT_EQ(document.link(feed, "previous"), "https://news.example.org/search.atom?" + asked);
  EXPECT_EQ(document.link(feed, "next"), "https://news.example.org/search.atom?" + asked + "&page=3");
  EXPECT_EQ(document.link(feed, "search"), "https://news.example.org/opensearch.xml");
  EXPECT_STREQ(document.entry().child_value("id"), search_page().stories[0].atom_id.c_str());
}

TEST(AtomOfASearch, EndsWhereNothingIsLeft) {
  struct Case {
    std::size_t page, total;
    bool has_previous, has_next;
  };
  for (const Case& c : {Case{1, 0, false, false}, {1, 20, false, false}, {1, 21, false, true}, {2, 21, true, false}}) {
    SearchPage page = search_page();
    page.asked.page = c.page;
    page.total = c.total;
    const Document document(page);
    EXPECT_EQ(!document.link(document.feed, "previous").empty(), c.has_previous) << c.page << " of " << c.total;
    EXPECT_EQ(!document.link(document.feed, "next").empty(), c.has_next) << c.page << " of " << c.total;
  }
}

}  // namespace
}  // namespace commonplace::publish
