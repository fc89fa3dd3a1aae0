// libcurl's multi interface on Asio: its sockets and its one timer become waits of the net thread.
//
// Everything happens on one executor, which must run one handler at a time; its context outlives the Multi.

#pragma once

#include <curl/curl.h>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>

#include "runtime/task.h"

namespace commonplace::fetch::curl {

class Multi : public std::enable_shared_from_this<Multi> {
 public:
  static std::shared_ptr<Multi> create(boost::asio::any_io_executor executor, int idle_connections);
  Multi(const Multi&) = delete;
  Multi& operator=(const Multi&) = delete;
  ~Multi();

  // Runs one prepared transfer to its end. Nothing: it was cancelled, by the awaiting coroutine or abort_all().
  // `easy` stays with the caller, who keeps it alive until the task is done or destroyed.
  runtime::Task<std::optional<CURLcode>> perform(CURL* easy);

  // Ends every running transfer; their coroutines resume later, on the executor.
  void abort_all();

  // One of our callbacks failed, which libcurl does not get over: it ends all transfers, and begins no other.
  bool is_broken() const { return broken_; }

 private:
  struct Watch;  // a socket that libcurl wants to hear of
  using Finished = std::function<void(std::optional<CURLcode>)>;

  Multi(boost::asio::any_io_executor executor, int idle_connections);
  void start(CURL* easy, Finished finished);
  void forget(CURL* easy);

  static int on_socket(CURL* easy, curl_socket_t socket, int what, void* self, void* watch);
  static int on_timer(CURLM* multi, long milliseconds, void* self);
  bool watch(curl_socket_t socket, int what);
  void wait(const std::shared_ptr<Watch>& watch);
  void wait(const std::shared_ptr<Watch>& watch, int direction);
  void ready(curl_socket_t socket, int events);
  void call_at_once();
  void call_at(std::chrono::steady_clock::time_point time);
  void wait_for_timer();
  void set_timer(long milliseconds);
  void report_finished();
  void abort_if_broken();

  boost::asio::any_io_executor executor_;
  CURLM* multi_;
  boost::asio::steady_timer timer_;
  std::optional<std::chrono::steady_clock::time_point> wanted_;  // when libcurl wants to be called
  bool timer_runs_ = false;                                      // it goes off no later than that
  bool called_soon_ = false;
  bool broken_ = false;
  std::unordered_map<curl_socket_t, std::shared_ptr<Watch>> watches_;
  std::unordered_map<CURL*, Finished> running_;
};

}  // namespace commonplace::fetch::curl
