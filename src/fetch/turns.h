// The port to whoever knows which hosts are busy: a poll asks for a place before it begins.

#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "fetch/host_limits.h"

namespace commonplace::fetch {

class Turns {
 public:
  virtual ~Turns() = default;
  // Nothing: the poll may begin, and the place must be given back by leave(). Else how long to stay away from the
  // host, and then to come back AsTold. Called on the net thread.
  virtual std::optional<std::chrono::seconds> admit(std::string_view host, HostLimits::Visit visit) = 0;
  virtual void leave(std::string_view host) = 0;
  // How many more polls may begin before they wait for nothing but each other (Fetcher::room).
  virtual std::size_t room() const = 0;

  // A poll that was sent on from `host` and ended with Held, for it would have had to wait long for its turn at the
  // other one: which that is, and when its turn comes. Told once.
  struct Elsewhere {
    std::string host;
    std::chrono::seconds wait;
  };
  virtual std::optional<Elsewhere> turned_back(std::string_view host) = 0;

  // For how long yet the host does not want to be asked; nothing where it may be.
  virtual std::optional<std::chrono::seconds> held(std::string_view host) const = 0;
  // An operator wants it asked all the same.
  virtual void lift_hold(std::string_view host) = 0;
};

}  // namespace commonplace::fetch
