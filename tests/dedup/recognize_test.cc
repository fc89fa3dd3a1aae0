// Poll by poll: what the store would know is carried from one document to the next.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "commonplace/dedup.h"
#include "dedup/addresses.h"
#include "dedup/traits.h"

namespace commonplace {
namespace {

using std::chrono::hours;

constexpr Timestamp kNow{std::chrono::seconds{1'729'771'200}};  // 2024-10-24T12:00:00Z

// Words enough to tell texts apart, other ones for every topic.
std::string words_about(const std::string& topic) {
  std::string text;
  for (int i = 0; i < 24; ++i) text += topic + std::to_string(i * i) + " stands beside " + topic + " once more. ";
  return text;
}

struct Item {
  std::string id;
  std::string link;
  std::string title;
  std::string text = {};
  int day = 0;            // of publication; 0: not dated
  std::string html = {};  // in place of the text
};

Entry entry_of(const Item& item) {
  Entry entry;
  entry.source = "partner";
  entry.id = item.id;
  entry.link = item.link;
  entry.title = item.title;
  if (!item.text.empty()) entry.content = SafeHtml::trust_stored("<p>" + words_about(item.text) + "</p>");
  if (!item.html.empty()) entry.content = SafeHtml::trust_stored(item.html);
  if (item.day != 0) {
    entry.published = kNow + hours{24} * item.day;
    entry.date_from = DateFrom::Published;
  }
  return entry;
}

// What one source brought so far, as the stores keep it.
class SourceMemory {
 public:
  Delta poll(const std::vector<Item>& items, FeedFormat format = FeedFormat::Rss) {
    now_ += hours{1};
    Feed feed;
    feed.format = format;
    for (const Item& item : items) feed.entries.push_back(entry_of(item));
    Delta delta = reconcile(feed, known(feed), now_);
    for (EntryChange& change : delta.changes) keep(change, feed.entries[change.index]);
    if (delta.id_quality) quality_ = *delta.id_quality;
    return delta;
  }

  std::size_t size() const { return entries_.size(); }
  const IdQuality& quality() const { return quality_; }

 private:
  // A store asks for less; what is known besides must make no difference.
  Known known(const Feed& feed) const {
    Known known;
    known.id_quality = quality_;
    std::set<std::string> named;
    for (const Entry& entry : feed.entries) named.insert(identify(entry));
    for (const auto& [identity, stored] : entries_) {
      const bool is_named = named.contains(identity.substr(0, identity.find('\n')));
      if (is_named) known.by_identity[identity] = stored;
      if (!is_named) known.alike.push_back(stored);
    }
    return known;
  }

  void keep(EntryChange& change, const Entry& entry) {
    const auto has_key = [&change](const auto& stored) { return stored.second.key == change.key; };
    while (change.change == Change::Inserted && std::any_of(entries_.begin(), entries_.end(), has_key)) {
      change.key = mint_key(entry.source, change.key + change.identity);
    }
    if (change.change == Change::Unchanged) return;
    const std::string& before = change.known_as.empty() ? change.identity : change.known_as;
    EXPECT_EQ(entries_.erase(before), change.change == Change::Inserted ? 0u : 1u) << before;
    EXPECT_FALSE(entries_.contains(change.identity)) << change.identity;
    entries_[change.identity] = {change.key,      change.fingerprint, change.revision,
                                 change.versions, change.identity,    dedup::traits_of(entry, change.url_key)};
  }

  Timestamp now_ = kNow;
  IdQuality quality_;
  std::map<std::string, KnownEntry> entries_;
};

std::vector<std::string> keys(const Delta& delta) {
  std::vector<std::string> keys;
  for (const EntryChange& change : delta.changes) keys.push_back(change.key);
  return keys;
}

std::string counts(const Delta& delta) {
  return std::to_string(delta.count(Change::Inserted)) + " new, " + std::to_string(delta.count(Change::Revised)) +
         " revised, " + std::to_string(delta.count(Change::Moved)) + " moved, " +
         std::to_string(delta.count(Change::Unchanged)) + " unchanged";
}

std::vector<Item> articles(const std::string& scheme, const std::string& id_prefix, int dated = 1) {
  std::vector<Item> items;
  for (int i = 1; i <= 5; ++i) {
    const std::string n = std::to_string(i);
    items.push_back(
        {id_prefix + n, scheme + "://partner.example/news/" + n, "Headline number " + n, "subject" + n, dated * -i});
  }
  return items;
}

TEST(Recognize, TellsWhatBecameOfADocument) {
  struct Case {
    const char* name;
    std::vector<Item> before;
    std::vector<Item> after;
    const char* expected;
  };
  const Item plain = {"1", "https://x.example/1", "A headline", "books", -1};
  const auto with = [&plain](auto change) {
    Item item = plain;
    change(item);
    return item;
  };
  const Case cases[] = {
      {"nothing", {plain}, {plain}, "0 new, 0 revised, 0 moved, 1 unchanged"},
      {"an edited title",
       {plain},
       {with([](Item& i) { i.title = "Another"; })},
       "0 new, 1 revised, 0 moved, 0 unchanged"},
      {"an edited text", {plain}, {with([](Item& i) { i.text = "films"; })}, "0 new, 1 revised, 0 moved, 0 unchanged"},
      {"title and address edited, the text stays",
       {plain},
       {with([](Item& i) { i.title = "Another", i.link = "https://x.example/another"; })},
       "0 new, 1 revised, 0 moved, 0 unchanged"},
      {"rewritten under its address",
       {plain},
       {with([](Item& i) { i.title = "Another", i.text = "films", i.day = 2; })},
       "0 new, 1 revised, 0 moved, 0 unchanged"},
      {"rewritten and moved, the date stays",
       {plain},
       {with([](Item& i) { i.title = "Another", i.text = "films", i.link = "https://x.example/2"; })},
       "0 new, 1 revised, 0 moved, 0 unchanged"},
      {"the address moves to https",
       {with([](Item& i) { i.link = "http://x.example/1"; })},
       {plain},
       "0 new, 0 revised, 1 moved, 0 unchanged"},
      {"a picture is signed anew",
       {with([](Item& i) { i.html = R"(<img src="https://x.example/a.jpg?sig=1">)"; })},
       {with([](Item& i) { i.html = R"(<img src="https://x.example/a.jpg?sig=2">)"; })},
       "0 new, 0 revised, 1 moved, 0 unchanged"},
      {"another picture",
       {with([](Item& i) { i.html = R"(<img src="https://x.example/a.jpg">)"; })},
       {with([](Item& i) { i.html = R"(<img src="https://x.example/b.jpg">)"; })},
       "0 new, 1 revised, 0 moved, 0 unchanged"},
      {"the address counts who asks for it",
       {plain},
       {with([](Item& i) { i.link = "https://x.example/1?asked=20241024"; })},
       "0 new, 0 revised, 1 moved, 0 unchanged"},
      {"the site moves, the id stays",
       {plain},
       {with([](Item& i) { i.link = "https://y.example/a"; })},
       "0 new, 0 revised, 1 moved, 0 unchanged"},
      {"the site moves, and a short text is edited",
       {with([](Item& i) { i.html = "<p>At nine</p>"; })},
       {with([](Item& i) { i.html = "<p>At ten</p>", i.link = "https://y.example/a"; })},
       "0 new, 1 revised, 0 moved, 0 unchanged"},
      {"another address and an edited text",
       {plain},
       {with([](Item& i) { i.link = "https://y.example/a", i.text = "films"; })},
       "0 new, 1 revised, 0 moved, 0 unchanged"},
      {"the id for the next of a series without texts",
       {with([](Item& i) { i.text = ""; })},
       {with([](Item& i) { i.link = "https://x.example/2", i.text = "", i.day = 6; })},
       "0 new, 1 revised, 0 moved, 0 unchanged"},

      {"another id", {plain}, {with([](Item& i) { i.id = "2"; })}, "0 new, 0 revised, 1 moved, 0 unchanged"},
      {"another id and address",
       {plain},
       {with([](Item& i) { i.id = "2", i.link = "https://y.example/a"; })},
       "0 new, 0 revised, 1 moved, 0 unchanged"},
      {"another id, an edited title",
       {plain},
       {with([](Item& i) { i.id = "2", i.title = "Another"; })},
       "0 new, 1 revised, 0 moved, 0 unchanged"},
      {"another id, an edited text",
       {plain},
       {with([](Item& i) { i.id = "2", i.text = "films"; })},
       "0 new, 1 revised, 0 moved, 0 unchanged"},
      {"another id and date, all else the same",
       {plain},
       {with([](Item& i) { i.id = "2", i.day = 3; })},
       "0 new, 0 revised, 1 moved, 0 unchanged"},
      {"no id and no address, an edited title",
       {with([](Item& i) { i.id = "urn:uuid:1", i.link = ""; })},
       {with([](Item& i) { i.id = "urn:uuid:2", i.link = "", i.title = "Another"; })},
       "0 new, 1 revised, 0 moved, 0 unchanged"},

      {"the next of a series on the same page",
       {plain},
       {with([](Item& i) { i.id = "2", i.text = "films", i.day = 6; })},
       "1 new, 0 revised, 0 moved, 0 unchanged"},
      {"the same title another day, elsewhere",
       {plain},
       {with([](Item& i) { i.id = "2", i.link = "https://x.example/2", i.text = "films", i.day = 6; })},
       "1 new, 0 revised, 0 moved, 0 unchanged"},
      {"the same page for something else",
       {plain},
       {with([](Item& i) { i.id = "2", i.title = "Another", i.text = "films", i.day = 1; })},
       "1 new, 0 revised, 0 moved, 0 unchanged"},
      {"the same again while the first is still listed",
       {plain},
       {plain, with([](Item& i) { i.id = "2"; })},
       "1 new, 0 revised, 0 moved, 1 unchanged"},
      {"the same title and page without a text, another day",
       {with([](Item& i) { i.text = ""; })},
       {with([](Item& i) { i.id = "2", i.text = "", i.day = 6; })},
       "1 new, 0 revised, 0 moved, 0 unchanged"},

      {"the id for another article",
       {plain},
       {{"1", "https://x.example/2", "Films on Friday", "films", 3}},
       "1 new, 0 revised, 0 moved, 0 unchanged"},
      {"the id for another article, without addresses",
       {with([](Item& i) { i.link = ""; })},
       {{"1", "", "Films on Friday", "films", 3}},
       "1 new, 0 revised, 0 moved, 0 unchanged"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    SourceMemory source;
    const Delta first = source.poll(c.before);
    const Delta second = source.poll(c.after);
    EXPECT_EQ(counts(second), c.expected);
    const bool is_the_same = second.count(Change::Inserted) == 0;
    EXPECT_EQ(keys(second) == keys(first), is_the_same);
    EXPECT_EQ(counts(source.poll(c.after)),
              "0 new, 0 revised, 0 moved, " + std::to_string(c.after.size()) + " unchanged");
  }
}

TEST(Recognize, TellsWhatADocumentListsUnderOneId) {
  struct Case {
    const char* name;
    std::vector<Item> items;
    std::size_t entries;
    IdHabit habit;
    FeedFormat format = FeedFormat::Rss;
  };
  const Case cases[] = {
      {"one entry twice",
       {{"1", "https://x.example/1", "A", "a", -1}, {"1", "https://x.example/1", "A", "a", -1}},
       1,
       IdHabit::Repeated},
      {"different address and title",
       {{"1", "https://x.example/1", "A"}, {"1", "https://x.example/2", "B"}},
       2,
       IdHabit::Reused},
      {"the same title elsewhere",
       {{"1", "https://x.example/1", "A"}, {"1", "https://x.example/2", "A"}},
       1,
       IdHabit::Repeated},
      {"one page for all, different texts",
       {{"1", "https://x.example/news", "A", "a"}, {"1", "https://x.example/news", "B", "b"}},
       2,
       IdHabit::Reused},
      {"no addresses, different texts",
       {{"1", "", "A", "a"}, {"1", "", "B", "b"}, {"1", "", "C", "c"}},
       3,
       IdHabit::Reused},
      {"no addresses, a template, different days",
       {{"1", "", "A", "a", 1}, {"1", "", "B", "a", 2}},
       1,
       IdHabit::Repeated},
      {"a template with addresses",
       {{"1", "https://x.example/1", "A"}, {"1", "https://x.example/2", "B"}},
       2,
       IdHabit::Reused},
      {"a template in brief, different days", {{"1", "", "A", "", 1}, {"1", "", "B", "", 2}}, 2, IdHabit::Reused},
      {"the versions that Atom may list",
       {{"1", "", "A", "", 1}, {"1", "", "B", "", 2}},
       1,
       IdHabit::Repeated,
       FeedFormat::Atom},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    SourceMemory source;
    const Delta delta = source.poll(c.items, c.format);
    EXPECT_EQ(delta.count(Change::Inserted), c.entries);
    EXPECT_EQ(delta.issues.size(), 1u);
    EXPECT_TRUE(source.quality().noticed.contains(c.habit));
    EXPECT_EQ(source.quality().noticed.size(), 1u);
    const Delta again = source.poll(c.items, c.format);
    EXPECT_EQ(again.count(Change::Unchanged), c.entries);
    EXPECT_EQ(keys(again), keys(delta));
  }
}

TEST(Recognize, AllIdsMayChangeAtOnce) {
  struct Case {
    const char* name;
    std::vector<Item> after;
  };
  std::vector<Item> re_dated = articles("https", "https://new.example/?p=", 0);
  for (Item& item : re_dated) item.link = item.id, item.day = 3;
  const Case cases[] = {
      {"to https", articles("https", "https://partner.example/news/")},
      {"another CMS on the same addresses", articles("http", "tag:partner.example,2024:")},
      {"another CMS at other addresses, all dated today", re_dated},
      {"dates that are lost", articles("http", "urn:x:", 0)},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    SourceMemory source;
    const Delta before = source.poll(articles("http", "http://partner.example/news/"));
    std::vector<Item> items = c.after;
    if (items[1].day < 1) items[1].title += ", corrected";
    items.insert(items.begin(), {"brand-new", "https://partner.example/news/99", "Opening", "opening", 1});
    const Delta after = source.poll(items);
    EXPECT_EQ(after.count(Change::Inserted), 1u) << counts(after);
    EXPECT_EQ(after.count(Change::Revised), items[2].title == "Headline number 2" ? 0u : 1u) << counts(after);
    std::vector<std::string> kept = keys(after);
    kept.erase(kept.begin());
    EXPECT_EQ(kept, keys(before));
    EXPECT_TRUE(source.quality().noticed.contains(IdHabit::Changed));
    EXPECT_FALSE(source.quality().is_unstable());
    EXPECT_EQ(counts(source.poll(items)), "0 new, 0 revised, 0 moved, 6 unchanged") << "under their new ids";
    EXPECT_EQ(source.size(), 6u);
  }
}

TEST(Recognize, IdsMayChangeWithEveryDocument) {
  for (const bool dated_now : {false, true}) {
    SCOPED_TRACE(dated_now);
    SourceMemory source;
    const Delta first = source.poll(articles("https", "0-"));
    for (int poll = 1; poll < 6; ++poll) {
      std::vector<Item> items = articles("https", std::to_string(poll) + "-");
      if (dated_now) {
        for (Item& item : items) item.day = poll;
      }
      const Delta delta = source.poll(items);
      EXPECT_EQ(counts(delta), "0 new, 0 revised, 5 moved, 0 unchanged");
      EXPECT_EQ(keys(delta), keys(first));
    }
    EXPECT_TRUE(source.quality().is_unstable());
    EXPECT_TRUE(source.quality().noticed.contains(IdHabit::Unstable));
    std::vector<Item> good = articles("https", "5-");
    if (dated_now) {
      for (Item& item : good) item.day = 5;
    }
    good[0].title += ", corrected";
    EXPECT_EQ(counts(source.poll(good)), "0 new, 1 revised, 0 moved, 4 unchanged");
    EXPECT_FALSE(source.quality().is_unstable()) << "they have stayed";
  }
}

// One item that is made anew for every request: two are taken at their word, then it is understood.
TEST(Recognize, ASingleEntryWhoseIdAlwaysChangesIsUnderstoodInTheEnd) {
  SourceMemory source;
  for (int poll = 0; poll < 10; ++poll) {
    source.poll({{"id-" + std::to_string(poll), "https://x.example/today", "Open today", "", poll * 2 + 1}});
  }
  EXPECT_LE(source.size(), 3u);
}

// guid = place in the list: every new article shifts all ids by one.
TEST(Recognize, IdsMayBePlacesInTheList) {
  SourceMemory source;
  std::vector<Item> items;
  std::map<std::string, std::string> key_of;  // by title
  for (int poll = 1; poll <= 12; ++poll) {
    SCOPED_TRACE(poll);
    const std::string n = std::to_string(poll);
    items.insert(items.begin(), {"", "https://x.example/" + n, "Story time " + n, poll % 2 ? "a" : "b" + n, poll});
    if (items.size() > 5) items.pop_back();
    for (std::size_t i = 0; i < items.size(); ++i) items[i].id = std::to_string(i + 1);
    const Delta delta = source.poll(items);
    EXPECT_EQ(delta.count(Change::Inserted), 1u) << counts(delta);
    EXPECT_EQ(delta.count(Change::Revised), 0u) << counts(delta);
    for (const EntryChange& change : delta.changes) {
      const auto [known, fresh] = key_of.emplace(items[change.index].title, change.key);
      EXPECT_EQ(known->second, change.key) << items[change.index].title;
    }
  }
  EXPECT_EQ(source.size(), 12u);
}

// All entries have one id; the newest comes first.
TEST(Recognize, AllIdsMayBeTheSame) {
  for (const char* link : {"https://x.example/", "https://x.example/?p="}) {
    SCOPED_TRACE(link);
    const bool has_pages = std::string_view(link).ends_with('=');
    SourceMemory source;
    std::vector<Item> items;
    for (int poll = 1; poll <= 12; ++poll) {
      SCOPED_TRACE(poll);
      const std::string n = std::to_string(poll);
      items.insert(items.begin(), {"news", has_pages ? link + n : link, "Headline " + n, "subject" + n, poll});
      if (items.size() > 5) items.pop_back();
      const Delta delta = source.poll(items);
      EXPECT_EQ(delta.count(Change::Inserted), 1u) << counts(delta);
      EXPECT_EQ(delta.count(Change::Revised), 0u) << counts(delta);
    }
    EXPECT_EQ(source.size(), 12u);
    EXPECT_TRUE(source.quality().noticed.contains(IdHabit::Reused));
  }
}

// Articles that differ in all they say, under ids that mean nothing: drawn anew for each document, and few.
RC_GTEST_PROP(Recognize, AnArticleIsOneEntryWhateverItsIds, ()) {
  SourceMemory source;
  std::map<std::string, std::string> key_of;  // by title
  const int polls = *rc::gen::inRange(2, 8);
  const int ids = *rc::gen::element(2, 5, 1000);
  for (int poll = 0; poll < polls; ++poll) {
    const auto numbers = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 15));
    std::set<int> listed;
    std::vector<Item> items;
    for (const int number : numbers) {
      if (!listed.insert(number).second) continue;
      const std::string n = std::to_string(number);
      const std::string id = std::to_string(*rc::gen::inRange(0, ids));
      items.push_back({id, "https://x.example/" + n, "Headline number " + n, "subject" + n, number});
    }
    const Delta delta = source.poll(items);
    RC_ASSERT(delta.changes.size() == items.size());
    RC_ASSERT(delta.count(Change::Revised) == 0u);
    for (const EntryChange& change : delta.changes) {
      const auto [known, fresh] = key_of.emplace(items[change.index].title, change.key);
      RC_ASSERT(fresh == (change.change == Change::Inserted));
      RC_ASSERT(known->second == change.key);
    }
    RC_ASSERT(source.size() == key_of.size());
  }
}

// Ids that can be trusted are, whatever becomes of the rest: title, text and address may change at once.
RC_GTEST_PROP(Recognize, AnIdThatStaysMakesEveryChangeAnEdit, ()) {
  SourceMemory source;
  std::vector<std::string> first;
  for (int poll = 0; poll < 3; ++poll) {
    std::vector<Item> items;
    for (int number = 1; number <= 6; ++number) {
      const auto version = [] { return std::to_string(*rc::gen::inRange(0, 3)); };
      const std::string n = std::to_string(number);
      items.push_back({n, "https://x.example/" + n + "/" + version(), "Headline " + n + " " + version(),
                       "subject" + n + version(), number});
    }
    const Delta delta = source.poll(items);
    RC_ASSERT(delta.count(Change::Inserted) == (poll == 0 ? 6u : 0u));
    if (poll == 0) first = keys(delta);
    RC_ASSERT(keys(delta) == first);
  }
}

TEST(Recognize, SaysInWordsWhatItNoticed) {
  SourceMemory source;
  const Delta delta = source.poll({{"x", "https://x.example/1", "A"}, {"x", "https://x.example/2", "B"}});
  EXPECT_EQ(delta.issues, std::vector<std::string>{"1 entry has the id of another article; both are kept ('x')"});
}

TEST(IdQuality, IsToldOnceADayAndForgottenInTheEnd) {
  IdQuality quality;
  notice(quality, IdHabit::Reused, 2, "a", kNow);
  notice(quality, IdHabit::Reused, 3, "b", kNow + hours{1});
  EXPECT_EQ(quality.noticed.at(IdHabit::Reused).times, 1u);
  notice(quality, IdHabit::Reused, 3, "c", kNow + hours{24});
  EXPECT_EQ(quality.noticed.at(IdHabit::Reused), (IdQuality::Noticed{2, 3, kNow, kNow + hours{24}, "c"}));
  forget_old_habits(quality, kNow + hours{24 * 90});
  EXPECT_FALSE(quality.noticed.empty());
  forget_old_habits(quality, kNow + hours{24 * 92});
  EXPECT_TRUE(quality.noticed.empty());
}

}  // namespace
}  // namespace commonplace
