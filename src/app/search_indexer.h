// Entries that were stored → entries that searches find: in small batches, while polls leave the writer idle.
//
// What is indexed and what is not yet stands in the store, so nothing is lost however the program ends.

#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <cstddef>

#include "runtime/task.h"
#include "store/store.h"

namespace commonplace::app {

// Lives on the net thread, as do all calls to it; the work is done on `writer`.
class SearchIndexer {
 public:
  using Duration = std::chrono::steady_clock::duration;

  // Entries at once: a poll that wants to commit waits for no more than these.
  static constexpr std::size_t kBatch = 50;

  SearchIndexer(boost::asio::io_context& net, store::SearchStore& store, boost::asio::thread_pool& writer)
      : net_(net), store_(store), writer_(writer), pause_(net) {}
  SearchIndexer(const SearchIndexer&) = delete;
  SearchIndexer& operator=(const SearchIndexer&) = delete;

  // There may be something to index.
  void wake();
  // Between a wake and the last batch.
  bool is_running() const { return running_; }
  // Begins no further batch.
  void stop();
  // Indexes what is left without a rest, for about so long at most; then stops. Returns whether nothing is left.
  runtime::Task<bool> finish(Duration at_most);

 private:
  struct Batch {
    Result<std::size_t> indexed;
    Duration waited{}, took{};
  };
  runtime::Task<bool> run();
  runtime::Task<Batch> index_some();

  boost::asio::io_context& net_;
  store::SearchStore& store_;
  boost::asio::thread_pool& writer_;
  boost::asio::steady_timer pause_;
  bool running_ = false;
  bool woken_ = false;
  bool stopping_ = false;
};

// How long to leave the writer alone after a batch that waited for its turn and then took so long: half of its time
// while nobody else wants it, hardly any where polls queue up.
SearchIndexer::Duration rest_after(SearchIndexer::Duration waited, SearchIndexer::Duration took);

}  // namespace commonplace::app
