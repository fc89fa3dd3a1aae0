// Whether it was the name that failed or the name server: getaddrinfo(3) tells them apart, libcurl does not.

#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "runtime/task.h"

namespace commonplace::fetch::curl {

// Lives on the net thread, and must outlive its tasks.
class NameServer {
 public:
  // True: nobody answered who would know the name. Called on a thread of its own, may block.
  using Lookup = std::function<bool(const std::string& name)>;
  explicit NameServer(boost::asio::any_io_executor executor, Lookup lookup = &nobody_answers)
      : executor_(std::move(executor)), lookup_(std::move(lookup)) {}

  // To be asked where a name could not be resolved. One look at a time: whoever asks meanwhile, or shortly after, gets
  // the same answer.
  runtime::Task<bool> is_silent(std::string name);

  // Whoever waits for an answer has none in a moment, and it says nothing.
  void close() { closed_ = true; }

 private:
  static bool nobody_answers(const std::string& name);
  runtime::Task<bool> look(std::string name);

  boost::asio::any_io_executor executor_;
  Lookup lookup_;
  bool closed_ = false;
  bool looking_ = false;
  bool silent_ = false;
  std::optional<std::chrono::steady_clock::time_point> looked_;
};

}  // namespace commonplace::fetch::curl
