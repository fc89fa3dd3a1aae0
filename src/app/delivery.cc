#include "app/delivery.h"

#include <algorithm>
#include <cstdint>

namespace commonplace::app {
namespace {

constexpr std::chrono::seconds kFirstPause{10};
constexpr int kMostDoublings = 16;
constexpr std::chrono::milliseconds kTimeout{10'000};
constexpr std::size_t kLongestAnswer = 64u << 10;

}  // namespace

std::chrono::seconds pause_after(int failures) {
  return std::min(kFirstPause * (std::int64_t{1} << std::min(failures - 1, kMostDoublings)), kLongestPause);
}

fetch::FetchRequest delivery(Url to, std::map<std::string, std::string> headers, const std::string& content_type,
                             std::string body) {
  fetch::FetchRequest request;
  request.url = std::move(to);
  request.headers = std::move(headers);
  request.headers.emplace("Content-Type", content_type);
  request.body = std::move(body);
  request.limits.total = kTimeout;
  request.limits.body_bytes = kLongestAnswer;
  return request;
}

bool is_delivered(const fetch::FetchResponse& response) { return response.status >= 200 && response.status < 300; }

}  // namespace commonplace::app
