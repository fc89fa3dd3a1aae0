// Keeps the archive documents that have become complete, beside everything else.

#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <memory>
#include <utility>

#include "app/live.h"
#include "runtime/task.h"
#include "store/store.h"

namespace commonplace::app {

// Used on the net thread; reads `store` on `readers`, writes to `kept` on `writer`.
class ArchiveKeeper {
 public:
  struct Parts {
    boost::asio::io_context& net;
    store::Store& store;
    boost::asio::thread_pool& readers;
    store::ArchiveStore& kept;
    boost::asio::thread_pool& writer;
    std::function<std::shared_ptr<const Live>()> live;
  };
  explicit ArchiveKeeper(Parts parts) : parts_(std::move(parts)), rest_(parts_.net) {}

  // Stories may have joined topics.
  void wake();
  void stop() { stopping_ = true; }

 private:
  runtime::Task<bool> keep_all();
  runtime::Task<bool> keep_each();
  runtime::Task<bool> keep(store::ArchiveName name);

  Parts parts_;
  boost::asio::steady_timer rest_;
  bool at_work_ = false;
  bool woken_ = false;  // since the last look began
  bool stopping_ = false;
};

}  // namespace commonplace::app
