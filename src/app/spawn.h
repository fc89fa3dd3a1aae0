// Starts a coroutine that nobody awaits. What escapes it becomes one log line, never the end of the daemon.

#pragma once

#include <boost/asio/io_context.hpp>
#include <string>

#include "runtime/task.h"

namespace commonplace::app {

void spawn_logged(boost::asio::io_context& net, runtime::Task<bool> task, std::string what);

}  // namespace commonplace::app
