#include "store/contract/contract.h"

namespace commonplace::testing {
namespace {

using namespace std::chrono_literals;
using store::SearchRequest;
using Titles = std::vector<std::string>;
using Counts = std::map<std::string, std::size_t>;

template <class Backend>
class SearchContract : public StoreContract<Backend> {
 protected:
  void index() {
    for (;;) {
      const Result<std::size_t> indexed = this->store_->index_for_search(3);
      ASSERT_TRUE(indexed) << indexed.error().detail;
      if (*indexed == 0) return;
    }
  }
  // As a reader searches: by relevance, within bounds.
  SearchRequest request(const std::string& query) {
    SearchRequest request;
    request.query = Query::compile(query).value();
    for (const Source& source : this->sources_) request.tags[source.slug] = source.tags;
    request.most = 1000;
    return request;
  }
  Titles found(const SearchRequest& request) {
    const auto result = this->store_->search(request);
    EXPECT_TRUE(result) << result.error().detail;
    return result ? this->titles(result->entries) : Titles();
  }
  Titles found(const std::string& query) { return found(request(query)); }
};
TYPED_TEST_SUITE(SearchContract, Backends);

TYPED_TEST(SearchContract, FindsWhatTheQueryMatches) {
  const SourceId partner = this->add_source("partner");
  this->sources_.back().tags = {"Partners", "national"};
  const SourceId county = this->add_source("county");
  Entry english = article("1", "Libraries and their partners", kNow);
  english.language = "en-GB";
  english.content = SafeHtml::trust_stored("<p>Community <b>engagement</b> at the reading room</p>");
  english.authors = {{"Ada Byron", "", ""}};
  Entry french = article("2", "Les écoles à l’honneur", kNow - 1h);
  french.language = "fr";
  french.categories = {{"Prix", "", ""}, {"du livre", "", ""}};
  french.type = "Press release";
  french.link = "https://example.org/news/2";
  this->poll(partner, feed_of({english, french}));
  Entry japanese = article("3", "図書館員の研修", kNow - 24h * 40);
  japanese.language = "ja";
  japanese.event = Event{DatePrecision::Day, kNow, std::nullopt, "", "ev"};
  Entry plain = article("4", "A partner of nobody", kNow - 24h * 400);  // in no known language
  this->poll(county, feed_of({japanese, plain}));
  this->index();

  const std::string e = english.title, f = french.title, j = japanese.title, p = plain.title;
  struct Case {
    const char* query;
    Titles expected;  // the newest first
  };
  const Case cases[] = {
      {"library", {e}},
      {"partner", {e, p}},  // in `plain` as it is written, for its language is not known
      {"partners", {e}},
      {"=partner", {p}},
      {"part*", {e, p}},
      {"ecole", {f}},
      {"école", {f}},
      {"library ecole", {}},
      {"library OR ecole", {e, f}},
      {"partner -library", {p}},
      {"-partner", {f, j}},
      {"NOT (partner OR ecole)", {j}},
      {"\"community engagement\"", {e}},
      {"\"engagement community\"", {}},
      {"\"commun* engagement\"", {e}},
      {"\"engagement commun*\"", {}},
      {"NEAR/2(community reading)", {}},
      {"NEAR/4(community reading)", {e}},
      {"title:community", {}},
      {"text:community", {e}},
      {"author:byron", {e}},
      {"category:prix", {f}},
      {"\"prix livre\"", {}},
      {"category:\"prix du\"", {}},  // two categories are two texts
      {"図書館員", {j}},
      {"図", {}},
      {"研修", {j}},
      {"図書*", {j}},
      {"source:partner", {e, f}},
      {"source:coun*", {j, p}},
      {"tag:partners", {e, f}},
      {"tag:nation*", {e, f}},
      {"tag:nobodys", {}},
      {"-tag:nobodys", {e, f, j, p}},
      {"type:\"press release\"", {f}},
      {"type:pre*", {f}},
      {"lang:en", {e}},
      {"lang:en-gb", {e}},
      {"lang:en-us", {}},
      {"url:example.org/news", {f}},
      {"-url:example.org/news", {e, j, p}},
      {"partner -url:example.org", {e, p}},
      {"event:yes", {j}},
      {"event:no", {e, f, p}},
      {"published:2024-10-24", {e, f}},
      {"published:2024-10", {e, f}},
      {"published:2024", {e, f, j}},
      {"published:<2024", {p}},
      {"published:>=2024-10-24", {e, f}},
      {"published:2023-09-20..2024-09-14", {j, p}},
      {"partner published:<2024", {p}},
      {"", {e, f, j, p}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.query);
    SearchRequest request = this->request(c.query);
    request.order = SearchRequest::Order::Date;
    EXPECT_EQ(this->found(request), c.expected);
    request.most.reset();
    EXPECT_EQ(this->found(request), c.expected) << "all";
    request.order = SearchRequest::Order::Relevance;
    EXPECT_EQ(this->store_->search(request).value().total, c.expected.size());
  }
}

TYPED_TEST(SearchContract, ATitleCountsMoreThanAnExcerptAndThatMoreThanTheRest) {
  const SourceId a = this->add_source("a");
  Entry in_content = article("1", "one", kNow);
  in_content.content = SafeHtml::trust_stored("<p>about a lighthouse</p>");
  Entry in_excerpt = article("2", "two", kNow - 1h);
  in_excerpt.excerpt = "about a lighthouse";
  Entry in_title = article("3", "a lighthouse", kNow - 2h);
  Entry unrelated = article("4", "four", kNow - 3h);
  Entry other = article("5", "five", kNow - 3h);
  Entry another = article("6", "six", kNow - 3h);
  this->poll(a, feed_of({in_content, in_excerpt, in_title, unrelated, other, another}));
  this->index();
  EXPECT_EQ(this->found("lighthouse"), (Titles{"a lighthouse", "two", "one"}));
}

TYPED_TEST(SearchContract, GivesOnePageAndCountsAll) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  const TopicId other = this->add_topic("u");
  Entry webinar = article("2", "book club", kNow - 2h);
  webinar.type = "Webinar";
  this->poll(a, feed_of({article("1", "book swap", kNow - 1h), webinar}), {topic, other});
  this->poll(b, feed_of({article("3", "book fair", kNow - 3h), article("4", "no such thing", kNow)}), {topic});
  this->index();
  SearchRequest request = this->request("book");
  request.order = SearchRequest::Order::Date;
  request.filter.limit = 1;
  request.offset = 1;
  const store::SearchResult result = this->store_->search(request).value();
  EXPECT_EQ(this->titles(result.entries), Titles{"book club"});
  EXPECT_EQ(result.total, 3u);
  EXPECT_TRUE(result.is_total);
  EXPECT_EQ(result.by_source, (Counts{{"a", 2}, {"b", 1}}));
  EXPECT_EQ(result.by_type, (Counts{{"News", 2}, {"Webinar", 1}}));
  EXPECT_EQ(result.by_topic, (Counts{{"t", 3}, {"u", 2}}));
  request.offset = 3;
  EXPECT_EQ(this->found(request), Titles{});
}

TYPED_TEST(SearchContract, TakesTheFiltersOfListings) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({article("1", "book one", kNow - 1h)}), {topic});
  this->poll(b, feed_of({article("2", "book two", kNow - 2h), article("3", "book three", kNow - 3h)}), {topic});
  this->poll(b, feed_of({article("4", "book four", kNow - 4h)}));
  this->index();
  struct Case {
    const char* name;
    store::EntryFilter filter;
    Titles expected;
  };
  const Case cases[] = {
      {"source", {"", "b", std::nullopt, std::nullopt}, {"book two", "book three", "book four"}},
      {"topic", {"t", "", std::nullopt, std::nullopt}, {"book one", "book two", "book three"}},
      {"since", {"", "", kNow - 2h, std::nullopt}, {"book one", "book two"}},
      {"all at once", {"t", "b", kNow - 9h, 1}, {"book two"}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    SearchRequest request = this->request("book");
    request.order = SearchRequest::Order::Date;
    request.filter = c.filter;
    EXPECT_EQ(this->found(request), c.expected);
  }
  SearchRequest request = this->request("book");
  request.type = "Webinar";
  EXPECT_EQ(this->found(request), Titles{});
  request.type = "News";
  EXPECT_EQ(this->found(request).size(), 4u);
  request.type.clear();
  request.filter.source = "nope";
  EXPECT_EQ(this->store_->search(request).error().code, Errc::NotFound);
}

TYPED_TEST(SearchContract, ASearchOfEverythingCountsStories) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  Entry here = article("1", "a story", kNow), there = article("2", "the same story", kNow);
  here.link = there.link = "https://example.org/story";
  this->poll(a, feed_of({here, article("3", "another story", kNow)}));
  this->poll(b, feed_of({there}));
  SearchRequest request = this->request("story");
  request.most.reset();
  const store::SearchResult result = this->store_->search(request).value();
  EXPECT_EQ(result.total, 3u);
  EXPECT_EQ(result.stories, 2u);
}

TYPED_TEST(SearchContract, FiltersWhatIsNotIndexedYetByType) {
  const SourceId a = this->add_source("a");
  Entry webinar = article("1", "a story", kNow);
  webinar.type = "Webinar";
  this->poll(a, feed_of({webinar, article("2", "another story", kNow - 1h)}));
  SearchRequest request = this->request("story");
  request.most.reset();
  request.type = "Webinar";
  EXPECT_EQ(this->found(request), Titles{"a story"});
}

TYPED_TEST(SearchContract, AnEditedEntryIsFoundByWhatItSaysNow) {
  const SourceId a = this->add_source("a");
  this->poll(a, feed_of({article("1", "first words"), article("2", "other words")}));
  this->index();
  this->now_ += 1h;
  this->poll(a, feed_of({article("1", "second thoughts"), article("2", "other words")}));
  SearchRequest everything = this->request("first OR second");
  everything.most.reset();
  EXPECT_EQ(this->found(everything), Titles{"second thoughts"});
  EXPECT_EQ(this->store_->search(everything).value().total, 1u);
  EXPECT_EQ(this->found("first"), Titles{});
  this->index();
  EXPECT_EQ(this->found("first"), Titles{});
  EXPECT_EQ(this->found("second"), Titles{"second thoughts"});
  EXPECT_EQ(this->store_->search(this->request("words OR thoughts")).value().total, 2u);
}

TYPED_TEST(SearchContract, ASearchOfEverythingFindsWhatIsNotIndexedYet) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({article("1", "indexed words", kNow - 2h)}), {topic});
  this->index();
  this->poll(a, feed_of({article("2", "new words", kNow - 1h), article("3", "newest words", kNow)}));
  SearchRequest request = this->request("word OR words");
  request.order = SearchRequest::Order::Date;
  request.most.reset();
  EXPECT_EQ(this->found(request), (Titles{"newest words", "new words", "indexed words"}));
  EXPECT_EQ(this->store_->search(request).value().by_type, (Counts{{"News", 3}}));
  request.filter.topic = "t";
  EXPECT_EQ(this->found(request), Titles{"indexed words"});
}

TYPED_TEST(SearchContract, LeavesOutWhatIsInGuardedTopicsOnly) {
  const SourceId a = this->add_source("a");
  const TopicId open = this->add_topic("open");
  const TopicId staff = this->add_topic("staff");
  this->poll(a, feed_of({article("1", "Library one")}), {open});
  this->poll(a, feed_of({article("2", "Library two")}), {staff});
  this->poll(a, feed_of({article("3", "Library three")}), {open, staff});
  this->poll(a, feed_of({article("4", "Library four")}));
  this->index();
  SearchRequest request = this->request("library");
  request.order = SearchRequest::Order::Date;
  EXPECT_EQ(this->found(request).size(), 4u);
  request.guarded = {staff};
  const auto result = this->store_->search(request).value();
  std::set<std::string> titles;
  for (const Entry& entry : result.entries) titles.insert(entry.title);
  EXPECT_EQ(titles, (std::set<std::string>{"Library one", "Library three", "Library four"}));
  EXPECT_EQ(result.total, 3u);
  EXPECT_EQ(result.by_topic, (std::map<std::string, std::size_t>{{"open", 2}}));
  EXPECT_EQ(result.by_source, (std::map<std::string, std::size_t>{{"a", 3}}));
}

TYPED_TEST(SearchContract, LeavesOutWhatComesFromGuardedSources) {
  const TopicId open = this->add_topic("open");
  this->poll(this->add_source("a"), feed_of({article("1", "Library one")}), {open});
  this->poll(this->add_source("notes"), feed_of({article("2", "Library two")}), {open});
  this->index();
  SearchRequest request = this->request("library");
  request.guarded_sources = {"notes", "never-polled"};
  EXPECT_EQ(this->found(request), Titles{"Library one"});
  const auto result = this->store_->search(request).value();
  EXPECT_EQ(result.total, 1u);
  EXPECT_EQ(result.by_source, (std::map<std::string, std::size_t>{{"a", 1}}));
}

}  // namespace
}  // namespace commonplace::testing
