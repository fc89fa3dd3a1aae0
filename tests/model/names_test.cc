#include <gtest/gtest.h>

#include "commonplace/feed.h"
#include "commonplace/source.h"

namespace commonplace {
namespace {

// These spellings are in the JSON of the commands and in the store.
TEST(FeedFormatName, IsOneLowerCaseWord) {
  EXPECT_EQ(name(FeedFormat::Rss), "rss");
  EXPECT_EQ(name(FeedFormat::Rdf), "rdf");
  EXPECT_EQ(name(FeedFormat::Atom), "atom");
  EXPECT_EQ(name(FeedFormat::Json), "json");
  EXPECT_EQ(name(FeedFormat::Cdf), "cdf");
  EXPECT_EQ(name(FeedFormat::Page), "page");
}

TEST(DescribeFeed, CallsAFormatAsPeopleDo) {
  EXPECT_EQ(describe(FeedFormat::Rss, "2.0"), "RSS 2.0");
  EXPECT_EQ(describe(FeedFormat::Rdf, "1.0"), "RSS 1.0");
  EXPECT_EQ(describe(FeedFormat::Json, "1.1"), "JSON Feed 1.1");
  EXPECT_EQ(describe(FeedFormat::Atom, ""), "Atom");
}

TEST(SourceStateName, IsOneLowerCaseWord) {
  EXPECT_EQ(name(SourceState::New), "new");
  EXPECT_EQ(name(SourceState::Ok), "ok");
  EXPECT_EQ(name(SourceState::Failing), "failing");
  EXPECT_EQ(name(SourceState::Gone), "gone");
  EXPECT_EQ(name(SourceState::Disabled), "disabled");
}

}  // namespace
}  // namespace commonplace
