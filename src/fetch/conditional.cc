// Validators ↔ headers. A weak or unquoted tag is sent as it came: servers compare it with their own spelling.

#include "fetch/conditional.h"

#include "base/scan.h"

namespace commonplace::fetch {
namespace {

constexpr std::size_t kLongestValidator = 1024;

std::string usable_or_empty(std::string_view value) {
  return is_usable_validator(value) ? std::string(value) : std::string();
}

}  // namespace

bool is_usable_validator(std::string_view value) {
  using Unprintable = base::Union<base::Control, base::AnyOf<'\x7F'>>;
  return !value.empty() && value.size() <= kLongestValidator && !base::contains<Unprintable>(value);
}

Headers conditional_headers(const Validators& validators) {
  Headers headers;
  if (is_usable_validator(validators.etag)) headers.emplace_back("If-None-Match", validators.etag);
  if (is_usable_validator(validators.last_modified)) {
    headers.emplace_back("If-Modified-Since", validators.last_modified);
  }
  return headers;
}

Validators refreshed(const Validators& known, const FetchResponse& response) {
  const bool replaces = response.status == 200 || response.status == 203;
  const bool adds = response.status == 304 || response.status == 226;
  if (!replaces && !adds) return known;
  Validators fresh{usable_or_empty(response.header("etag")), usable_or_empty(response.header("last-modified"))};
  if (adds) {
    if (fresh.etag.empty()) fresh.etag = known.etag;
    if (fresh.last_modified.empty()) fresh.last_modified = known.last_modified;
  }
  return fresh;
}

}  // namespace commonplace::fetch
