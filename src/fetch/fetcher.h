// The port to the network: one request, redirects followed, limits kept, addresses checked.

#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "commonplace/result.h"
#include "commonplace/source.h"
#include "commonplace/url.h"
#include "runtime/task.h"

namespace commonplace::fetch {

struct FetchLimits {
  std::chrono::milliseconds total{20'000};  // from the first byte of the first hop to the last of the last
  std::chrono::seconds slow{15};            // of less than 64 bytes a second, once the answer has begun
  std::size_t body_bytes = 10u << 20;       // after decompression
  std::size_t header_bytes = 64u << 10;
  int redirects = 5;
};

struct FetchRequest {
  Url url;
  Validators validators;                       // sent as If-None-Match and If-Modified-Since; empty: unconditional
  std::map<std::string, std::string> headers;  // sent to the first origin only
  std::optional<std::string> body;             // sent with POST, to this address only: a redirect is then the answer
  std::string username;
  std::string password;
  std::string proxy;
  std::string http_version;
  std::vector<std::string> allow_networks;  // private ranges this request may enter, besides the service's
  FetchLimits limits;
  // Asked before a redirect to another host is followed; waiting for it takes none of the request's time. An error ends
  // the request. Empty: no host is asked too often so.
  std::function<runtime::Task<Result<bool>>(std::string host)> before_host;
};

// Header names are lower case; values are trimmed, their bytes unchanged.
struct FetchResponse {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  Url url;                           // after redirects
  std::optional<Url> permanent_url;  // the end of the unbroken run of 301 and 308 from the start, if there was one
  std::chrono::milliseconds elapsed{0};

  std::string_view header(std::string_view lower_case_name) const;  // the first of that name; empty where absent
};

class Fetcher {
 public:
  virtual ~Fetcher() = default;
  // Any complete HTTP answer is a response, whatever its status; an Error says in one sentence what happened.
  // Called on the net thread. Cancelled with the awaiting coroutine.
  virtual runtime::Task<Result<FetchResponse>> fetch(FetchRequest request) = 0;
  // How many more requests may come before as many wait for a transfer to end as may run.
  virtual std::size_t room() const { return std::numeric_limits<std::size_t>::max(); }
};

}  // namespace commonplace::fetch
