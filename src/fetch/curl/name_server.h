// Whether it was the name that failed or the name server: getaddrinfo(3) tells them apart, libcurl does not.

#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <optional>
#include <string>

#include "runtime/task.h"

namespace commonplace::fetch::curl {

// Lives on the net thread, and must outlive its tasks.
class NameServer {
 public:
  explicit NameServer(boost::asio::any_io_executor executor) : executor_(std::move(executor)) {}

  // To be asked where a name could not be resolved. One look at a time: whoever asks meanwhile, or shortly after, gets
  // the same answer.
  runtime::Task<bool> is_silent(std::string name);

 private:
  runtime::Task<bool> look(std::string name);

  boost::asio::any_io_executor executor_;
  bool looking_ = false;
  bool silent_ = false;
  std::optional<std::chrono::steady_clock::time_point> looked_;
};

}  // namespace commonplace::fetch::curl
