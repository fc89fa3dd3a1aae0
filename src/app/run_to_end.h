// A coroutine run to its end by a command that has nothing else to do.

#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <optional>
#include <utility>

#include "runtime/task.h"

namespace commonplace::app {

// Runs `net` until the task has ended, and returns what it returned; what it throws is thrown on.
template <class T>
T run_to_end(boost::asio::io_context& net, runtime::Task<T> task) {
  std::optional<T> value;
  std::exception_ptr failure;
  auto keep = [&value, &failure](std::exception_ptr thrown, T result) {
    failure = std::move(thrown);
    if (!failure) value.emplace(std::move(result));
  };
  boost::asio::co_spawn(net, std::move(task), std::move(keep));
  net.restart();  // it may have run out of work before
  while (!value && !failure && net.run_one() > 0) {
  }
  if (failure) std::rethrow_exception(failure);
  return std::move(value).value();
}

}  // namespace commonplace::app
