#include "topic/doubts.h"

#include <gtest/gtest.h>

#include "topic/query.h"

namespace commonplace::topic {
namespace {

const KnownNames kKnown = {
    {"webjunction", "county-library"}, {"partners", "National"}, {"Storytime"}, {"en", "es-MX"}, false};

std::vector<std::string> doubts(std::string_view query, const Restrictions& restrictions = {}) {
  const auto tree = parse_query(query);
  EXPECT_TRUE(tree) << query;
  std::vector<std::string> lines;
  if (!tree) return lines;
  for (const Doubt& doubt : doubts_about(*tree, kKnown, restrictions)) {
    lines.push_back(std::to_string(doubt.offset) + ": " + doubt.message);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(DoubtsAbout, WhatNeverMatches) {
  const struct {
    std::string_view query;
    Lines doubts;
  } cases[] = {
      {"type:Webinr", {"5: no entry has the type 'Webinr'; did you mean 'Webinar'?"}},
      {"a OR type:Story", {"10: no entry has the type 'Story'"}},
      {"type:Xy*", {"5: no entry has the type 'Xy*'"}},
      {"-type:Newz", {"6: no entry has the type 'Newz'; did you mean 'News'?"}},
      {"source:webjuntion", {"7: no source is called 'webjuntion'; did you mean 'webjunction'?"}},
      {"source:(county-library OR state*)", {"26: no source is called 'state*'"}},
      {"tag:partner", {"4: no source has the tag 'partner'; did you mean 'partners'?"}},
      {"lang:de", {"5: no source is in the language 'de'"}},
      {"lang:en-GB lang:fr",
       {"16: no source is in the language 'fr'", "16: this never matches: lang:en-GB and lang:fr exclude each other"}},
      {"a -a", {"2: this never matches: the same is asked for and excluded"}},
      {"-\"a b\" c \"a b\"", {"9: this never matches: the same is asked for and excluded"}},
      {"(a OR b) x -(a OR b)", {"11: this never matches: the same is asked for and excluded"}},
      {"a OR (b NOT b)", {"8: this never matches: the same is asked for and excluded"}},
      {"event:yes -event:yes", {"10: this never matches: the same is asked for and excluded"}},
      {"event:yes event:no", {"10: this never matches: event:yes and event:no exclude each other"}},
      {"type:News type:Event", {"15: this never matches: type:News and type:Event exclude each other"}},
      {"type:(News OR Blog) type:Event",
       {"25: this never matches: type:(News OR Blog) and type:Event exclude each other"}},
      {"type:News -type:(News OR Blog)",
       {"10: this never matches: type:News and -type:(News OR Blog) exclude each other"}},
      {"-type:N* type:News", {"14: this never matches: -type:N* and type:News exclude each other"}},
      {"source:webjunction source:county*",
       {"26: this never matches: source:webjunction and source:county* exclude each other"}},
      {"lang:en -lang:en", {"8: this never matches: the same is asked for and excluded"}},
      {"lang:es-MX -lang:es", {"11: this never matches: lang:es-MX and -lang:es exclude each other"}},
      {"published:>2025 published:<2024",
       {"16: this never matches: published:2026-01-01.. and published:..2023-12-31 exclude each other"}},
      {"published:2024 -published:>=2023",
       {"15: this never matches: published:2024-01-01..2024-12-31 and -published:2023-01-01.. exclude each other"}},
      {"cats or dogs", {"5: 'or' is looked for as a word; the operator is written OR"}},
      {"cats Not dogs", {"5: 'Not' is looked for as a word; the operator is written NOT"}},
      {"a*", {"0: 'a*' finds every word that begins with this letter"}},
      {"\"vitamin c*\"", {"9: 'c*' finds every word that begins with this letter"}},
  };
  for (const auto& c : cases) EXPECT_EQ(doubts(c.query), c.doubts) << c.query;
}

TEST(DoubtsAbout, NothingThatMayMatch) {
  for (const std::string_view query : {"",
                                       "a",
                                       "type:news",
                                       "type:WEBINAR",
                                       "type:Web*",
                                       "type:storytime",
                                       "source:WebJunction",
                                       "source:web*",
                                       "tag:national",
                                       "tag:part*",
                                       "tag:partners tag:national",
                                       "lang:en",
                                       "lang:en-GB",
                                       "lang:es",
                                       "lang:en-GB lang:en",
                                       "a b -c",
                                       "a OR -a",
                                       "(a OR b) -a",
                                       "title:a -text:a",
                                       "type:News OR type:Event",
                                       "type:(News OR Event) type:Event",
                                       "type:(News OR Event) -type:Event",
                                       "type:N* type:News",
                                       "lang:en -lang:en-GB",
                                       "event:yes event:yes",
                                       "event:yes -event:no",
                                       "published:>2024 published:<2026",
                                       "published:2024-01..2024-06 published:2024-06..2024-12",
                                       "published:>2023 -published:2024",
                                       "url:a url:b",
                                       "url:a -url:b",
                                       "\"cats or dogs\"",
                                       "=or cats",
                                       "or",
                                       "図*",
                                       "ab*",
                                       "near/5"}) {
    EXPECT_EQ(doubts(query), Lines{}) << query;
  }
}

TEST(DoubtsAbout, WhatTheTopicsSettingsExclude) {
  const Restrictions restrictions = {{"webjunction"}, {"News", "Blog"}, {"en"}};
  const struct {
    std::string_view query;
    Lines doubts;
  } cases[] = {
      {"", {}},
      {"a", {}},
      {"a type:blog source:web* lang:en-GB", {}},
      {"type:Event OR a", {}},
      {"type:Event", {"5: this never matches: the topic's settings allow type:(News OR Blog) only"}},
      {"a type:Event", {"7: this never matches: the topic's settings allow type:(News OR Blog) only"}},
      {"-source:webjunction", {"0: this never matches: the topic's settings allow source:webjunction only"}},
      {"a lang:es", {"7: this never matches: the topic's settings allow lang:en only"}},
  };
  for (const auto& c : cases) EXPECT_EQ(doubts(c.query, restrictions), c.doubts) << c.query;
}

TEST(DoubtsAbout, NoLanguageWhereSourcesSayNone) {
  KnownNames known = kKnown;
  known.has_any_language = true;
  EXPECT_TRUE(doubts_about(*parse_query("lang:de"), known, {}).empty());
}

}  // namespace
}  // namespace commonplace::topic
