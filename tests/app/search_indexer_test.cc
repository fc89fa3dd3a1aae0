// When entries become findable: soon, in batches, and never at the expense of those who wait for the writer.

#include "app/search_indexer.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <future>
#include <stdexcept>

namespace commonplace::app {
namespace {

using namespace std::chrono_literals;

// So many entries wait to be indexed.
class WaitingStore final : public store::SearchStore {
 public:
  Result<std::size_t> index_for_search(std::size_t limit) override {
    ++batches;
    largest = std::max(largest, limit);
    if (throws) throw std::runtime_error("no memory");
    if (fails) return fail(Errc::StoreFailed, "the disk is full");
    if (comes_meanwhile > 0 && waiting <= limit) waiting += std::exchange(comes_meanwhile, 0);
    const std::size_t done = std::min(limit, waiting);
    waiting -= done;
    return done;
  }
  Result<store::SearchResult> search(const store::SearchRequest&) override { return store::SearchResult{}; }

  std::size_t waiting = 0, comes_meanwhile = 0;
  std::size_t batches = 0, largest = 0;
  bool fails = false, throws = false;
};

class SearchIndexerTest : public ::testing::Test {
 protected:
  ~SearchIndexerTest() override { writer_.join(); }

  void run() {
    net_.restart();
    net_.run();
  }
  bool finish(SearchIndexer::Duration at_most) {
    bool is_all = false;
    boost::asio::co_spawn(net_, indexer_.finish(at_most), [&](const std::exception_ptr&, bool all) { is_all = all; });
    run();
    return is_all;
  }

  boost::asio::io_context net_{1};
  boost::asio::thread_pool writer_{1};
  WaitingStore store_;
  SearchIndexer indexer_{net_, store_, writer_};
};

TEST_F(SearchIndexerTest, IndexesAllThereIsInBatchesAndThenRests) {
  store_.waiting = 3 * SearchIndexer::kBatch + 1;
  EXPECT_FALSE(indexer_.is_running());
  indexer_.wake();
  EXPECT_TRUE(indexer_.is_running());
  run();
  EXPECT_FALSE(indexer_.is_running());
  EXPECT_EQ(store_.waiting, 0u);
  EXPECT_EQ(store_.batches, 5u);  // the last one finds nothing
  EXPECT_EQ(store_.largest, SearchIndexer::kBatch);
}

TEST_F(SearchIndexerTest, ManyWakesAreOneRun) {
  store_.waiting = 1;
  for (int i = 0; i < 10; ++i) indexer_.wake();
  run();
  EXPECT_EQ(store_.batches, 2u);
}

TEST_F(SearchIndexerTest, WhatComesMeanwhileIsIndexedToo) {
  store_.waiting = 1;
  store_.comes_meanwhile = 5;
  indexer_.wake();
  run();
  EXPECT_EQ(store_.waiting, 0u);
}

TEST_F(SearchIndexerTest, AWakeAtTheEndIsNotLost) {
  indexer_.wake();
  run();
  store_.waiting = 1;
  indexer_.wake();
  run();
  EXPECT_EQ(store_.waiting, 0u);
}

TEST_F(SearchIndexerTest, AFailureIsTriedAgainAtTheNextWake) {
  store_.waiting = 1;
  for (bool WaitingStore::*trouble : {&WaitingStore::fails, &WaitingStore::throws}) {
    store_.*trouble = true;
    store_.batches = 0;
    indexer_.wake();
    run();
    EXPECT_EQ(store_.batches, 1u);
    EXPECT_EQ(store_.waiting, 1u);
    store_.*trouble = false;
  }
  indexer_.wake();
  run();
  EXPECT_EQ(store_.waiting, 0u);
}

TEST_F(SearchIndexerTest, BeginsNothingOnceStopped) {
  store_.waiting = 1;
  indexer_.stop();
  indexer_.wake();
  run();
  EXPECT_EQ(store_.batches, 0u);
}

TEST_F(SearchIndexerTest, FinishesWhatIsLeft) {
  store_.waiting = 2 * SearchIndexer::kBatch;
  EXPECT_TRUE(finish(1h));
  EXPECT_EQ(store_.waiting, 0u);
}

TEST_F(SearchIndexerTest, FinishesBesideARunUnderWay) {
  store_.waiting = 4 * SearchIndexer::kBatch;
  indexer_.wake();
  EXPECT_TRUE(finish(1h));
  EXPECT_EQ(store_.waiting, 0u);
}

TEST_F(SearchIndexerTest, FinishingEndsWhereItFailsOrTakesTooLong) {
  store_.waiting = 1;
  EXPECT_FALSE(finish(0s));
  EXPECT_EQ(store_.waiting, 1u);
  store_.fails = true;
  EXPECT_FALSE(finish(1h));
  EXPECT_EQ(store_.batches, 1u);
}

TEST(RestAfter, GrowsWithHowMuchOthersWantTheWriter) {
  struct Case {
    const char* name;
    SearchIndexer::Duration waited, took, expected;
  };
  const Case cases[] = {
      {"nobody else", 0ms, 20ms, 20ms}, {"a commit before us", 10ms, 20ms, 120ms}, {"a queue", 200ms, 20ms, 2020ms},
      {"a long queue", 60s, 20ms, 5s},  {"nothing to do", 0ms, 0ms, 0ms},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(rest_after(c.waited, c.took), c.expected);
  }
}

}  // namespace
}  // namespace commonplace::app
