#include <algorithm>

#include "store/contract/contract.h"

namespace commonplace::testing {
namespace {

using namespace std::chrono_literals;

template <class Backend>
class PageContract : public StoreContract<Backend> {};
TYPED_TEST_SUITE(PageContract, Backends);

using Titles = std::vector<std::string>;

TYPED_TEST(PageContract, OrdersByPublicationThenFirstSightThenPlace) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a,
             feed_of({article("1", "old", kNow - 2h), article("2", "tie, first", kNow - 1h),
                      article("3", "tie, second", kNow - 1h)}),
             {topic});
  this->now_ += 1min;
  this->poll(a, feed_of({article("4", "tie, seen later", kNow - 1h), article("5", "new", kNow)}), {topic});
  const Titles expected = {"new", "tie, seen later", "tie, first", "tie, second", "old"};
  EXPECT_EQ(this->lead_titles(topic), expected);
  EXPECT_EQ(this->titles(this->all_entries()), expected);
  EXPECT_EQ(this->lead_titles(topic, 2), (Titles{"new", "tie, seen later"}));
  EXPECT_EQ(this->page(topic, 2).total, 5u);
}

TYPED_TEST(PageContract, LeavesOutWhatIsTooOld) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({article("1", "old", kNow - 3h), article("2", "on the edge", kNow - 2h), article("3", "new")}),
             {topic});
  store::TopicSelection selection;
  selection.since = kNow - 2h;
  const auto page = this->store_->newest(topic, selection).value();
  ASSERT_EQ(page.stories.size(), 1u);
  EXPECT_EQ(page.stories[0].copies[0].title, "new");
  EXPECT_EQ(page.total, 1u);
  EXPECT_EQ(page.newest_too_old, kNow - 2h);
  EXPECT_FALSE(this->page(topic).newest_too_old);
}

// Over months, and on both sides of 1970; after stories came, left and came back.
TYPED_TEST(PageContract, CountsWhatIsNewEnoughFromAnyMoment) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  std::vector<Timestamp> moments;
  for (int hour = -2000; hour <= 2000; hour += 45) {
    moments.push_back(Timestamp{} + std::chrono::hours{hour});
    moments.push_back(kNow - 2000h + std::chrono::hours{hour});
  }
  std::vector<Entry> entries;
  for (const Timestamp moment : moments) {
    const std::string number = std::to_string(entries.size());
    entries.push_back(article(number, "Title " + number, moment));
  }
  this->poll(a, feed_of(entries), {topic});
  const auto expect_counts = [&] {
    std::vector<Timestamp> published;
    for (const store::StoryRow& story : this->page(topic, 1000).stories) published.push_back(story.published);
    for (const Timestamp moment : moments) {
      for (const Timestamp since : {moment - 1s, moment, moment + 1s}) {
        const auto newer = std::ranges::count_if(published, [since](Timestamp time) { return time > since; });
        const auto page = this->store_->newest(topic, {.limit = 1, .since = since}).value();
        EXPECT_EQ(page.total, static_cast<std::size_t>(newer)) << since.time_since_epoch().count();
      }
    }
    return published.size();
  };
  EXPECT_EQ(expect_counts(), moments.size());

  const std::vector<std::int64_t> rows = this->members(topic);
  const std::vector<std::int64_t> half(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 2));
  this->set_members(topic, half);
  EXPECT_EQ(expect_counts(), half.size());
  this->set_members(topic, rows);
  EXPECT_EQ(expect_counts(), rows.size());

  std::vector<std::string> keys;
  for (const store::StoryRow& story : this->page(topic, 30).stories) keys.push_back(story.key);
  ASSERT_TRUE(this->store_->bury(keys, TombstoneReason::Pruned, this->now_));
  EXPECT_EQ(expect_counts(), rows.size() - keys.size());
}

TYPED_TEST(PageContract, TellsWhatEachSourceHasBroughtForEverybody) {
  const SourceId b = this->add_source("b");
  const SourceId a = this->add_source("a");
  this->add_source("silent");
  const SourceId off = this->add_source("off");
  const TopicId news = this->add_topic("news");
  const TopicId all = this->add_topic("all");
  const TopicId staff = this->add_topic("staff");
  Feed of_a = feed_of({article("1", "old", kNow - 2h), article("2", "to come", kNow + 48h)});
  of_a.head.rights = "All of them";
  this->poll(a, of_a, {news, all, staff});
  this->poll(b, feed_of({article("3", "in no topic", kNow - 3h)}));
  this->poll(b, feed_of({article("4", "for the staff", kNow)}), {staff});
  this->poll(off, feed_of({article("5")}), {news});
  this->sources_.back().enabled = false;
  this->sync_sources();

  const auto list = this->store_->contributions({staff}).value();
  ASSERT_EQ(list.size(), 3u);
  EXPECT_EQ(list[0].slug, "a");
  EXPECT_EQ(list[0].head.rights, "All of them");
  EXPECT_EQ(list[0].state, SourceState::Ok);
  EXPECT_EQ(list[0].last_success, this->now_);
  EXPECT_EQ(list[0].newest, this->now_) << "not before it was seen";
  EXPECT_EQ(list[0].entries, 2u);
  EXPECT_EQ(list[0].topics, (std::vector<std::string>{"all", "news"}));
  EXPECT_EQ(list[1].slug, "b");
  EXPECT_EQ(list[1].newest, kNow - 3h);
  EXPECT_EQ(list[1].entries, 1u);
  EXPECT_EQ(list[1].topics, std::vector<std::string>{});
  store::Contribution nothing;
  nothing.slug = "silent";
  EXPECT_EQ(list[2], nothing);

  const auto unguarded = this->store_->contributions({}).value();
  EXPECT_EQ(unguarded[1].newest, kNow);
  EXPECT_EQ(unguarded[1].entries, 2u);
  EXPECT_EQ(unguarded[1].topics, std::vector<std::string>{"staff"});
}

TYPED_TEST(PageContract, HoldsSourcesToANumberByTheCopyThatLeads) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b", 1);
  const TopicId topic = this->add_topic("t");
  Entry shared = article("shared", "from a", kNow - 1h);
  shared.link = "https://a.example.org/1";
  this->poll(a, feed_of({article("1", "a, newest", kNow), shared, article("2", "a, third", kNow - 2h)}), {topic});
  shared.title = "from b";
  this->poll(b, feed_of({shared, article("3", "b, second", kNow - 3h)}), {topic});
  store::TopicSelection selection;
  selection.per_source = 1;
  Titles titles;
  const auto page = this->store_->newest(topic, selection).value();
  for (const store::StoryRow& story : page.stories) titles.push_back(story.copies[0].title);
  EXPECT_EQ(titles, (Titles{"a, newest", "from b"}));
  EXPECT_EQ(page.total, 4u);
}

TYPED_TEST(PageContract, LeavesOutStoriesWithAHiddenCopyAndFillsTheirPlaces) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  Entry shared = article("shared", "shared", kNow - 1h);
  shared.link = "https://a.example.org/1";
  this->poll(a, feed_of({article("1", "first", kNow), shared, article("2", "third", kNow - 2h)}), {topic});
  this->poll(b, feed_of({shared}));
  store::TopicSelection selection{2};
  for (const Entry& entry : this->all_entries()) {
    if (entry.source == "b") selection.hide = {entry.key, "nosuchkey"};
  }
  Titles titles;
  const auto page = this->store_->newest(topic, selection).value();
  for (const store::StoryRow& story : page.stories) titles.push_back(story.copies[0].title);
  EXPECT_EQ(titles, (Titles{"first", "third"}));
  EXPECT_EQ(page.total, 2u);
}

TYPED_TEST(PageContract, LooksAtTheNewestForWhatIsWanted) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a,
             feed_of({article("1", "first", kNow), article("2", "second", kNow - 1h), article("3", "third", kNow - 2h),
                      article("4", "fourth", kNow - 3h)}),
             {topic});
  store::TopicSelection selection{2};
  selection.wants = [](const store::StoryRow& story) { return story.copies.front().title != "first"; };
  const auto wanted = [&] {
    Titles titles;
    const auto page = this->store_->newest(topic, selection).value();
    for (const store::StoryRow& story : page.stories) titles.push_back(story.copies[0].title);
    return titles;
  };
  EXPECT_EQ(wanted(), (Titles{"second", "third"}));
  selection.most = 2;
  EXPECT_EQ(wanted(), Titles{"second"});
}

TYPED_TEST(PageContract, FindsTheStoriesOfEntries) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  Entry shared = article("shared", "shared", kNow - 1h);
  shared.link = "https://a.example.org/1";
  this->poll(a, feed_of({article("1", "first"), shared}));
  this->poll(b, feed_of({shared}));
  std::vector<std::string> keys = {"nosuchkey"};
  for (const Entry& entry : this->all_entries()) keys.insert(keys.begin(), entry.key);
  const auto stories = this->store_->stories(keys).value();
  ASSERT_EQ(stories.size(), 2u);
  EXPECT_EQ(stories[0].copies.size(), 2u);
  EXPECT_EQ(stories[1].copies.at(0).title, "first");
}

TYPED_TEST(PageContract, ASourceHasTheHeadThatItLastSent) {
  const SourceId a = this->add_source("a");
  EXPECT_EQ(this->store_->head("a").value().title, "");
  this->poll(a, feed_of({article("urn:x:1")}));
  EXPECT_EQ(this->store_->head("a").value().title, "Partner news");
  EXPECT_EQ(this->store_->head("never-seen").value().title, "");
}

TYPED_TEST(PageContract, AnUnknownTopicIsAnError) {
  const auto page = this->store_->newest(TopicId{9}, {10});
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, Errc::NotFound);
}

TYPED_TEST(PageContract, TheCopyWithTheBestPriorityLeadsAStoryThatKeepsItsFirstKeyAndDate) {
  const SourceId partner = this->add_source("partner", 100);
  const SourceId publisher = this->add_source("publisher", 10);
  const TopicId topic = this->add_topic("t");
  Entry copy = article("tag:partner.example.org,2024:1", "As copied", kNow - 1h);
  copy.link = "https://publisher.example.org/1";
  Entry original = article("tag:publisher.example.org,2024:1", "As published", kNow - 3h);
  original.link = copy.link;
  this->poll(partner, feed_of({copy}), {topic});
  const store::StoryRow alone = this->page(topic).stories.at(0);

  this->now_ += 1h;
  EXPECT_EQ(this->poll(publisher, feed_of({original})).touched, std::vector<TopicId>{topic});
  const auto page = this->page(topic);
  ASSERT_EQ(page.stories.size(), 1u);
  EXPECT_EQ(this->titles(page.stories[0].copies), (Titles{"As published", "As copied"}));
  EXPECT_EQ(page.stories[0].key, alone.key);
  EXPECT_EQ(page.stories[0].atom_id, "tag:partner.example.org,2024:1");
  EXPECT_EQ(page.stories[0].published, kNow - 1h);
  EXPECT_EQ(page.changed, this->now_);
}

TYPED_TEST(PageContract, AmongEqualsTheEarliestLeads) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  Entry later = article("1", "later", kNow - 1h);
  Entry earlier = article("2", "earlier", kNow - 2h);
  later.link = earlier.link = "https://a.example.org/1";
  this->poll(a, feed_of({later}), {topic});
  this->poll(b, feed_of({earlier}), {topic});
  EXPECT_EQ(this->lead_titles(topic), (Titles{"earlier"}));
}

TYPED_TEST(PageContract, AChangedPriorityChangesTheLead) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  Entry first = article("1", "from a", kNow - 2h);
  Entry second = article("2", "from b", kNow - 1h);
  first.link = second.link = "https://a.example.org/1";
  this->poll(a, feed_of({first}), {topic});
  this->poll(b, feed_of({second}), {topic});
  EXPECT_EQ(this->lead_titles(topic), (Titles{"from a"}));
  this->now_ += 1h;
  this->sources_[1].priority = 1;
  this->sync_sources();
  EXPECT_EQ(this->lead_titles(topic), (Titles{"from b"}));
  EXPECT_EQ(this->page(topic).changed, this->now_);
}

TYPED_TEST(PageContract, AStoryIsInATopicThroughAnyOfItsCopies) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  Entry entry = article("1");
  entry.link = "https://a.example.org/1";
  this->poll(a, feed_of({entry}));
  EXPECT_EQ(this->page(topic).total, 0u);
  this->poll(b, feed_of({entry}), {topic});
  ASSERT_EQ(this->page(topic).stories.size(), 1u);
  EXPECT_EQ(this->page(topic).stories[0].copies.size(), 2u);
  for (const Entry& copy : this->all_entries()) {
    EXPECT_EQ(this->store_->entry(copy.key).value()->topics, (std::vector<std::string>{"t"}));
  }
}

TYPED_TEST(PageContract, AnEditMayMoveAStoryOutOfATopic) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({article("1", "partners")}), {topic});
  this->now_ += 1h;
  EXPECT_EQ(this->poll(a, feed_of({article("1", "nothing of the kind")})).touched, std::vector<TopicId>{topic});
  EXPECT_EQ(this->page(topic).total, 0u);
  EXPECT_EQ(this->page(topic).changed, this->now_);
}

TYPED_TEST(PageContract, AStoryWasUpdatedWhenItsLatestEditWas) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  Entry entry = article("1", "as published", kNow);
  entry.updated = kNow;  // as many feeds say of an entry that was never edited
  this->poll(a, feed_of({entry}), {topic});
  EXPECT_EQ(this->page(topic).stories.at(0).updated, std::nullopt);
  this->now_ += 1h;
  this->poll(a, feed_of({article("1", "as edited", kNow)}), {topic});
  EXPECT_EQ(this->page(topic).stories.at(0).updated, this->now_);
}

TYPED_TEST(PageContract, PublishesThePublishersIdWhereItIsValidAndFree) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({article("urn:isbn:0451450523", "good"), article("not an iri", "bad")}), {topic});
  this->poll(b, feed_of({article("urn:isbn:0451450523", "taken")}), {topic});
  std::map<std::string, store::StoryRow> by_title;
  for (const store::StoryRow& story : this->page(topic).stories) by_title[story.copies[0].title] = story;
  EXPECT_EQ(by_title["good"].atom_id, "urn:isbn:0451450523");
  EXPECT_EQ(by_title["bad"].atom_id, "tag:news.example.org,2024:a/" + by_title["bad"].key);
  EXPECT_EQ(by_title["taken"].atom_id, "tag:news.example.org,2024:b/" + by_title["taken"].key);
}

TYPED_TEST(PageContract, AnUnknownKeyHasNoEntry) {
  EXPECT_EQ(this->store_->entry("nothing").value().has_value(), false);
}

TYPED_TEST(PageContract, KeepsWhatReadersSawBeforeAnEdit) {
  const SourceId a = this->add_source("a");
  this->poll(a, feed_of({article("1", "Erste Fassung", kNow - 1h)}));
  const Entry first = this->all_entries().front();
  this->now_ += 1h;
  this->poll(a, feed_of({article("1", "Zweite Fassung", kNow - 1h)}));
  this->now_ += 1h;
  this->poll(a, feed_of({article("1", "Dritte Fassung", kNow - 1h)}));
  const auto revision = [&](std::uint32_t number) { return this->store_->revision(first.key, number).value(); };
  ASSERT_TRUE(revision(1));
  EXPECT_EQ(revision(1)->entry, first);
  EXPECT_EQ(revision(1)->replaced, kNow + 1h);
  ASSERT_TRUE(revision(2));
  EXPECT_EQ(revision(2)->entry.title, "Zweite Fassung");
  EXPECT_EQ(revision(2)->entry.revision, 2u);
  EXPECT_EQ(revision(2)->replaced, kNow + 2h);
  EXPECT_FALSE(revision(3)) << "that is what it is now";
  EXPECT_FALSE(revision(0));
  EXPECT_FALSE(this->store_->revision("nosuchkey", 1).value());
}

TYPED_TEST(PageContract, TellsWhoBroughtAStory) {
  const auto who = [this](const std::string& atom_id) {
    std::string sources;
    const store::Carriers carriers = this->store_->carriers(atom_id).value();
    for (const auto& carrier : carriers.list) sources += carrier.source + " ";
    return sources + (carriers.is_part_of_another ? "part" : "");
  };
  const auto copy = [](const char* id) {
    Entry entry = article(id);
    entry.link = "https://p.example/1";
    return entry;
  };
  const SourceId a = this->add_source("a", 300);
  const SourceId b = this->add_source("b", 200);
  const SourceId c = this->add_source("c", 100);
  const TopicId topic = this->add_topic("t");
  this->poll(b, feed_of({copy("urn:bb:1")}), {topic});
  this->now_ += 1h;
  this->poll(c, feed_of({copy("urn:cc:1")}), {topic});
  this->now_ += 1h;
  this->poll(a, feed_of({copy("urn:aa:1"), article("urn:aa:2", "Another")}), {topic});
  EXPECT_EQ(who("urn:bb:1"), "b c a ");
  EXPECT_EQ(who("urn:aa:2"), "a ");
  EXPECT_EQ(who("urn:aa:1"), "") << "no story has its id from that copy";
  const auto key_of = [this](const char* source) {
    return this->store_->entries({"", source, {}, {}}).value().at(0).key;
  };
  this->store_->bury(std::vector{key_of("c")}, TombstoneReason::Withdrawn, this->now_).value();
  EXPECT_EQ(who("urn:bb:1"), "b c a ") << "it may come back";
  this->store_->bury(std::vector{key_of("b")}, TombstoneReason::Pruned, this->now_).value();
  EXPECT_EQ(who("urn:bb:1"), "b c a ") << "the story is named after it";
  std::string another;
  for (const Entry& entry : this->all_entries()) another = entry.title == "Another" ? entry.key : another;
  StoryRulings join;
  join.join = {{key_of("a"), another}};
  this->store_->rule_stories(join, this->now_).value();
  EXPECT_EQ(who("urn:aa:2"), "a part");
  EXPECT_EQ(who("urn:nobody"), "");
}

TYPED_TEST(PageContract, FiltersEntries) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({article("1", "a1", kNow - 1h), article("2", "a2", kNow - 2h)}), {topic});
  this->poll(b, feed_of({article("1", "b1", kNow - 3h)}), {topic});
  this->poll(b, feed_of({article("2", "b2", kNow - 4h)}));
  struct Case {
    const char* name;
    store::EntryFilter filter;
    Titles expected;
  };
  const Case cases[] = {
      {"all", {}, {"a1", "a2", "b1", "b2"}},
      {"source", {"", "b", std::nullopt, std::nullopt}, {"b1", "b2"}},
      {"topic", {"t", "", std::nullopt, std::nullopt}, {"a1", "a2", "b1"}},
      {"topic and source", {"t", "b", std::nullopt, std::nullopt}, {"b1"}},
      {"since is inclusive", {"", "", kNow - 2h, std::nullopt}, {"a1", "a2"}},
      {"limit", {"", "", std::nullopt, 3}, {"a1", "a2", "b1"}},
      {"all at once", {"t", "a", kNow - 9h, 1}, {"a1"}},
      {"none", {"", "", std::nullopt, 0}, {}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(this->titles(this->store_->entries(c.filter).value()), c.expected);
  }
}

TYPED_TEST(PageContract, AFilterThatNamesNothingKnownIsAnError) {
  EXPECT_EQ(this->store_->entries({"nope", "", std::nullopt, std::nullopt}).error().code, Errc::NotFound);
  EXPECT_EQ(this->store_->entries({"", "nope", std::nullopt, std::nullopt}).error().code, Errc::NotFound);
}

}  // namespace
}  // namespace commonplace::testing
