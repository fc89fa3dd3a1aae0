// Keeps the snapshot that readers are answered from up to date: builds it anew when something in it was touched, or has
// grown too old.

#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <memory>
#include <set>
#include <vector>

#include "app/engine.h"
#include "app/publisher.h"
#include "runtime/task.h"
#include "serve/snapshot.h"

namespace commonplace::app {

// Used on the net thread; reads `store`, which nobody else uses, on a thread of its own.
class Publication {
 public:
  struct Parts {
    boost::asio::io_context& net;
    store::Store& store;
    Engine& engine;
    std::size_t most_files;  // descriptors that the bodies of documents may take
    // After each snapshot; the one before is null at first.
    std::function<void(const serve::Snapshot* before, const serve::Snapshot& now)> published;
  };
  explicit Publication(Parts parts)
      : parts_(std::move(parts)), builder_(parts_.store, parts_.most_files), rest_(parts_.net), aging_(parts_.net) {}

  const serve::SnapshotHolder& snapshots() const { return snapshots_; }

  // These topics changed: in a moment readers are told so.
  void publish(const std::vector<TopicId>& touched);
  // Everything anew, as the configuration has it now. Done when it is published, or could not be.
  runtime::Task<bool> publish_all();
  void stop();
  // Waits for the build under way.
  void join() { pages_.join(); }

 private:
  runtime::Task<bool> build_rested();
  runtime::Task<bool> build();
  // False: it failed, and nothing is other than before.
  runtime::Task<bool> build_once();
  void build_again_at(std::optional<Timestamp> when);

  Parts parts_;
  SnapshotBuilder builder_;
  serve::SnapshotHolder snapshots_;
  boost::asio::thread_pool pages_{1};
  std::set<TopicId> touched_;
  boost::asio::steady_timer rest_;
  std::chrono::steady_clock::time_point rested_at_;
  boost::asio::steady_timer aging_;
  bool is_planned_ = false;
  bool is_building_ = false;
  bool wants_all_ = false;
  bool stopping_ = false;
};

}  // namespace commonplace::app
