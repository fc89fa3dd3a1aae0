#include "serve/feed_parameters.h"

#include <gtest/gtest.h>

#include "publish/links.h"

namespace commonplace::serve {
namespace {

// The address that what was read has.
std::string canonical(const FeedParameters& asked) {
  const std::string url = publish::topic_url(Site{}, "t", OutputFormat::Atom, asked);
  return url.substr(std::string("/topics/t.atom").size());
}

TEST(FeedParameters, OneMeaningHasOneAddress) {
  const struct {
    const char* query;
    const char* expected;
  } kCases[] = {
      {"", ""},
      {"type=News", "?type=News"},
      {"type=Press+release", "?type=Press+release"},
      {"type=Press%20release", "?type=Press+release"},
      {"type=+News+", "?type=News"},
      {"type=", ""},
      {"type", ""},
      {"source=webjunction", "?source=webjunction"},
      {"lang=EN", "?lang=en"},
      {"lang=pt_BR", "?lang=pt-br"},
      {"lang=zh-Hant", "?lang=zh-hant"},
      {"since=2024-10-24", "?since=2024-10-24"},
      {"since=2024-10-24T00:00:00Z", "?since=2024-10-24"},
      {"since=2024-10-24T12:00:00Z", "?since=2024-10-24T12%3A00%3A00Z"},
      {"since=2024-10-24T14%3A00%3A00%2B02%3A00", "?since=2024-10-24T12%3A00%3A00Z"},
      {"since=2024-10-24T14:00:00+02:00", "?since=2024-10-24T12%3A00%3A00Z"},
      {"since=2024-10-24T04:00:00-08:00", "?since=2024-10-24T12%3A00%3A00Z"},
      {"limit=5", "?limit=5"},
      {"limit=005", "?limit=5"},
      {"limit=500", "?limit=500"},
      {"q=library++partner", "?q=library+partner"},
      {"q=%C3%A9cole%22", "?q=%C3%A9cole%22"},
      {"q=a&limit=5&since=2024-10-24&lang=en&source=s&type=News",
       "?type=News&source=s&lang=en&since=2024-10-24&limit=5&q=a"},
      {"type=News&type=Event", "?type=Event"},
      {"type=News&type=", ""},
      {"utm_source=x&token=secret&%ff=%ff&limits=0&Limit=0", ""},
      {"token=secret&type=News", "?type=News"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.query);
    const ReadFeedParameters read = read_feed_parameters(c.query);
    EXPECT_EQ(read.problem, "");
    EXPECT_EQ(canonical(read.asked), c.expected);
    EXPECT_EQ(read.asked.narrows(), *c.expected != '\0');
    if (*c.expected == '\0') continue;
    EXPECT_EQ(read_feed_parameters(std::string_view(c.expected).substr(1)).asked, read.asked);
  }
}

TEST(FeedParameters, ABadValueIsNamed) {
  const struct {
    const char* query;
    const char* expected;
  } kCases[] = {
      {"limit=0", "'0' is no number of entries; it goes from 1 to 500"},
      {"limit=501", "'501' is no number of entries; it goes from 1 to 500"},
      {"limit=-1", "'-1' is no number of entries; it goes from 1 to 500"},
      {"limit=99999999999999999999", "'99999999999999999999' is no number of entries; it goes from 1 to 500"},
      {"since=yesterday", "'yesterday' is no date; write '2024-10-24' or '2024-10-24T12:00:00Z'"},
      {"since=2024-13-45", "'2024-13-45' is no date; write '2024-10-24' or '2024-10-24T12:00:00Z'"},
      {"since=-", "'-' is no date; write '2024-10-24' or '2024-10-24T12:00:00Z'"},
      {"lang=esperanto", "'esperanto' is no language; there are tags such as 'en' and 'pt-BR'"},
      {"lang=e", "'e' is no language; there are tags such as 'en' and 'pt-BR'"},
      {"lang=en-", "'en-' is no language; there are tags such as 'en' and 'pt-BR'"},
      {"lang=%22", "'\"' is no language; there are tags such as 'en' and 'pt-BR'"},
      {"q=%C3", "the value of 'q' is not UTF-8"},
      {"type=%ff", "the value of 'type' is not UTF-8"},
      {"limit=0&type=News", "'0' is no number of entries; it goes from 1 to 500"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.query);
    EXPECT_EQ(read_feed_parameters(c.query).problem, c.expected);
  }
}

}  // namespace
}  // namespace commonplace::serve
