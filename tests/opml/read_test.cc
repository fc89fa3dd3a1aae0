// What feed readers export, as each of them spells it. The addresses are invented; the shapes are theirs.

#include "opml/read.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace commonplace::opml {
namespace {

using Texts = std::vector<std::string>;

SubscriptionList read(std::string_view outlines) {
  const auto list =
      read_opml("<opml version=\"2.0\"><head><title>x</title></head><body>" + std::string(outlines) + "</body></opml>");
  if (!list) ADD_FAILURE() << list.error().detail;
  return list.value_or(SubscriptionList{});
}

// "url | title | homepage | tags" of each source, a line each.
std::string shown(const SubscriptionList& list) {
  std::string lines;
  for (const NamedSettings& source : list.sources) {
    std::string tags;
    if (const auto found = source.settings.find("tags"); found != source.settings.end()) {
      for (const std::string& tag : std::get<Texts>(found->second)) tags += (tags.empty() ? "" : ",") + tag;
    }
    lines += text_of(source.settings, "url") + " | " + text_of(source.settings, "title") + " | " +
             text_of(source.settings, "homepage") + " | " + tags + "\n";
  }
  return lines;
}

TEST(ReadOpml, UnderstandsWhatReadersExport) {
  const struct {
    std::string reader, outlines, sources;
  } kCases[] = {
      {"Feedly",
       R"(<outline text="Library News" title="Library News">
            <outline type="rss" text="Harbor" title="Harbor" xmlUrl="https://h.example/rss" htmlUrl="https://h.example"/>
          </outline>)",
       "https://h.example/rss | Harbor | https://h.example/ | library-news\n"},
      {"newsboat",
       R"(<outline type="rss" xmlUrl="https://h.example/rss" htmlUrl="https://h.example/" title="Harbor" />)",
       "https://h.example/rss | Harbor | https://h.example/ | \n"},
      {"Miniflux",
       R"(<outline text="All"><outline title="Harbor" text="Harbor" xmlUrl="https://h.example/rss"
            htmlUrl="https://h.example" description="d"></outline></outline>)",
       "https://h.example/rss | Harbor | https://h.example/ | all\n"},
      {"FreshRSS",
       R"(<outline xmlns:frss="https://freshrss.org/opml" text="Uncategorized">
            <outline text="Harbor" type="rss" xmlUrl="https://h.example/rss" htmlUrl="https://h.example/"
              description="d" frss:priority="feed" frss:cssFullContent="#a"/></outline>)",
       "https://h.example/rss | Harbor | https://h.example/ | uncategorized\n"},
      {"Inoreader",
       R"(<outline text="a" title="a"><outline text="b" title="b"><outline text="Harbor" title="Harbor" type="rss"
            xmlUrl="https://h.example/rss" htmlUrl="https://h.example"/></outline></outline>)",
       "https://h.example/rss | Harbor | https://h.example/ | a,b\n"},
      {"Liferea",
       R"(<outline title="Feeds" text="Feeds" description="Feeds" type="folder" id="x" expanded="true">
            <outline title="Harbor" text="Harbor" description="Harbor" type="atom" id="y" htmlUrl="https://h.example/"
              xmlUrl="https://h.example/rss" updateInterval="-1" collapsed="true"/></outline>)",
       "https://h.example/rss | Harbor | https://h.example/ | feeds\n"},
  };
  for (const auto& c : kCases) {
    const SubscriptionList list = read(c.outlines);
    EXPECT_EQ(shown(list), c.sources) << c.reader;
    EXPECT_EQ(list.left_out, Texts{}) << c.reader;
  }
}

TEST(ReadOpml, ForgivesHowOutlinesAreSpelled) {
  const struct {
    std::string name, outlines, sources;
  } kCases[] = {
      {"lower case", R"(<outline xmlurl="https://a.example/f" htmlurl="https://a.example/" text="A"/>)",
       "https://a.example/f | A | https://a.example/ | \n"},
      {"upper case", R"(<OUTLINE XMLURL="https://a.example/f" TEXT="A"/>)", "https://a.example/f | A |  | \n"},
      {"url", R"(<outline type="atom" url="https://a.example/f" text="A"/>)", "https://a.example/f | A |  | \n"},
      {"url without a type", R"(<outline url="https://a.example/f" text="A"/>)", "https://a.example/f | A |  | \n"},
      {"a media type", R"(<outline type="application/rss+xml" xmlUrl="https://a.example/f" text="A"/>)",
       "https://a.example/f | A |  | \n"},
      {"the title before the text", R"(<outline xmlUrl="https://a.example/f" text="t" title="T"/>)",
       "https://a.example/f | T |  | \n"},
      {"no title", R"(<outline xmlUrl="https://a.example/f"/>)", "https://a.example/f |  |  | \n"},
      {"an empty title", R"(<outline xmlUrl="https://a.example/f" title=" " text="A"/>)",
       "https://a.example/f | A |  | \n"},
      {"the address as title", R"(<outline xmlUrl="https://a.example/f" text="https://a.example/f"/>)",
       "https://a.example/f |  |  | \n"},
      {"entities of HTML", R"(<outline xmlUrl="https://a.example/f" text="Caf&eacute;&nbsp;&amp; more"/>)",
       "https://a.example/f | Café & more |  | \n"},
      {"escaped twice", R"(<outline xmlUrl="https://a.example/f?a=1&amp;amp;b=2" text="A &amp;amp; B"/>)",
       "https://a.example/f?a=1&b=2 | A & B |  | \n"},
      {"ampersands that are not escaped", R"(<outline xmlUrl="https://a.example/f?a=1&b=2" text="A & B"/>)",
       "https://a.example/f?a=1&b=2 | A & B |  | \n"},
      {"white space", "<outline xmlUrl=\" https://a.example/f\n\" text=\" A\n B \"/>",
       "https://a.example/f | A B |  | \n"},
      {"feed:", R"(<outline xmlUrl="feed:https://a.example/f"/>)", "https://a.example/f |  |  | \n"},
      {"feed: without a scheme", R"(<outline xmlUrl="Feed://a.example/f"/>)", "http://a.example/f |  |  | \n"},
      {"feed: before slashes and a scheme", R"(<outline xmlUrl="feed://https://a.example/f"/>)",
       "https://a.example/f |  |  | \n"},
      {"a homepage that is none", R"(<outline xmlUrl="https://a.example/f" text="A" htmlUrl="javascript:x"/>)",
       "https://a.example/f | A |  | \n"},
      {"categories", R"(<outline xmlUrl="https://a.example/f" text="A" category="/Culture/Libraries,News, News"/>)",
       "https://a.example/f | A |  | culture,libraries,news\n"},
      {"a folder of one name twice",
       R"(<outline text="A"><outline text="a"><outline xmlUrl="https://a.example/f"/></outline></outline>)",
       "https://a.example/f |  |  | a\n"},
      {"a folder without a name", R"(<outline><outline xmlUrl="https://a.example/f"/></outline>)",
       "https://a.example/f |  |  | \n"},
      {"sources after a folder are not in it",
       R"(<outline text="A"><outline xmlUrl="https://a.example/f"/></outline><outline xmlUrl="https://b.example/f"/>)",
       "https://a.example/f |  |  | a\nhttps://b.example/f |  |  | \n"},
      {"sources below a source",
       R"(<outline xmlUrl="https://a.example/f"><outline xmlUrl="https://b.example/f"/></outline>)",
       "https://a.example/f |  |  | \nhttps://b.example/f |  |  | \n"},
      {"a note", R"(<outline text="to do"/>)", ""},
  };
  for (const auto& c : kCases) EXPECT_EQ(shown(read(c.outlines)), c.sources) << c.name;
}

// "By convention if an outline is commented, all subordinate outlines are considered to also be commented" (OPML 2.0).
TEST(ReadOpml, WhatIsCommentedOutIsNotEnabled) {
  const SubscriptionList list = read(R"(<outline xmlUrl="https://a.example/f" isComment="true"/>
      <outline text="Old" isComment="True"><outline><outline xmlUrl="https://b.example/f" isComment="false"/></outline></outline>
      <outline xmlUrl="https://c.example/f" isComment="false"/>)");
  EXPECT_EQ(list.sources, (std::vector<NamedSettings>{
                              {"", {{"url", "https://a.example/f"}, {"enabled", false}}},
                              {"", {{"url", "https://b.example/f"}, {"tags", Texts{"old"}}, {"enabled", false}}},
                              {"", {{"url", "https://c.example/f"}}}}));
}

TEST(ReadOpml, MendsBrokenXml) {
  const auto list = read_opml(
      "<opml><body><outline text=A xmlUrl='https://a.example/f'>"
      "<outline text=\"B\" xmlUrl=\"https://b.example/f\"/></body>");
  ASSERT_TRUE(list) << list.error().detail;
  EXPECT_EQ(shown(*list), "https://a.example/f | A |  | \nhttps://b.example/f | B |  | \n");
  EXPECT_FALSE(list->issues.empty());
}

TEST(ReadOpml, DecodesWhatIsNotUtf8) {
  const auto latin = read_opml(
      "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><opml><body>"
      "<outline text=\"Caf\xE9\" xmlUrl=\"https://a.example/f\"/></body></opml>");
  ASSERT_TRUE(latin);
  EXPECT_EQ(shown(*latin), "https://a.example/f | Café |  | \n");
}

TEST(ReadOpml, IgnoresANamespaceOfTheDocument) {
  const auto list = read_opml(
      "<opml xmlns=\"http://opml.org/spec2\"><body><outline text=\"A\" "
      "xmlUrl=\"https://a.example/f\"/></body></opml>");
  ASSERT_TRUE(list);
  EXPECT_EQ(shown(*list), "https://a.example/f | A |  | \n");
}

TEST(ReadOpml, BringsOurOwnSettingsBackAsTheyAre) {
  const SubscriptionList list = read(R"(<outline text="x" xmlUrl="file:a.xml" category="not,read"
      commonplace:slug="a" commonplace:tags="[&quot;b&quot;]" commonplace:enabled="false" commonplace:unknown="1.5"/>)");
  EXPECT_EQ(list.sources,
            (std::vector<NamedSettings>{
                {"a", {{"url", "file:a.xml"}, {"tags", Texts{"b"}}, {"enabled", false}, {"unknown", "1.5"}}}}));
}

TEST(ReadOpml, SaysWhatItLeavesOut) {
  const struct {
    std::string outline, sentence;
  } kCases[] = {
      {R"(<outline text="A" xmlUrl="ftp://a.example/f"/>)",
       "'A' has an address that is not http or https: 'ftp://a.example/f'"},
      {R"(<outline text="A" xmlUrl="file:///etc/passwd"/>)",
       "'A' has an address that is not http or https: 'file:///etc/passwd'"},
      {R"(<outline text="A" xmlUrl="feed:file:///etc/passwd"/>)",
       "'A' has an address that is not http or https: 'file:///etc/passwd'"},
      {R"(<outline xmlUrl="exec:~/bin/feed.sh"/>)",
       "an outline has an address that is not http or https: 'exec:~/bin/feed.sh'"},
      {R"(<outline text="A" xmlUrl="http://"/>)", "'A' has an address that is not http or https: 'http://'"},
      {R"(<outline text="A" type="rss"/>)", "'A' has no address"},
      {R"(<outline text="A" type="link" url="https://a.example/"/>)",
       "'A' is a link to 'https://a.example/', not a feed"},
      {R"(<outline text="A" type="include" url="https://a.example/l.opml"/>)",
       "'A' is a link to 'https://a.example/l.opml', not a feed"},
      {R"(<outline text="A" type="HTML+XPath" xmlUrl="https://a.example/news"/>)",
       "'A' is read by a recipe of another program: 'https://a.example/news'"},
      {"<outline text=\"A&#27;[31m\" xmlUrl=\"x:&#27;]0;y\"/>",
       "'A[31m' has an address that is not http or https: 'x:]0;y'"},
  };
  for (const auto& c : kCases) {
    const SubscriptionList list = read(c.outline);
    EXPECT_EQ(list.left_out, Texts{c.sentence});
    EXPECT_TRUE(list.sources.empty()) << c.outline;
  }
}

TEST(ReadOpml, RefusesWhatIsNoList) {
  const struct {
    std::string document;
    Errc code;
  } kCases[] = {
      {"", Errc::Empty},
      {" \n", Errc::Empty},
      {"<rss version=\"2.0\"><channel/></rss>", Errc::NotAFeed},
      {"<!doctype html><title>x</title>", Errc::NotAFeed},
      {"{\"version\":\"https://jsonfeed.org/version/1.1\"}", Errc::Malformed},
  };
  for (const auto& c : kCases) {
    const auto list = read_opml(c.document);
    ASSERT_FALSE(list) << c.document;
    EXPECT_EQ(list.error().code, c.code) << list.error().detail;
  }
}

TEST(ReadOpml, KeepsWhatIsHugeFromTheDropIn) {
  const std::string huge(2'000'000, 'a');
  const SubscriptionList list =
      read("<outline xmlUrl=\"https://a.example/f\" htmlUrl=\"https://a.example/" + huge + "\" text=\"" + huge +
           "\" category=\"" + huge + "\"/>" + "<outline xmlUrl=\"https://a.example/" + huge + "\"/>");
  ASSERT_EQ(list.sources.size(), 1u);
  EXPECT_EQ(shown(list), "https://a.example/f | " + std::string(500, 'a') + " |  | " + std::string(120, 'a') + "\n");
  ASSERT_EQ(list.left_out.size(), 1u);
  EXPECT_TRUE(list.left_out[0].starts_with("an outline has an address that is too long: 'https://a.example/aaa"));
  EXPECT_LT(list.left_out[0].size(), 200u);
}

TEST(ReadOpml, TakesAHundredThousandOutlines) {
  std::string outlines;
  for (int i = 0; i < 50'000; ++i) outlines += "<outline xmlUrl=\"https://a.example/f\"/><outline type=\"rss\"/>";
  const SubscriptionList list = read(outlines);
  EXPECT_EQ(list.sources.size(), 50'000u);
  EXPECT_EQ(list.left_out.size(), 50'000u);
}

TEST(ReadOpml, HasNoTagsWithoutEndForDeepFolders) {
  std::string deep, end;
  for (int i = 0; i < 200; ++i) {
    deep += "<outline text=\"f" + std::to_string(i) + "\">";
    end += "</outline>";
  }
  EXPECT_EQ(shown(read(deep + "<outline xmlUrl=\"https://a.example/f\"/>" + end)),
            "https://a.example/f |  |  | f192,f193,f194,f195,f196,f197,f198,f199\n");
}

RC_GTEST_PROP(ReadOpml, TakesAnyBytes, (const std::vector<std::string>& texts)) {
  std::string document = "<opml><body>";
  for (const std::string& text : texts)
    document += "<outline xmlUrl=\"https://a.example/" + text + "\" text=\"" + text + "\">";
  const auto list = read_opml(document);
  if (!list) return;
  for (const NamedSettings& source : list->sources) RC_ASSERT(!text_of(source.settings, "url").empty());
}

}  // namespace
}  // namespace commonplace::opml
