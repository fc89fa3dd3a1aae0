// Which redirects are followed, and what a run of them says about the source's address.

#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "commonplace/result.h"
#include "commonplace/url.h"

namespace commonplace::fetch {

// 301, 302, 303, 307 and 308: the answers that send us elsewhere.
bool is_redirect(int status);

// The way from the first URL to where it ends.
class RedirectTrail {
 public:
  RedirectTrail(Url first, int limit);

  // Takes one step. Errors: BadRedirect, naming what is wrong with the Location; SchemeNotAllowed for anything but
  // http and https; TooManyRedirects at the limit, or where an address comes up again.
  Result<Url> follow(int status, std::span<const std::string_view> locations);

  const Url& current() const { return visited_.back(); }
  // Another scheme, host or port was ever asked. What is meant for the first origin is not sent from then on.
  bool has_left_origin() const { return left_origin_; }
  // Where the unbroken run of 301 and 308 from the start leads, if there was one.
  const std::optional<Url>& permanent() const { return permanent_; }

 private:
  std::vector<Url> visited_;
  std::size_t limit_;
  bool left_origin_ = false;
  bool only_permanent_ = true;
  std::optional<Url> permanent_;
};

}  // namespace commonplace::fetch
