// Tells when something in a folder has changed, by inotify(7): editors that rename, folders that are moved away,
// missing and come again, files and folders that are symbolic links, also to where the links lead (Kubernetes' ..data).

#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "commonplace/result.h"
#include "runtime/task.h"

namespace commonplace::runtime {

// A folder, and which names in it matter; none: all do.
using WatchedPlaces = std::map<std::filesystem::path, std::set<std::string>>;

// Where something must change for what a path leads to, or the files in that folder, to change: the folder itself,
// those on the way to it, and those on the way to where symbolic links lead.
WatchedPlaces places_to_watch(const std::filesystem::path& folder);

class FolderWatch {
 public:
  struct Settling {
    std::chrono::milliseconds quiet{300};     // so long nothing has happened
    std::chrono::milliseconds longest{5000};  // since the first, even where it never is quiet
  };

  FolderWatch(boost::asio::io_context& net, std::filesystem::path folder, Settling settling);
  FolderWatch(boost::asio::io_context& net, std::filesystem::path folder)
      : FolderWatch(net, std::move(folder), Settling()) {}

  // From now on. Whoever reads the folder after that misses nothing. Error: Io, where the system does not let us.
  Result<bool> start();

  // Returns once something has happened and then nothing for a while, and watches what is there by then. That something
  // is different is for the caller to find out. Error: Io, or it was stopped.
  Task<Result<bool>> settled();

  void stop();

 private:
  Task<bool> next_event();
  bool is_of_interest(const char* events, std::size_t length) const;

  const std::filesystem::path folder_;
  const Settling settling_;
  boost::asio::io_context& net_;
  boost::asio::posix::stream_descriptor notices_;
  boost::asio::steady_timer pause_;
  std::map<int, std::set<std::string>> watched_;  // by inotify's number; no names: all
  bool stopped_ = false;
};

}  // namespace commonplace::runtime
