// commonplace inside another program: bytes in, entries out, an Atom document out, with nothing but the public headers.

#include <gtest/gtest.h>

#include "commonplace/commonplace.h"

namespace {

using namespace commonplace;

constexpr std::string_view kDocument = R"(<rss version="2.0"><channel>
  <title>Partner news</title><link>https://partner.example/</link>
  <item><title>Creating a community-led library</title><link>/creating</link>
    <pubDate>Wed, 23 Oct 2024 09:30:00 GMT</pubDate><description>Partners plan together.</description></item>
  <item><title>Weather</title><link>/weather</link><pubDate>Tue, 22 Oct 2024 09:30:00 GMT</pubDate></item>
</channel></rss>)";

constexpr Timestamp kNow{std::chrono::seconds{1'729'771'200}};  // 2024-10-24T12:00:00Z

Result<std::vector<Entry>> read_entries(std::string_view bytes, const Url& url) {
  const auto text = decode_to_utf8(bytes);
  if (!text) return fail(text.error());
  const auto parsed = parse_feed(*text, url);
  if (!parsed) return fail(parsed.error());
  NormalizeContext context;
  context.base = url;
  context.source = "partner";
  context.now = kNow;
  context.first_seen = kNow;
  std::vector<Entry> entries = normalize_feed(*parsed, context).entries;
  for (Entry& entry : entries) entry.key = mint_key(entry.source, identify(entry));
  return entries;
}

std::string publish_as_atom(const std::vector<Entry>& entries) {
  TopicPage page;
  page.site.title = "Library news";
  page.site.public_url = "https://news.example.org";
  page.site.language = "en";
  page.topic.slug = "partnerships";
  page.topic.title = "Partnerships";
  page.updated = kNow;
  page.publishers["partner"].title = "Partner";
  for (const Entry& entry : entries) {
    page.stories.push_back({entry.key, entry.id, *entry.published, entry.updated, entry, {}});
  }
  return render(page, OutputFormat::Atom).body;
}

TEST(Embedding, TakesBytesAndGivesEntriesAndAnAtomDocument) {
  const Url url = parse_url("https://partner.example/feeds/news.xml").value();
  auto entries = read_entries(kDocument, url);
  ASSERT_TRUE(entries) << entries.error().detail;
  const Query wanted = Query::compile("partner* AND NOT weather").value();
  std::erase_if(*entries, [&](const Entry& entry) { return !wanted.matches(entry); });
  ASSERT_EQ(entries->size(), 1u);

  const std::string atom = publish_as_atom(*entries);
  const auto back = read_entries(atom, parse_url("https://news.example.org/topics/partnerships.atom").value());
  ASSERT_TRUE(back) << back.error().detail;
  ASSERT_EQ(back->size(), 1u);
  EXPECT_EQ(back->front().title, "Creating a community-led library");
  EXPECT_EQ(back->front().published, entries->front().published);
  EXPECT_EQ(back->front().excerpt.find("Partners plan together."), 0u);
}

TEST(Embedding, SaysWhatWentWrong) {
  const auto entries = read_entries("<html><title>Login</title></html>", parse_url("https://partner.example/").value());
  ASSERT_FALSE(entries);
  EXPECT_EQ(entries.error().code, Errc::NotAFeed);
}

TEST(Embedding, FindsTheFeedsOfAPage) {
  const Url page = parse_url("https://partner.example/").value();
  const auto found = discover_feeds("<link rel=alternate type=application/rss+xml href=/feed title=News>", page);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].url, "https://partner.example/feed");
}

TEST(Embedding, SaysWhenToAskAgain) {
  RefreshHistory history;
  history.state = SourceState::Ok;
  EXPECT_GT(next_refresh(history, {}, kNow).at, kNow);
}

TEST(Embedding, KnowsItsVersion) { EXPECT_STREQ(version(), COMMONPLACE_TEST_VERSION); }

}  // namespace
