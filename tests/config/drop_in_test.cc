#include "config/drop_in.h"

#include <gtest/gtest.h>

#include "config/written.h"

namespace commonplace::config {
namespace {

using Texts = std::vector<std::string>;
using Table = std::map<std::string, std::string>;

TEST(WriteSource, ReadsAsOneWouldWriteIt) {
  const NamedSettings source{"harbor",
                             {{"url", "https://h.example/rss"},
                              {"title", "Harbor \"County\""},
                              {"tags", Texts{"partners", "it's"}},
                              {"enabled", false},
                              {"priority", std::int64_t{10}},
                              {"types", Table{{"Webinar", "webinar OR \"live\""}, {"図書", "x"}}},
                              {"page", Table{{"title", ".//h3"}, {"entries", "//div[@class='n']"}}}}};
  EXPECT_EQ(write_source(source), R"([source.harbor]
url = "https://h.example/rss"
title = 'Harbor "County"'
types = { Webinar = 'webinar OR "live"', "図書" = "x" }
tags = ["partners", "it's"]
priority = 10
enabled = false

[source.harbor.page]
entries = "//div[@class='n']"
title = ".//h3"
)");
}

TEST(WriteSource, CanBeReadAgainWhateverTheTextsHold) {
  std::string controls;
  for (char c = 1; c < 0x20; ++c) controls += c;
  for (const std::string& text : {std::string(""), std::string("'\""), std::string("\\"), std::string("a\nb\r\nc\t"),
                                  controls + "\x7F", std::string("\0", 1), std::string("\"\"\""), std::string("]\n[x]"),
                                  std::string("é 図 😀"), std::string("#"), std::string("{ a = 1 }")}) {
    const NamedSettings source{"a", {{"headers", Table{{text, text}}}, {"tags", Texts{text, text}}, {"url", text}}};
    const Written written = read_written({{"a.toml", write_source(source)}}, {});
    EXPECT_EQ(written.sources, std::vector{source}) << write_source(source);
  }
}

TEST(WriteSource, MendsWhatIsNotUtf8) { EXPECT_EQ(quote_toml("a\xFFz"), "\"a\xEF\xBF\xBDz\""); }

}  // namespace
}  // namespace commonplace::config
