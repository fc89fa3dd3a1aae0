// Location headers → the next hop, or a refusal.

#include "fetch/redirects.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "base/utf8.h"
#include "url/percent.h"

namespace commonplace::fetch {
namespace {

constexpr std::array kRedirects = {301, 302, 303, 307, 308};
constexpr std::size_t kLongestLocation = 8192;

bool is_permanent(int status) { return status == 301 || status == 308; }

std::string_view without_fragment(const Url& url) {
  const std::string_view href = url.href();
  return href.substr(0, href.find('#'));
}

bool contains_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// In a Location of no known encoding each byte stands for itself; a URL could only say that something was there.
std::string as_ascii(std::string_view location) {
  if (base::is_valid_utf8(location)) return std::string(location);
  std::string text;
  for (std::size_t i = 0; i < location.size(); ++i) {
    if (static_cast<unsigned char>(location[i]) < 0x80) {
      text += location[i];
    } else {
      url::append_encoded(text, location.substr(i, 1), url::EncodeSet::Control);
    }
  }
  return text;
}

// The one Location that the answer means; a server may repeat it, but not contradict itself.
Result<std::string_view> only_location(int status, std::span<const std::string_view> locations) {
  const std::string what = "the answer " + std::to_string(status);
  if (locations.empty()) return fail(Errc::BadRedirect, what + " has no Location");
  for (const std::string_view other : locations) {
    if (other != locations.front()) return fail(Errc::BadRedirect, what + " has two Locations that differ");
  }
  const std::string_view location = locations.front();
  if (base::trim(location).empty()) return fail(Errc::BadRedirect, what + " has an empty Location");
  if (location.size() > kLongestLocation) {
    return fail(Errc::BadRedirect, what + " has a Location of " + std::to_string(location.size()) + " bytes (limit " +
                                       std::to_string(kLongestLocation) + ")");
  }
  if (contains_control(location)) return fail(Errc::BadRedirect, what + " has control characters in its Location");
  return location;
}

}  // namespace

bool is_redirect(int status) { return std::ranges::find(kRedirects, status) != kRedirects.end(); }

RedirectTrail::RedirectTrail(Url first, int limit)
    : visited_{std::move(first)}, limit_(static_cast<std::size_t>(std::max(limit, 0))) {}

Result<Url> RedirectTrail::follow(int status, std::span<const std::string_view> locations) {
  const auto location = only_location(status, locations);
  if (!location) return fail(location.error());
  auto next = parse_url(as_ascii(*location), &current());
  if (!next) return fail(Errc::BadRedirect, "the Location is not a URL: " + next.error().detail);
  if (!next->is_http()) {
    return fail(Errc::SchemeNotAllowed,
                "redirected to the scheme " + std::string(next->scheme()) + "; only http and https are allowed");
  }
  if (current().scheme() == "https" && next->scheme() == "http") {
    return fail(Errc::BadRedirect,
                "redirected from https to http on " + std::string(next->host()) + ", which would give up encryption");
  }
  if (visited_.size() > limit_) {
    return fail(Errc::TooManyRedirects,
                "more than " + std::to_string(limit_) + " redirects, the last to " + std::string(next->host()));
  }
  const auto is_next = [&](const Url& url) { return without_fragment(url) == without_fragment(*next); };
  if (std::ranges::any_of(visited_, is_next)) {
    return fail(Errc::TooManyRedirects, "redirects go in a circle through " + std::string(next->host()));
  }
  only_permanent_ = only_permanent_ && is_permanent(status);
  if (only_permanent_) permanent_ = *next;
  if (next->origin() != visited_.front().origin()) left_origin_ = true;
  visited_.push_back(*next);
  return next;
}

}  // namespace commonplace::fetch
