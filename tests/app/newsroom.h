// The polling half of the program with a scripted network, a store in memory and a clock moved by hand.

#pragma once

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/live.h"
#include "app/pipeline.h"
#include "support/fake_fetcher.h"
#include "support/manual_clock.h"
#include "support/memory_store.h"

namespace commonplace::testing {

class Newsroom {
 public:
  Newsroom();
  ~Newsroom();

  config::Config config;  // as a test writes it down; `apply` puts it in force

  // At https://SLUG.example/feed.
  Source& add_source(std::string slug);
  Topic& add_topic(std::string slug, std::string match = {});
  // Makes the store and `live` those of `config`; the references above are not good after it.
  void apply();

  // Polls one source as the refresher would: claimed, then run through the pipeline.
  Result<app::PollReport> poll(const std::string& slug);
  app::PollReport poll_well(const std::string& slug);  // fails the test where the outcome could not be committed
  store::SourceRow row(std::string_view slug);
  TopicId topic(std::string_view slug) const;
  std::vector<std::string> titles();  // of everything stored, newest first

  // Runs the coroutine to its end, on the net thread, which is the caller's.
  template <class T>
  T run(runtime::Task<T> task) {
    std::optional<T> value;
    std::exception_ptr failure;
    auto keep = [&](std::exception_ptr thrown, T result) {
      failure = thrown;
      if (!thrown) value.emplace(std::move(result));
    };
    boost::asio::co_spawn(net, std::move(task), std::move(keep));
    net.restart();
    while (!value && !failure && net.run_one() > 0) {
    }
    if (failure) std::rethrow_exception(failure);
    return std::move(*value);
  }

  boost::asio::io_context net{1};
  boost::asio::thread_pool workers{1};
  boost::asio::thread_pool writer{1};
  ManualClock clock;
  MemoryStore store;
  FakeFetcher network;
  FakeFetcher files;
  std::shared_ptr<const app::Live> live;
  app::Pipeline pipeline{{network, files, store, workers, writer, clock, [this] { return live; }}};
};

// A document with one item a title, its newest first: "One" links to /one and has the id one.
std::string rss(const std::vector<std::string>& titles, std::string_view channel = {});

std::string address(std::string_view slug);  // https://SLUG.example/feed

}  // namespace commonplace::testing
