#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/utf8.h"
#include "opml/read.h"
#include "opml/write.h"

namespace commonplace::opml {
namespace {

using Texts = std::vector<std::string>;
using Table = std::map<std::string, std::string>;

const NamedSettings kHarbor{"harbor",
                            {{"url", "https://h.example/rss?a=1&b=\"2\""},
                             {"title", "Harbor & <Sons>"},
                             {"homepage", "https://h.example/"},
                             {"language", "en"},
                             {"tags", Texts{"partners", "a, b", " c "}},
                             {"priority", std::int64_t{10}},
                             {"enabled", false},
                             {"interval", "90m"},
                             {"http_version", "2"},
                             {"include", "\"live session\""},
                             {"headers", Table{{"Authorization", "Bearer ${env:T}"}}},
                             {"types", Table{{"Webinar", "webinar OR \"live\""}, {"図書", "x"}}}}};

TEST(WriteOpml, IsReadByOtherReadersAndByUs) {
  EXPECT_EQ(write_opml({&kHarbor, 1}), R"(<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0" xmlns:commonplace="urn:commonplace:settings">
  <head>
    <title>Sources</title>
  </head>
  <body>
    <outline text="Harbor &amp; &lt;Sons&gt;" type="rss" xmlUrl="https://h.example/rss?a=1&amp;b=&quot;2&quot;" title="Harbor &amp; &lt;Sons&gt;" htmlUrl="https://h.example/" language="en" category="partners,a  b, c " commonplace:slug="harbor" commonplace:enabled="false" commonplace:headers="{&quot;Authorization&quot;:&quot;Bearer ${env:T}&quot;}" commonplace:http_version="&quot;2&quot;" commonplace:include="&quot;\&quot;live session\&quot;&quot;" commonplace:interval="90m" commonplace:priority="10" commonplace:tags="[&quot;partners&quot;,&quot;a, b&quot;,&quot; c &quot;]" commonplace:types="{&quot;Webinar&quot;:&quot;webinar OR \&quot;live\&quot;&quot;,&quot;図書&quot;:&quot;x&quot;}"/>
  </body>
</opml>
)");
}

TEST(WriteOpml, IsEmptyWithoutSources) {
  const auto list = read_opml(write_opml({}));
  ASSERT_TRUE(list);
  EXPECT_TRUE(list->sources.empty());
}

TEST(WriteOpml, CallsASourceWithoutTitleByItsSlug) {
  const NamedSettings source{"a", {{"url", "https://a.example/"}}};
  EXPECT_NE(write_opml({&source, 1}).find("text=\"a\""), std::string::npos);
  EXPECT_EQ(read_opml(write_opml({&source, 1}))->sources, std::vector{source});
}

TEST(WriteOpml, HidesPagesFromReadersOfFeeds) {
  const NamedSettings page{"p", {{"url", "https://a.example/news"}, {"page", Table{{"entries", "//div[@class='n']"}}}}};
  const std::string opml = write_opml({&page, 1});
  EXPECT_NE(opml.find("<outline text=\"p\" commonplace:slug=\"p\""), std::string::npos) << opml;
  EXPECT_EQ(read_opml(opml)->sources, std::vector{page});
}

TEST(WriteOpml, BringsEverySettingBack) {
  const auto list = read_opml(write_opml({&kHarbor, 1}));
  ASSERT_TRUE(list);
  EXPECT_EQ(list->sources, std::vector{kHarbor});
  EXPECT_TRUE(list->issues.empty());
  EXPECT_TRUE(list->left_out.empty());
}

RC_GTEST_PROP(WriteOpml, BringsAnyTextBack, (const std::map<std::string, std::string>& texts)) {
  NamedSettings source{"a", {}};
  Texts values;
  for (const auto& [a, b] : texts) values.insert(values.end(), {base::repair_utf8(a), base::repair_utf8(b)});
  const Texts keys = {"url", "title", "homepage", "language", "include", "license"};
  for (std::size_t i = 0; i < values.size() && i < keys.size(); ++i) source.settings[keys[i]] = values[i];
  source.settings["tags"] = values;
  const std::string opml = write_opml({&source, 1});
  const auto list = read_opml(opml);
  RC_ASSERT(list.has_value());
  RC_ASSERT(list->sources == std::vector{source});
  RC_ASSERT(write_opml(list->sources) == opml);
}

TEST(WriteJson, HoldsSourcesAndTopics) {
  const NamedSettings source{"a", {{"url", "https://a.example/"}, {"types", Table{{"A \"b\"", "c"}}}}};
  const NamedSettings topic{"t", {{"match", "librar*"}, {"limit", std::int64_t{30}}, {"sources", Texts{"#x"}}}};
  EXPECT_EQ(write_json({&source, 1}, {&topic, 1}),
            R"({"sources":[{"source":"a","types":{"A \"b\"":"c"},"url":"https://a.example/"}],)"
            R"("topics":[{"topic":"t","limit":30,"match":"librar*","sources":["#x"]}]})"
            "\n");
}

}  // namespace
}  // namespace commonplace::opml
