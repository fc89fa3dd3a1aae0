// The full-text index against the queries themselves: what it is asked must find what they match, and say when it may
// find more.

#include "store/sqlite/match_expression.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "commonplace/topic.h"
#include "store/contract/contract.h"
#include "topic/any_query.h"

namespace commonplace::testing {
namespace {

using store::SearchRequest;

class SearchOnSqlite : public StoreContract<OnSqlite> {};

TEST_F(SearchOnSqlite, FindsWhatGeneratedQueriesMatch) {
  const SourceId source = add_source("a");
  EXPECT_TRUE(rc::check("entries and a query", [&] {
    Feed feed;
    for (int i = 0; i < 20; ++i) {
      feed.entries.push_back(any_sample(any_language()).entry);
      feed.entries.back().id = std::to_string(i);
      feed.entries.back().published = kNow - std::chrono::hours{i};
    }
    poll(source, feed_of(std::move(feed.entries)));
    while (store_->index_for_search(7).value() > 0) continue;
    const std::string text = query_text(any_expression(any_language(), 3));
    RC_LOG() << text << "\n";
    SearchRequest request;
    request.query = Query::compile(text).value();
    request.order = SearchRequest::Order::Date;
    request.most = 1000;
    std::vector<std::string> expected, found;
    for (const Entry& entry : all_entries()) {
      if (request.query.matches(entry)) expected.push_back(entry.key);
    }
    const store::SearchResult result = store_->search(request).value();
    for (const Entry& entry : result.entries) found.push_back(entry.key);
    RC_CLASSIFY(!expected.empty(), "finds something");
    RC_ASSERT(found == expected);
    RC_ASSERT(result.total == expected.size());
  }));
}

TEST_F(SearchOnSqlite, GivesUpWhereItTakesTooLong) {
  const SourceId source = add_source("a");
  for (int i = 0; i < 20; ++i) {
    Feed feed;
    for (int j = 0; j < 20; ++j)
      feed.entries.push_back(article(std::to_string(20 * i + j), "word " + std::to_string(20 * i + j), kNow));
    poll(source, feed_of(std::move(feed.entries)));
  }
  SearchRequest request;
  request.query = Query::compile("word").value();
  request.patience = std::chrono::milliseconds{0};
  const auto found = store_->search(request);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, Errc::TimedOut);
  request.patience = std::chrono::hours{1};
  EXPECT_EQ(store_->search(request).value().total, 400u);  // nothing is left of the failure
}

TEST_F(SearchOnSqlite, ALimitLeavesOutWhatCameFirst) {
  const SourceId source = add_source("a");
  for (int i = 0; i < 9; ++i) {
    poll(source, feed_of({article(std::to_string(i), "word " + std::to_string(i), kNow + std::chrono::hours{i})}));
  }
  while (store_->index_for_search(100).value() > 0) continue;
  SearchRequest request;
  request.query = Query::compile("word").value();
  request.order = SearchRequest::Order::Date;
  request.most = 3;
  const store::SearchResult result = store_->search(request).value();
  EXPECT_EQ(titles(result.entries), (std::vector<std::string>{"word 8", "word 7", "word 6"}));
  EXPECT_EQ(result.total, 3u);
  EXPECT_FALSE(result.is_total);
}

TEST(MatchExpression, IsExactWhereTheIndexKnowsAllThatTheQueryAsksFor) {
  struct Case {
    const char* query;
    bool is_exact;
  };
  const Case cases[] = {
      {"book", true},
      {"\"book club\" -type:News", true},
      {"title:(a OR b*) published:>2024", true},
      {"-(a b)", true},
      {"tag:x lang:en event:no", true},
      {"url:example.org", false},
      {"a OR url:example.org", false},
      {"NEAR/3(a b)", false},
      {"\"a* b\"", false},
      {"-(a url:example.org)", false},
  };
  for (const Case& c : cases) {
    const Query query = Query::compile(c.query).value();
    const auto expression = store::sqlite::to_match_expression(query.tree(), {}, {});
    EXPECT_EQ(expression.is_exact, c.is_exact) << c.query << " → " << expression.text;
  }
}

TEST_F(SearchOnSqlite, TakesTheDeepestQuery) {
  const SourceId source = add_source("a");
  poll(source, feed_of({article("1", "deep words")}));
  while (store_->index_for_search(100).value() > 0) continue;
  std::string query = "deep";
  for (int i = 0; i < 30; ++i) query = "((" + query + " OR nothing) AND -(word" + std::to_string(i) + " OR b))";
  SearchRequest request;
  request.query = Query::compile(query).value();
  request.most = 10;
  EXPECT_EQ(store_->search(request).value().total, 1u);
}

}  // namespace
}  // namespace commonplace::testing
