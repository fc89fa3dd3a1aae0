// Tells an external WebSub hub which feeds have something new (WebSub §7): it fetches them then, and tells its
// subscribers.

#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <set>
#include <string>
#include <vector>

#include "app/live.h"
#include "fetch/fetcher.h"
#include "runtime/task.h"
#include "serve/snapshot.h"

namespace commonplace::app {

// The addresses of the feeds for everybody that are not what they were; none where there was nothing before: whoever
// starts has told of what was there.
std::vector<std::string> changed_feeds(const Live& live, const serve::Snapshot* before, const serve::Snapshot& now);

// Lives on the net thread. One request at a time; a feed that changes while its hub does not answer is told of once.
class HubNotifier {
 public:
  struct Parts {
    boost::asio::io_context& net;
    fetch::Fetcher& network;
  };
  explicit HubNotifier(Parts parts) : parts_(parts), pause_(parts.net) {}

  // These feeds have something new. Without a hub nobody is told, and what was to be told is forgotten.
  void tell(const std::string& hub, const std::vector<std::string>& feeds);
  void stop();

 private:
  runtime::Task<bool> run();
  runtime::Task<Result<bool>> post(std::string feed);

  Parts parts_;
  boost::asio::steady_timer pause_;
  std::string hub_;
  std::set<std::string> waiting_;
  int failures_ = 0;  // in a row
  bool at_work_ = false;
  bool stopping_ = false;
};

}  // namespace commonplace::app
