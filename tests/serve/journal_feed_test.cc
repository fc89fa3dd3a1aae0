#include "serve/journal_feed.h"

#include <gtest/gtest.h>

namespace commonplace::serve {
namespace {

using namespace std::chrono_literals;
using store::Happening;
using store::JournalRow;

const Timestamp kNow{1729771200s};  // 24 October 2024, 12:00
const Site kSite{.title = "Library news",
                 .public_url = "https://news.example.org",
                 .language = "fr",
                 .version = "0.1.0",
                 .zone = {}};

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(JournalFeed, SaysWhatHappenedInWords) {
  struct Case {
    JournalRow row;
    const char* id;
    const char* title;
    const char* link;
    const char* summary;
  };
  const Case cases[] = {
      {{Happening::Added, kNow, "k1", "beta", "Bees & trees", ""},
       "/journal/added/k1",
       "New: Bees &amp; trees",
       "/entries/k1",
       "From the source beta. "},
      {{Happening::Edited, kNow, "k1", "beta", "Bees", "3"},
       "/journal/edited/k1/3",
       "Edited: Bees",
       "/entries/k1",
       "This is revision 3."},
      {{Happening::Merged, kNow, "k2", "beta", "Bees", "k1"},
       "/journal/merged/k2",
       "One story with an older one: Bees",
       "/entries/k1",
       "It is a copy of the story k1"},
      {{Happening::Retracted, kNow, "k1", "beta", "Bees", "withdrawn"},
       "/journal/retracted/k1/2024-10-24T12:00:00Z",
       "Retracted: Bees",
       "/entries/k1",
       "Why: withdrawn."},
      {{Happening::Reconfigured, kNow, "7", "", "", "changed partners.toml"},
       "/journal/reconfigured/7",
       "Configuration: changed partners.toml",
       nullptr,
       "changed partners.toml."},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.title);
    const std::string feed = write_journal(kSite, {c.row});
    EXPECT_TRUE(holds(feed, "<id>https://news.example.org" + std::string(c.id) + "</id>")) << feed;
    EXPECT_TRUE(holds(feed, "<title>" + std::string(c.title) + "</title>")) << feed;
    EXPECT_TRUE(holds(feed, c.summary)) << feed;
    EXPECT_TRUE(holds(feed, "<updated>2024-10-24T12:00:00Z</updated>"));
    EXPECT_EQ(holds(feed, "rel=\"alternate\""), c.link != nullptr);
    const std::string address = c.link ? std::string("https://news.example.org") + c.link : "";
    EXPECT_TRUE(holds(feed, "<link rel=\"alternate\" href=\"" + address + "\"/>") || !c.link) << feed;
  }
}

TEST(JournalFeed, AnEmptyOneIsAFeedToo) {
  const std::string feed = write_journal(kSite, {});
  EXPECT_TRUE(holds(feed, "<title>Library news: journal</title>"));
  EXPECT_TRUE(holds(feed, "<updated>1970-01-01T00:00:00Z</updated>"));
  EXPECT_FALSE(holds(feed, "<entry>"));
}

}  // namespace
}  // namespace commonplace::serve
