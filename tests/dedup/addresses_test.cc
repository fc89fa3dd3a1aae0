#include "dedup/addresses.h"

#include <gtest/gtest.h>

namespace commonplace::dedup {
namespace {

Entry entry(std::string title, std::string link, std::vector<Link> links = {}) {
  Entry e;
  e.title = std::move(title);
  e.link = std::move(link);
  e.links = std::move(links);
  return e;
}

Link link(std::string rel, std::string href) {
  Link l;
  l.rel = std::move(rel);
  l.href = std::move(href);
  return l;
}

Feed feed_of(std::vector<Entry> entries) {
  Feed feed;
  feed.entries = std::move(entries);
  return feed;
}

TEST(OwnAddresses, AreNeitherFrontPagesNorShared) {
  struct Case {
    const char* name;
    std::vector<Entry> entries;
    std::vector<bool> have_one;
  };
  const Case cases[] = {
      {"pages", {entry("A", "https://x.example/a"), entry("B", "https://x.example/b")}, {true, true}},
      {"none", {entry("A", "")}, {false}},
      {"a front page", {entry("A", "https://x.example/")}, {false}},
      {"a front page with a query", {entry("A", "https://x.example/?p=1")}, {true}},
      {"a list", {entry("A", "https://x.example/l"), entry("B", "https://x.example/l")}, {false, false}},
      {"twice the same", {entry("A", "https://x.example/l"), entry("A", "https://x.example/l")}, {true, true}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    std::vector<bool> have_one;
    for (const std::string& key : own_addresses(feed_of(c.entries))) have_one.push_back(!key.empty());
    EXPECT_EQ(have_one, c.have_one);
  }
}

TEST(OriginAddresses, AreCanonicalAndViaLinksOfOneEntry) {
  const std::string own = "https://b.example/1";
  const std::string original = "https://a.example/news/1";
  struct Case {
    const char* name;
    std::vector<Entry> entries;
    std::vector<std::size_t> counts;
  };
  const Case cases[] = {
      {"canonical", {entry("A", own, {link("canonical", original)})}, {1}},
      {"via", {entry("A", own, {link("via", original)})}, {1}},
      {"another relation", {entry("A", own, {link("related", original)})}, {0}},
      {"itself", {entry("A", own, {link("canonical", "http://www.b.example/1/")})}, {0}},
      {"a front page", {entry("A", own, {link("via", "https://a.example/")})}, {0}},
      {"no address", {entry("A", own, {link("via", "not an address")})}, {0}},
      {"shared by two",
       {entry("A", own, {link("via", "https://a.example/feed")}),
        entry("B", "https://b.example/2", {link("via", "https://a.example/feed")})},
       {0, 0}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Feed feed = feed_of(c.entries);
    std::vector<std::size_t> counts;
    for (const auto& origins : origin_addresses(feed, own_addresses(feed))) counts.push_back(origins.size());
    EXPECT_EQ(counts, c.counts);
  }
  const Feed copy = feed_of({entry("A", own, {link("canonical", original)})});
  const Feed first = feed_of({entry("A", original)});
  EXPECT_EQ(origin_addresses(copy, own_addresses(copy)).at(0).at(0), own_addresses(first).at(0));
}

}  // namespace
}  // namespace commonplace::dedup
