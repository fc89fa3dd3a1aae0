#include "app/spawn.h"

#include <boost/asio/co_spawn.hpp>

#include "runtime/log.h"

namespace commonplace::app {

void log_failure(const std::string& what, const std::exception& failure) {
  runtime::log_error(what + " failed: " + failure.what());
}

void spawn_logged(boost::asio::io_context& net, runtime::Task<bool> task, std::string what) {
  auto report = [what = std::move(what)](const std::exception_ptr& failure, bool) {
    if (!failure) return;
    try {
      std::rethrow_exception(failure);
    } catch (const std::exception& error) {
      log_failure(what, error);
    }
  };
  boost::asio::co_spawn(net, std::move(task), std::move(report));
}

}  // namespace commonplace::app
