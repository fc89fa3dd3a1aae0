#include "runtime/folder_watch.h"

#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/redirect_error.hpp>
#include <cerrno>
#include <cstring>

namespace commonplace::runtime {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kChanges = IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ATTRIB |
                                   IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

// Notes each folder on the way to `path` with the name that is looked up in it. Returns where the path leads; nothing
// where it ends before.
std::optional<fs::path> follow(const fs::path& path, WatchedPlaces& places, int& links) {
  fs::path at = "/";
  const fs::path relative = path.relative_path();
  for (auto part = relative.begin(); part != relative.end(); ++part) {
    if (part->empty() || *part == ".") continue;
    if (*part == "..") {
      at = at.parent_path();
      continue;
    }
    places[at].insert(part->string());
    const fs::path next = at / *part;
    std::error_code error;
    const fs::file_status status = fs::symlink_status(next, error);
    if (!fs::exists(status)) return std::nullopt;
    if (!fs::is_symlink(status)) {
      at = next;
      continue;
    }
    fs::path target = at / fs::read_symlink(next, error);  // an absolute one takes the place of `at`
    if (error || --links < 0) return std::nullopt;
    for (auto rest = std::next(part); rest != relative.end(); ++rest) target /= *rest;
    return follow(target, places, links);
  }
  return at;
}

}  // namespace

WatchedPlaces places_to_watch(const fs::path& folder) {
  constexpr int kMostLinks = 40;  // as the system itself has it
  WatchedPlaces places;
  int links = kMostLinks;
  const std::optional<fs::path> where = follow(fs::absolute(folder), places, links);
  if (!where) return places;
  std::error_code error;
  for (fs::directory_iterator it(*where, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() != ".toml" || !it->is_symlink(error)) continue;
    links = kMostLinks;
    follow(it->path(), places, links);
  }
  places[*where].clear();
  return places;
}

FolderWatch::FolderWatch(boost::asio::io_context& net, fs::path folder, Settling settling)
    : folder_(std::move(folder)), settling_(settling), net_(net), notices_(net), pause_(net) {}

Result<bool> FolderWatch::start() {
  const int descriptor = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (descriptor < 0)
    return fail(Errc::Io, "cannot watch " + folder_.string() + ": " + std::generic_category().message(errno));
  boost::asio::posix::stream_descriptor notices(net_, descriptor);
  std::map<int, std::set<std::string>> watched;
  for (const auto& [place, names] : places_to_watch(folder_)) {
    const int number = ::inotify_add_watch(descriptor, place.c_str(), kChanges);
    if (number >= 0) {
      watched[number] = names;
    } else if (errno == ENOSPC) {
      return fail(Errc::Io, "cannot watch " + folder_.string() +
                                ": the system has no watch left; raise "
                                "fs.inotify.max_user_watches");
    }  // what is gone by now, or is not ours to see, has nothing to tell
  }
  notices_ = std::move(notices);
  watched_ = std::move(watched);
  return true;
}

bool FolderWatch::is_of_interest(const char* events, std::size_t length) const {
  for (std::size_t at = 0; at + sizeof(inotify_event) <= length;) {
    inotify_event event;
    std::memcpy(&event, events + at, sizeof event);
    const std::string name = event.len == 0 ? "" : events + at + sizeof event;  // padded with zeros
    at += sizeof event + event.len;
    if ((event.mask & (IN_Q_OVERFLOW | IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT)) != 0) return true;
    const auto place = watched_.find(event.wd);
    if (place == watched_.end()) continue;
    if (place->second.empty() || place->second.contains(name)) return true;
  }
  return false;
}

// Whether something has happened; false: the wait was cut short.
Task<bool> FolderWatch::next_event() {
  std::array<char, 16384> events;
  for (;;) {
    boost::system::error_code error;
    co_await notices_.async_wait(boost::asio::posix::stream_descriptor::wait_read,
                                 boost::asio::redirect_error(boost::asio::use_awaitable, error));
    if (error || stopped_) co_return false;
    bool is_interesting = false;
    for (;;) {
      const ssize_t length = ::read(notices_.native_handle(), events.data(), events.size());
      if (length <= 0) break;
      is_interesting = is_of_interest(events.data(), static_cast<std::size_t>(length)) || is_interesting;
    }
    if (is_interesting) co_return true;
  }
}

Task<Result<bool>> FolderWatch::settled() {
  Task<bool> first = next_event();
  const bool has_happened = co_await std::move(first);
  if (!has_happened) co_return fail(Errc::Cancelled, "nobody watches " + folder_.string() + " any more");
  const auto latest = std::chrono::steady_clock::now() + settling_.longest;
  for (bool goes_on = true; goes_on && !stopped_;) {
    pause_.expires_at(std::min(latest, std::chrono::steady_clock::now() + settling_.quiet));
    pause_.async_wait([this](boost::system::error_code cancelled) {
      if (!cancelled) notices_.cancel();
    });
    Task<bool> next = next_event();
    goes_on = co_await std::move(next);
    pause_.cancel();
  }
  if (stopped_) co_return fail(Errc::Cancelled, "nobody watches " + folder_.string() + " any more");
  co_return start();
}

void FolderWatch::stop() {
  stopped_ = true;
  boost::system::error_code ignored;
  notices_.cancel(ignored);
  pause_.cancel();
}

}  // namespace commonplace::runtime
