// Archive documents: what they hold while more may come, and what they hold once they are complete, whatever happens to
// their stories.

#include "app/archive.h"

#include <gtest/gtest.h>

#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;
using store::kArchiveStories;

class ArchiveTest : public ::testing::Test {
 protected:
  ArchiveTest() {
    newsroom_.add_source("partner").title = "Our partner";
    newsroom_.add_topic("all");
    newsroom_.apply();
    newsroom_.network.script(address("partner"),
                             [this](const fetch::FetchRequest&) { return make_response(200, document_); });
  }

  // Stories `from` to `to` as the partner's next document.
  void publish(std::size_t from, std::size_t to, const std::string& texts = "Text") {
    document_ =
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:fh='http://purl.org/syndication/history/1.0'>"
        "<title>Partner</title><id>urn:partner</id><updated>2024-10-22T10:00:00Z</updated>";
    if (complete_) document_ += "<fh:complete/>";
    for (std::size_t i = from; i <= to; ++i) {
      const std::string number = std::to_string(i);
      const std::string minute = std::to_string(i % 60);
      const std::string when =
          "2024-10-22T1" + std::to_string(i / 60) + ":" + (minute.size() < 2 ? "0" : "") + minute + ":00Z";
      document_ += "<entry><id>urn:partner:" + number + "</id><title>Story " + number +
                   "</title><link href='https://p.example/" + number + "'/><updated>" + when +
                   "</updated><content type='html'>" + texts + " " + number + ", and the rest</content></entry>";
    }
    document_ += "</feed>";
    newsroom_.poll_well("partner");
    newsroom_.clock.advance(std::chrono::hours{1});
  }

  const Topic& topic() const { return newsroom_.live->config.topics.at(0); }
  void keep(std::size_t number = 1) {
    ASSERT_EQ(newsroom_.store.unkept_archive(TopicId{}).value(), (store::ArchiveName{topic().id, number}));
    const std::string document = archive_to_keep(newsroom_.store, *newsroom_.live, topic(), number).value();
    ASSERT_TRUE(newsroom_.store.keep_archive({topic().id, number}, document));
  }
  std::optional<ArchiveDocument> archive(std::size_t number = 1) {
    return archive_document(newsroom_.store, *newsroom_.live, topic(), number).value();
  }
  std::string body(std::size_t number = 1) {
    const auto found = archive(number);
    return found ? found->rendered.body : "";
  }
  static std::size_t count(const std::string& text, std::string_view part) {
    std::size_t times = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++times;
    return times;
  }
  std::string key(const std::string& title) {
    const auto entries = newsroom_.store.entries({}).value();
    for (const Entry& entry : entries) {
      if (entry.title == title) return entry.key;
    }
    return {};
  }

  Newsroom newsroom_;
  std::string document_;
  bool complete_ = false;
};

TEST_F(ArchiveTest, TheNewestChangesAndIsNotCachedForLong) {
  EXPECT_FALSE(archive());
  publish(1, 3);
  EXPECT_EQ(count(body(), "<entry>"), 3u);
  EXPECT_EQ(count(body(), "rel=\"next-archive\""), 0u);
  EXPECT_EQ(count(body(), "rel=\"prev-archive\""), 0u);
  EXPECT_EQ(archive()->max_age, std::chrono::hours{1});
  publish(4, 4);
  EXPECT_EQ(count(body(), "<entry>"), 4u);
  EXPECT_FALSE(archive(2));
}

TEST_F(ArchiveTest, DocumentsAreAChain) {
  publish(1, 2 * kArchiveStories + 1);
  keep(1);
  keep(2);
  for (std::size_t number = 1; number <= 3; ++number) {
    SCOPED_TRACE(number);
    const std::string document = body(number);
    EXPECT_EQ(count(document, "<entry>"), number == 3 ? 1u : kArchiveStories);
    EXPECT_EQ(count(document, "<fh:archive/>"), 1u);
    EXPECT_EQ(count(document,
                    "rel=\"current\" type=\"application/atom+xml\" href=\"https://news.example.org/topics/all.atom\""),
              1u);
    EXPECT_EQ(count(document, "rel=\"prev-archive\""), number == 1 ? 0u : 1u);
    EXPECT_EQ(count(document, "rel=\"next-archive\""), number == 3 ? 0u : 1u);
  }
  EXPECT_NE(body(2).find("href=\"https://news.example.org/topics/all/archive/3.atom\""), std::string::npos);
}

TEST_F(ArchiveTest, ACompleteDocumentIsWhatItWasBeforeItWasKept) {
  publish(1, kArchiveStories + 1);
  const std::string before = body();
  const Timestamp updated = archive()->rendered.last_modified;
  keep();
  EXPECT_EQ(body(), before);
  EXPECT_EQ(archive()->rendered.last_modified, updated);
  EXPECT_GE(archive()->max_age, std::chrono::hours{24});
}

TEST_F(ArchiveTest, NothingButARetractionChangesACompleteDocument) {
  publish(1, kArchiveStories + 1);
  keep();
  const std::string before = body();
  publish(1, 10, "An edited text");
  EXPECT_EQ(body(), before) << "edits";
  const std::vector<std::string> pruned = {key("Story 3"), key("Story 4")};
  newsroom_.store.bury(pruned, TombstoneReason::Pruned, newsroom_.clock.now()).value();
  EXPECT_EQ(body(), before) << "prunings";
  newsroom_.config.topics[0].match = "nothing";
  newsroom_.config.topics[0].title = "Renamed";
  newsroom_.apply();
  const std::vector<store::CatalogStore::Members> none = {{topic().id, {}}};
  newsroom_.store.set_members(none, newsroom_.clock.now()).value();
  EXPECT_EQ(body(), before) << "another rule";
}

TEST_F(ArchiveTest, WhatIsWithdrawnIsTakenOutOfACompleteDocument) {
  complete_ = true;
  publish(1, kArchiveStories + 1);
  keep();
  publish(2, kArchiveStories + 1);
  const std::string document = body();
  EXPECT_EQ(count(document, "<entry>"), kArchiveStories - 1);
  EXPECT_EQ(document.find("Story 1<"), std::string::npos);
  EXPECT_EQ(count(document, "<at:deleted-entry ref=\"urn:partner:1\""), 1u);
  EXPECT_EQ(archive()->rendered.last_modified, newsroom_.clock.now() - std::chrono::hours{1});
  EXPECT_NE(document.find("<updated>" + to_rfc3339(archive()->rendered.last_modified) + "</updated>"),
            std::string::npos);
  publish(1, kArchiveStories + 1);
  EXPECT_EQ(count(body(), "at:deleted-entry"), 0u) << "it is listed again";
}

TEST_F(ArchiveTest, WhatIsHiddenIsInNoDocument) {
  publish(1, kArchiveStories + 2);
  keep();
  newsroom_.config.topics[0].hide = {key("Story 7"), key("Story 52")};
  newsroom_.apply();
  for (const std::size_t number : {1u, 2u}) {
    const std::string document = body(number);
    EXPECT_EQ(count(document, "at:deleted-entry ref"), 1u);
    EXPECT_EQ(document.find("Story 7<"), std::string::npos);
    EXPECT_EQ(document.find("Story 52<"), std::string::npos);
  }
  newsroom_.config.topics[0].hide.clear();
  newsroom_.apply();
  EXPECT_NE(body().find("Story 7<"), std::string::npos);
}

TEST_F(ArchiveTest, WhatWasHiddenBeforeItWasPrunedStaysHidden) {
  publish(1, kArchiveStories + 1);
  keep();
  const std::vector<std::string> keys = {key("Story 7")};
  newsroom_.config.topics[0].hide = keys;
  newsroom_.apply();
  newsroom_.store.bury(keys, TombstoneReason::Pruned, newsroom_.clock.now()).value();
  EXPECT_EQ(body().find("Story 7<"), std::string::npos);
}

TEST_F(ArchiveTest, WhatWasWithdrawnBeforeTheDocumentWasCompleteHasNoWordsInIt) {
  complete_ = true;
  publish(1, 3);
  publish(2, kArchiveStories + 1);
  keep();
  EXPECT_EQ(count(body(), "<at:deleted-entry ref=\"urn:partner:1\""), 1u);
  EXPECT_EQ(count(body(), "<entry>"), kArchiveStories - 1);
  publish(1, kArchiveStories + 1);
  EXPECT_NE(body().find("Story 1<"), std::string::npos);
}

TEST_F(ArchiveTest, WordsOfACopyThatWasWithdrawnGiveWayToThoseOfAnother) {
  complete_ = true;
  newsroom_.config.sources[0].priority = 1;
  newsroom_.add_source("second");
  newsroom_.apply();
  newsroom_.network.script(address("second"), [](const fetch::FetchRequest&) {
    return make_response(200,
                         "<rss version='2.0'><channel><title>Second</title><item><title>Story one, as copied</title>"
                         "<link>https://p.example/1</link></item></channel></rss>");
  });
  publish(1, 1);
  newsroom_.poll_well("second");
  publish(1, kArchiveStories + 1);
  keep();
  EXPECT_NE(body().find("Story 1<"), std::string::npos);
  publish(2, kArchiveStories + 1);
  EXPECT_EQ(body().find("Story 1<"), std::string::npos);
  EXPECT_NE(body().find("Story one, as copied"), std::string::npos);
  EXPECT_EQ(count(body(), "<entry>"), kArchiveStories);
}

TEST_F(ArchiveTest, AServiceThatHasMovedLeadsToWhereItIsNow) {
  publish(1, kArchiveStories + 1);
  keep();
  newsroom_.config.service.public_url = "https://moved.example.org";
  newsroom_.apply();
  EXPECT_NE(body().find("rel=\"next-archive\" type=\"application/atom+xml\" "
                        "href=\"https://moved.example.org/topics/all/archive/2.atom\""),
            std::string::npos);
  EXPECT_EQ(count(body(), "<entry>"), kArchiveStories);
  EXPECT_EQ(count(body(), "at:deleted-entry"), 0u);
}

TEST_F(ArchiveTest, NoFullTextStaysWhereTheRightsSayExcerptByNow) {
  newsroom_.config.sources[0].rights = Republish::Full;
  newsroom_.apply();
  publish(1, kArchiveStories + 1);
  keep();
  EXPECT_EQ(count(body(), "<content "), kArchiveStories);
  newsroom_.config.sources[0].rights = Republish::Excerpt;
  newsroom_.apply();
  EXPECT_EQ(count(body(), "<content "), 0u);
  EXPECT_EQ(count(body(), "<entry>"), kArchiveStories);
}

TEST_F(ArchiveTest, WhatOnlyAGuardedSourceBroughtIsTakenOut) {
  newsroom_.add_source("other");
  publish(1, kArchiveStories + 1);
  keep();
  const std::string before = body();
  newsroom_.config.topics[0].sources = {"other"};
  Topic& staff = newsroom_.add_topic("staff");
  staff.sources = {"partner"};
  staff.tokens = {"branch-token-17"};
  newsroom_.apply();
  for (const std::size_t number : {1u, 2u}) {
    SCOPED_TRACE(number);
    const std::string document = body(number);
    EXPECT_EQ(count(document, "<at:deleted-entry ref=\"urn:partner:"), number == 1 ? kArchiveStories : 1u);
    EXPECT_EQ(count(document, "<entry>"), 0u);
    EXPECT_EQ(document.find("Story "), std::string::npos);
    EXPECT_EQ(document.find("Our partner"), std::string::npos);
  }
  newsroom_.config.topics.pop_back();
  newsroom_.config.topics[0].sources.clear();
  newsroom_.apply();
  EXPECT_EQ(body(), before) << "it is for everybody again";
}

TEST_F(ArchiveTest, WhatWasKeptForThoseWithATokenNamesNoGuardedCopyToOthers) {
  newsroom_.config.topics[0].tokens = {"branch-token-17"};
  newsroom_.add_source("hush").title = "Hush press";
  newsroom_.apply();
  newsroom_.network.script(address("hush"), [](const fetch::FetchRequest&) {
    return make_response(200,
                         "<rss version='2.0'><channel><title>Hush</title><item><title>As Hush has it</title>"
                         "<link>https://p.example/1</link></item></channel></rss>");
  });
  newsroom_.poll_well("hush");
  publish(1, kArchiveStories + 1);
  keep();
  const std::string before = body();
  EXPECT_NE(before.find("Hush press"), std::string::npos);
  const auto hush = newsroom_.store.entries({"", "hush", {}, {}}).value();
  newsroom_.config.topics[0].tokens.clear();
  newsroom_.config.topics[0].sources = {"partner"};
  Topic& staff = newsroom_.add_topic("staff");
  staff.sources = {"hush"};
  staff.tokens = {"branch-token-17"};
  newsroom_.apply();
  const std::string document = body();
  EXPECT_EQ(document.find("Hush"), std::string::npos);
  EXPECT_EQ(document.find(hush.at(0).key), std::string::npos);
  EXPECT_NE(document.find("Story 1<"), std::string::npos);
  EXPECT_EQ(count(document, "<entry>"), kArchiveStories);
  EXPECT_EQ(count(document, "at:deleted-entry ref"), 0u);
}

}  // namespace
}  // namespace commonplace::app
