#include "serve/feed_history.h"

#include <gtest/gtest.h>

#include <optional>

#include "serve/snapshot.h"

namespace commonplace::serve {
namespace {

std::shared_ptr<const Representation> feed(const std::string& entries, const std::string& head = "head") {
  std::string body = "<?xml version=\"1.0\"?>\n<feed>\n  <title>" + head + std::string(400, '.') + "</title>";
  for (const char entry : entries) {
    const bool is_gone = entry == '-';
    body += is_gone ? "\n  <at:deleted-entry ref=\"urn:x:gone\"/>"
                    : "\n  <entry>\n    <id>" + std::string(1, entry) + "</id>\n  </entry>";
  }
  return represent({"application/atom+xml; charset=utf-8", body + "\n</feed>\n", Timestamp{}},
                   std::chrono::seconds{60});
}

// The letters of the entries that are in it.
std::string entries_in(const std::string& body) {
  std::string letters;
  for (auto at = body.find("<id>"); at != std::string::npos; at = body.find("<id>", at + 1)) letters += body[at + 4];
  if (body.find("deleted-entry") != std::string::npos) letters += '-';
  return letters;
}

using History = std::shared_ptr<const FeedHistory>;

TEST(FeedHistory, TellsWhatIsNewSinceEachStateThatItRemembers) {
  const auto first = feed("a"), second = feed("ba"), third = feed("Ca-");
  History history = FeedHistory::after(nullptr, *first);
  EXPECT_FALSE(history->since(first->identity.etag)) << "it is the present one";
  history = FeedHistory::after(history, *second);
  history = FeedHistory::after(history, *third);
  EXPECT_EQ(entries_in(history->since(first->identity.etag)->body), "C-");
  EXPECT_EQ(entries_in(history->since(second->gzip->etag)->body), "C-");
  EXPECT_EQ(history->since(second->gzip->etag)->base, second->gzip->etag);
  EXPECT_EQ(entries_in(history->since("\"stranger\", W/" + first->identity.etag)->body), "C-");
  EXPECT_FALSE(history->since("\"stranger\""));
  EXPECT_FALSE(history->since("*"));
  EXPECT_FALSE(history->since(""));
}

TEST(FeedHistory, ADeltaIsAFeed) {
  const auto first = feed("ab"), second = feed("ab", "renamed"), third = feed("cab", "renamed");
  History history = FeedHistory::after(nullptr, *first);
  history = FeedHistory::after(history, *second);
  const std::string nothing = history->since(first->identity.etag)->body;
  EXPECT_EQ(nothing, feed("", "renamed")->identity.body.text());
  history = FeedHistory::after(history, *third);
  EXPECT_EQ(history->since(first->identity.etag)->body, feed("c", "renamed")->identity.body.text());
}

TEST(FeedHistory, AnEditedEntryIsNew) {
  const auto before = feed("ab"), after = feed("aB");
  const History history = FeedHistory::after(FeedHistory::after(nullptr, *before), *after);
  EXPECT_EQ(entries_in(history->since(before->identity.etag)->body), "B");
}

TEST(FeedHistory, TheSameDocumentIsTheSameState) {
  const auto first = feed("a"), again = feed("a"), second = feed("ba");
  const History history = FeedHistory::after(nullptr, *first);
  EXPECT_FALSE(FeedHistory::after(history, *first)->since(first->identity.etag));
  EXPECT_FALSE(FeedHistory::after(history, *again)->since(first->identity.etag));
  const History back = FeedHistory::after(FeedHistory::after(history, *second), *again);
  EXPECT_FALSE(back->since(first->identity.etag)) << "who has it has the present one";
  EXPECT_EQ(entries_in(back->since(second->identity.etag)->body), "");
}

TEST(FeedHistory, IsBounded) {
  History history;
  std::vector<std::string> etags;
  for (int i = 0; i < 100; ++i) {
    const auto next = feed("a", std::to_string(i));
    history = FeedHistory::after(history, *next);
    etags.push_back(next->identity.etag);
  }
  std::size_t remembered = 0;
  for (const std::string& etag : etags) remembered += history->since(etag).has_value();
  EXPECT_EQ(remembered, FeedHistory::kStates);
  EXPECT_TRUE(history->since(etags[98]));
  EXPECT_FALSE(history->since(etags[0]));
}

TEST(AcceptsFeedDelta, ReadsAIm) {
  const struct {
    const char* value;
    bool expected;
  } kCases[] = {
      {"feed", true},       {"Feed", true},           {"vcdiff, feed", true}, {"feed;q=0.5, gzip", true},
      {"feed; q=0", false}, {"feed;q=0.000", false},  {"vcdiff", false},      {"", false},
      {"feeds", false},     {"gzip;q=0, feed", true},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.value);
    Request request;
    request.headers = {{"a-im", c.value}};
    EXPECT_EQ(accepts_feed_delta(request), c.expected);
  }
  EXPECT_FALSE(accepts_feed_delta(Request{}));
}

}  // namespace
}  // namespace commonplace::serve
