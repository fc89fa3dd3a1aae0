// Tells the operator's webhook of sources in trouble: one POST at a time, beside the polls and never in their way.
//
// What is watched is only a list of names: those in trouble, those that were told to be, and those that have moved.
// What is to be told is decided anew from the store each time, so nothing is lost or repeated over a restart, except
// where we are killed between an answer of the webhook and writing down that it had one.

#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <map>
#include <memory>
#include <string>

#include "app/alert.h"
#include "app/live.h"
#include "app/pipeline.h"
#include "fetch/fetcher.h"
#include "runtime/clock.h"
#include "runtime/task.h"
#include "store/store.h"

namespace commonplace::app {

// Lives on the net thread, as do all calls to it.
class Alerts {
 public:
  // All of these outlive the alerts. `store` is used on `writer` only.
  struct Parts {
    boost::asio::io_context& net;
    fetch::Fetcher& network;
    store::Store& store;
    boost::asio::thread_pool& writer;
    const runtime::Clock& clock;
  };

  explicit Alerts(Parts parts) : parts_(parts), timer_(parts.net) {}

  // Tells whatever is to be told until stop().
  void start();
  void stop();

  // At the start and after a reload: who is to be told, and what there is to tell. Without a webhook nothing is
  // watched.
  runtime::Task<bool> apply(std::shared_ptr<const Live> live);
  // After each poll.
  void polled(const PollReport& report);

  // Sends at most one alert; how long to wait before the next step, nothing where there is nothing to wait for.
  runtime::Task<std::optional<std::chrono::seconds>> step();

  std::size_t delivered() const { return delivered_; }
  std::size_t failed() const { return failed_; }
  std::size_t watched() const { return watched_.size(); }

 private:
  struct Watched {
    std::optional<Timestamp> look;    // when to look whether there is something to tell
    int attempts = 0;                 // that have failed
    std::optional<store::Told> told;  // what could not be written down
  };
  using Watch = std::map<std::string, Watched, std::less<>>;

  runtime::Task<bool> run();
  Watch::iterator next();
  runtime::Task<bool> look_at(std::string slug);
  runtime::Task<bool> tell(store::SourceRow row, AlertKind kind);
  runtime::Task<Result<bool>> post(std::string json);
  void put_off(const std::string& slug, const Error& error);
  void look_later(const std::string& slug);
  void wake();

  Parts parts_;
  boost::asio::steady_timer timer_;
  std::shared_ptr<const Live> live_;
  Watch watched_;
  std::optional<Timestamp> paused_until_;  // the webhook failed, or asked us to wait
  std::optional<std::chrono::seconds> asked_to_wait_;
  int failures_ = 0;  // of the webhook, in a row
  std::size_t delivered_ = 0;
  std::size_t failed_ = 0;
  bool stopping_ = false;
};

}  // namespace commonplace::app
