// Keeps the archive documents that have become complete, beside everything else.

#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include "app/engine.h"
#include "runtime/task.h"
#include "store/store.h"

namespace commonplace::app {

// Used on the net thread; reads `store` on `readers`, writes by the engine's writer.
class ArchiveKeeper {
 public:
  struct Parts {
    boost::asio::io_context& net;
    store::Store& store;
    boost::asio::thread_pool& readers;
    Engine& engine;
  };
  explicit ArchiveKeeper(Parts parts) : parts_(parts), rest_(parts.net) {}

  // Stories may have joined topics.
  void wake();
  void stop() { stopping_ = true; }

 private:
  runtime::Task<bool> keep_all();
  runtime::Task<bool> keep_one();

  Parts parts_;
  boost::asio::steady_timer rest_;
  bool at_work_ = false;
  bool stopping_ = false;
};

}  // namespace commonplace::app
