#include "serve/search_parameters.h"

#include <gtest/gtest.h>

namespace commonplace::serve {
namespace {

std::string shown(const SearchParameters& asked) {
  const bool by_date = asked.order == SearchParameters::Order::Date;
  return asked.query + "|" + asked.source + "|" + asked.type + "|" + asked.topic + "|" + (by_date ? "date" : "") + "|" +
         std::to_string(asked.page);
}

TEST(SearchParameters, AreReadAsFormsAreWritten) {
  const struct {
    const char* query;
    const char* expected;
  } kCases[] = {
      {"", "|||||1"},
      {"q=library", "library|||||1"},
      {"q=library+partner", "library partner|||||1"},
      {"q=a%20b%2Bc", "a b+c|||||1"},
      {"q=%C3%A9cole", "école|||||1"},
      {"q=%22book+club%22+-title%3Asports", "\"book club\" -title:sports|||||1"},
      {"q=a=b", "a=b|||||1"},
      {"q=100%", "100%|||||1"},
      {"q=100%zz", "100%zz|||||1"},
      {"q=+library+", "library|||||1"},
      {"q=a%0D%0Ab%00c", "a  b c|||||1"},
      {"q", "|||||1"},
      {"q=&source=&type=&topic=&order=&page=", "|||||1"},
      {"q=a&source=s&type=Press+release&topic=t&order=date&page=2", "a|s|Press release|t|date|2"},
      {"order=relevance", "|||||1"},
      {"page=100", "|||||100"},
      {"q=a&q=b", "b|||||1"},
      {"utm_source=x&limit[]=%zz&Q=no&&", "|||||1"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.query);
    const ReadParameters read = read_search_parameters(c.query);
    EXPECT_EQ(shown(read.asked), c.expected);
    EXPECT_EQ(read.problem, "");
  }
}

TEST(SearchParameters, ABadValueIsNamed) {
  const struct {
    const char* query;
    const char* expected;
  } kCases[] = {
      {"page=0", "there is no page '0'; pages are numbered from 1 to 100"},
      {"page=101", "there is no page '101'; pages are numbered from 1 to 100"},
      {"page=-1", "there is no page '-1'; pages are numbered from 1 to 100"},
      {"page=two", "there is no page 'two'; pages are numbered from 1 to 100"},
      {"page=99999999999999999999", "there is no page '99999999999999999999'; pages are numbered from 1 to 100"},
      {"order=best", "'best' is no order; there are 'relevance' and 'date'"},
      {"q=%C3", "the value of 'q' is not UTF-8"},
      {"q=%c0%ae", "the value of 'q' is not UTF-8"},
      {"%ff=%ff", "the value of '%ff' is not UTF-8"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.query);
    EXPECT_EQ(read_search_parameters(c.query).problem, c.expected);
  }
}

TEST(SearchParameters, WhatIsGoodIsKept) {
  EXPECT_EQ(shown(read_search_parameters("page=0&q=library&order=best&type=News").asked), "library||News|||1");
}

}  // namespace
}  // namespace commonplace::serve
