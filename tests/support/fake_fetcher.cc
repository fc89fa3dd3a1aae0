#include "support/fake_fetcher.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace commonplace::testing {

using fetch::FetchRequest;
using fetch::FetchResponse;

void FakeFetcher::answer(std::string_view url, Result<FetchResponse> response) {
  script(url, [response = std::move(response)](const FetchRequest&) { return response; });
}

void FakeFetcher::script(std::string_view url, Script script) {
  scripts_[std::string(url)].push_back(std::move(script));
}

runtime::Task<Result<FetchResponse>> FakeFetcher::fetch(FetchRequest request) {
  co_await boost::asio::post(boost::asio::use_awaitable);
  requests_.push_back(request);
  const auto found = scripts_.find(request.url.href());
  if (found == scripts_.end()) co_return fail(Errc::NameNotFound, "no script for " + request.url.href());
  std::deque<Script>& rest = found->second;
  const Script script = rest.front();
  if (rest.size() > 1) rest.pop_front();
  Result<FetchResponse> response = script(request);
  if (response && response->url.href().empty()) response->url = request.url;
  co_return response;
}

std::size_t FakeFetcher::count(std::string_view url) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(requests_, [&](const FetchRequest& request) { return request.url.href() == url; }));
}

FetchResponse make_response(int status, std::string body, std::vector<std::pair<std::string, std::string>> headers) {
  FetchResponse response;
  response.status = status;
  response.body = std::move(body);
  response.headers = std::move(headers);
  return response;
}

}  // namespace commonplace::testing
