// Looks after the store: forgets what is too old, once a day; reads documents again and makes copies when asked.

#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <string>
#include <vector>

#include "app/engine.h"
#include "serve/upkeep.h"
#include "store/store.h"

namespace commonplace::app {

// Used on the net thread; reads `store` on `readers`, writes by the engine's writer, a little at a time.
class Upkeep final : public serve::Upkeep {
 public:
  struct Parts {
    boost::asio::io_context& net;
    store::Store& store;
    boost::asio::thread_pool& readers;
    Engine& engine;
    std::function<void(const std::vector<TopicId>&)> touched;  // topics to publish anew
  };
  explicit Upkeep(Parts parts) : parts_(std::move(parts)), daily_(parts_.net) {}

  void start();
  void stop();

  runtime::Task<Result<Journal>> journal() override;
  runtime::Task<Result<std::string>> prune(bool dry_run) override;
  runtime::Task<Result<std::string>> renormalize(std::vector<std::string> slugs, bool dry_run) override;
  runtime::Task<Result<serve::Body>> back_up() override;

 private:
  runtime::Task<bool> prune_daily();

  Parts parts_;
  boost::asio::steady_timer daily_;
  boost::asio::thread_pool copier_{1};
  bool stopping_ = false;
};

// {"source","pruned"}, one line each.
std::string outlived_to_json(const std::map<std::string, std::size_t>& outlived);

}  // namespace commonplace::app
