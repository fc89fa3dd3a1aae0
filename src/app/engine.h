// The polling half of the program: store, fetchers, pools and refresher, put together. `serve` runs it for good,
// `poll` for one round.

#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/configuration.h"
#include "app/pipeline.h"
#include "app/refresher.h"
#include "app/search_indexer.h"
#include "fetch/curl/fetcher.h"
#include "fetch/local/fetcher.h"
#include "fetch/paced/fetcher.h"
#include "runtime/clock.h"
#include "runtime/files.h"
#include "store/store.h"

namespace commonplace::app {

class Engine final : private Refresher::Delegate {
 public:
  // Called on the net thread after each poll; `report.touched` are the topics to publish anew.
  using Observer = std::function<void(const PollReport&)>;

  // Locks and opens the store, applies the configuration. Errors: BadConfig, StoreLocked, StoreCorrupt, StoreNewer, Io.
  static Result<std::unique_ptr<Engine>> open(boost::asio::io_context& net, Launch launch, Observer observer);
  ~Engine() override;

  std::shared_ptr<const Live> live() override { return live_; }
  Refresher& refresher() { return refresher_; }
  // What polls bring is indexed as it comes; what was left undone is after a wake.
  SearchIndexer& indexer() { return indexer_; }
  // "cut off from the network since …", while this machine is; else empty.
  std::string outage() { return pipeline_.outage().in_words(); }
  store::Store& store() { return *store_; }
  boost::asio::thread_pool& writer() { return writer_; }
  boost::asio::thread_pool& workers() { return workers_; }
  const runtime::Clock& clock() const { return clock_; }

  // Reads the drop-ins again and puts them in force. Error: they stay as they were.
  runtime::Task<Result<Applied>> reload();

  // Stops polling and indexing: transfers end at once, what was fetched is still committed.
  void stop();

 private:
  Engine(boost::asio::io_context& net, Launch launch, Observer observer, runtime::FileLock lock,
         std::unique_ptr<store::Store> store, std::shared_ptr<const Live> live);
  void polled(const PollReport& report) override;

  Launch launch_;
  Observer observer_;
  runtime::FileLock lock_;
  runtime::SystemClock clock_;
  std::unique_ptr<store::Store> store_;
  std::shared_ptr<const Live> live_;
  std::shared_ptr<const Live> in_force_;  // the same a moment earlier: belongs to the writer
  boost::asio::thread_pool workers_;
  boost::asio::thread_pool writer_{1};  // the only thread that writes to the store
  fetch::curl::CurlFetcher network_;
  fetch::paced::PacedFetcher paced_;
  fetch::local::LocalFetcher files_;
  Pipeline pipeline_;
  Refresher refresher_;
  SearchIndexer indexer_;
};

// The path in "sqlite:PATH".
std::string store_path(const config::Service& service);

// Opens the store of this configuration for reading, next to whoever writes.
Result<std::unique_ptr<store::Store>> open_for_reading(const config::Service& service);

}  // namespace commonplace::app
