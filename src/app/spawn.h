// Coroutines that nobody awaits, and steps of those that must not end: what escapes them becomes one log line, never
// the end of the daemon.

#pragma once

#include <boost/asio/io_context.hpp>
#include <exception>
#include <optional>
#include <string>
#include <utility>

#include "runtime/task.h"

namespace commonplace::app {

void spawn_logged(boost::asio::io_context& net, runtime::Task<bool> task, std::string what);

void log_failure(const std::string& what, const std::exception& failure);

// What the work returns; nothing where something escaped it.
template <class T>
runtime::Task<std::optional<T>> logged(runtime::Task<T> work, std::string what) {
  try {
    co_return co_await std::move(work);
  } catch (const std::exception& failure) {
    log_failure(what, failure);
  }
  co_return std::nullopt;
}

}  // namespace commonplace::app
