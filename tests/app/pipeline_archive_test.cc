// What is kept of a document, what of it waits, and what came before it.

#include "app/pipeline.h"
#include "newsroom.h"
#include "store/compressed.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;
using std::chrono::hours;
using Titles = std::vector<std::string>;

class PipelineArchiveTest : public ::testing::Test {
 protected:
  PipelineArchiveTest() { newsroom_.add_source("partner"); }

  Source& source() { return newsroom_.config.sources.front(); }
  void answer(std::string_view url, const std::string& body) {
    newsroom_.network.answer(url, make_response(200, body, {{"content-type", "application/xml"}}));
  }
  void answer(const std::string& body) { answer(address("partner"), body); }
  PollReport poll() { return newsroom_.poll_well("partner"); }
  std::vector<store::Original> originals() { return newsroom_.store.originals(newsroom_.row("partner").id).value(); }
  // An Atom document whose entries are dated; `before` is the archive of what came before them.
  static std::string atom(const std::vector<std::pair<std::string, std::string>>& entries,
                          const std::string& before = {}) {
    std::string text = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>x</title><id>urn:x</id>";
    if (!before.empty()) text += "<link rel=\"prev-archive\" href=\"" + before + "\"/>";
    for (const auto& [title, date] : entries) {
      text += "<entry><id>urn:" + title + "</id><title>" + title + "</title><link href=\"/" + title +
              "\"/><published>" + date + "</published><updated>" + date + "</updated></entry>";
    }
    return text + "</feed>";
  }

  Newsroom newsroom_;
};

TEST_F(PipelineArchiveTest, KeepsTheDocumentsThatBroughtSomething) {
  newsroom_.apply();
  const std::string first = rss({"One"});
  const std::string second = rss({"Two", "One"});
  answer(first);
  answer(rss({"One"}, "<title>Another head</title>"));
  answer(second);
  for (int i = 0; i < 3; ++i) poll();
  const auto kept = originals();
  ASSERT_EQ(kept.size(), 2u);
  EXPECT_EQ(store::decompressed(kept[0].document), first);
  EXPECT_EQ(store::decompressed(kept[1].document), second);
  EXPECT_EQ(kept[0].content_type, "application/xml");
  EXPECT_EQ(kept[0].url, address("partner"));
  EXPECT_EQ(kept[0].fetched, newsroom_.clock.now());
}

TEST_F(PipelineArchiveTest, WhatIsDatedAheadWaitsWhereTheOperatorWantsIt) {
  source().future_dates = FutureDates::Hold;
  newsroom_.apply();
  const Timestamp due = newsroom_.clock.now() + hours{6};
  answer(atom({{"Soon", to_rfc3339(due)}, {"Later", to_rfc3339(due + hours{48})}, {"Now", "2024-10-22T08:00:00Z"}}));
  EXPECT_EQ(poll().fresh, 1u);
  EXPECT_EQ(newsroom_.titles(), Titles{"Now"});
  EXPECT_EQ(newsroom_.row("partner").history.entries_due, due);
  EXPECT_LE(*newsroom_.row("partner").next_poll, due);

  newsroom_.clock.advance(hours{1});
  EXPECT_EQ(poll().status, PollStatus::Unchanged) << "nothing is due yet";
  newsroom_.clock.advance(hours{5});
  EXPECT_EQ(poll().fresh, 1u) << "the same bytes say something else now";
  EXPECT_EQ(newsroom_.titles(), (Titles{"Soon", "Now"}));
  EXPECT_EQ(newsroom_.row("partner").history.entries_due, due + hours{48});
  EXPECT_EQ(newsroom_.network.requests().back().validators, Validators{});
  const std::vector<Entry> entries = newsroom_.store.entries({}).value();
  EXPECT_EQ(entries.front().published, due);
}

TEST_F(PipelineArchiveTest, FillsBackFromTheSourcesOwnArchivesAtTheFirstPoll) {
  source().backfill = 3;
  source().headers["Authorization"] = "Bearer secret";
  newsroom_.apply();
  const std::string one = "https://partner.example/archive/1";
  const std::string elsewhere = "https://archive.example/0";
  answer(atom({{"Newest", "2024-10-22T08:00:00Z"}}, one));
  answer(one, atom({{"Second", "2024-10-21T08:00:00Z"}, {"Newest", "2024-10-22T08:00:00Z"}}, elsewhere));
  answer(elsewhere, atom({{"Third", "2024-10-20T08:00:00Z"}, {"Fourth", "2024-10-19T08:00:00Z"}}, one));
  EXPECT_EQ(poll().fresh, 3u) << "three were asked for, one of which was known already";
  EXPECT_EQ(newsroom_.titles(), (Titles{"Newest", "Second", "Third"}));
  const auto& requests = newsroom_.network.requests();
  ASSERT_EQ(requests.size(), 3u);
  EXPECT_EQ(requests[1].headers.count("Authorization"), 1u);
  EXPECT_EQ(requests[2].headers.count("Authorization"), 0u) << "a secret is for its own host";
  poll();
  EXPECT_EQ(newsroom_.network.requests().size(), 4u) << "only once";
}

TEST_F(PipelineArchiveTest, ArchivesThatGoInACircleOrAreGoneEndTheFilling) {
  source().backfill = 100;
  newsroom_.apply();
  const std::string one = "https://partner.example/archive/1";
  answer(atom({{"Newest", "2024-10-22T08:00:00Z"}}, one));
  answer(one, atom({{"Second", "2024-10-21T08:00:00Z"}}, one));
  EXPECT_EQ(poll().fresh, 2u);
  EXPECT_EQ(newsroom_.network.requests().size(), 2u);
}

TEST_F(PipelineArchiveTest, WithoutBackfillNobodyAsksForArchives) {
  newsroom_.apply();
  answer(atom({{"Newest", "2024-10-22T08:00:00Z"}}, "https://partner.example/archive/1"));
  poll();
  EXPECT_EQ(newsroom_.network.requests().size(), 1u);
}

}  // namespace
}  // namespace commonplace::app
