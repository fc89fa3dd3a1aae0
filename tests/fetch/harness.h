// A CurlFetcher on a loop of its own, asked from straight-line test code.

#pragma once

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "commonplace/url.h"
#include "fetch/curl/fetcher.h"
#include "fetch/fetcher.h"
#include "support/origin_server.h"

namespace commonplace::fetch {

inline Url url_of(std::string_view text) {
  auto url = parse_url(text);
  if (!url) throw std::invalid_argument(url.error().detail);
  return *std::move(url);
}

inline FetchRequest request_for(std::string_view url) {
  FetchRequest request;
  request.url = url_of(url);
  return request;
}

// Runs the task to its end; rethrows what it throws.
template <class T>
T run_task(boost::asio::io_context& context, runtime::Task<T> task) {
  std::optional<T> value;
  std::exception_ptr failure;
  auto keep = [&](std::exception_ptr thrown, T result) {
    failure = thrown;
    value.emplace(std::move(result));
  };
  boost::asio::co_spawn(context, std::move(task), std::move(keep));
  context.restart();
  context.run();
  if (failure) std::rethrow_exception(failure);
  return *std::move(value);
}

// One origin, and a fetcher that may enter the loopback network.
class WithOrigin : public ::testing::Test {
 protected:
  static curl::Settings settings() {
    curl::Settings settings;
    settings.user_agent = curl::make_user_agent("1.0", "mailto:ops@example.org");
    settings.allow_networks = {"127.0.0.0/8"};
    return settings;
  }

  Result<FetchResponse> get(FetchRequest request) { return run_task(context_, fetcher_.fetch(std::move(request))); }
  Result<FetchResponse> get(std::string_view target) { return get(request_for(origin_.url(target))); }
  // For what must fail.
  Error error_of(Result<FetchResponse> response) {
    if (response) ADD_FAILURE() << "status " << response->status << " where an error was expected";
    return response ? Error{} : response.error();
  }

  boost::asio::io_context context_{1};
  testing::OriginServer origin_;
  curl::CurlFetcher fetcher_{context_.get_executor(), settings()};
};

}  // namespace commonplace::fetch
