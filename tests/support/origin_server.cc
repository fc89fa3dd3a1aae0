#include "support/origin_server.h"

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "base/text.h"

namespace commonplace::testing {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t kLargestRequest = 1u << 20;
constexpr std::chrono::seconds kPatience{10};

std::string find_header(const std::vector<std::pair<std::string, std::string>>& headers, std::string_view name) {
  const auto found = std::ranges::find_if(headers, [&](const auto& header) { return header.first == name; });
  return found == headers.end() ? std::string() : found->second;
}

OriginRequest parse_head(std::string_view head) {
  OriginRequest request;
  const auto lines = base::split(head, '\n');
  const auto words = base::split_words(lines.front());
  if (words.size() >= 2) {
    request.method = words[0];
    request.target = words[1];
  }
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto colon = lines[i].find(':');
    if (colon == std::string_view::npos) continue;
    request.headers.emplace_back(base::to_ascii_lower(lines[i].substr(0, colon)),
                                 base::trim(lines[i].substr(colon + 1)));
  }
  return request;
}

bool closes(const OriginReply& reply) { return reply.raw || !reply.endless.empty() || reply.hold; }

std::string to_wire(const OriginReply& reply) {
  if (reply.raw) return *reply.raw;
  std::string text = "HTTP/1.1 " + std::to_string(reply.status) + " Scripted\r\n";
  bool has_length = false;
  for (const auto& [name, value] : reply.headers) {
    text += name + ": " + value + "\r\n";
    has_length = has_length || base::equals_ignoring_case(name, "Content-Length") ||
                 base::equals_ignoring_case(name, "Transfer-Encoding");
  }
  if (!has_length && reply.status != 304) text += "Content-Length: " + std::to_string(reply.body.size()) + "\r\n";
  return text + "\r\n" + reply.body;
}

}  // namespace

bool OriginRequest::has(std::string_view lower_case_name) const {
  return std::ranges::any_of(headers, [&](const auto& header) { return header.first == lower_case_name; });
}

std::string OriginRequest::header(std::string_view lower_case_name) const {
  return find_header(headers, lower_case_name);
}

OriginReply OriginReply::ok(std::string body, std::vector<std::pair<std::string, std::string>> headers) {
  OriginReply reply = empty(200, std::move(headers));
  reply.body = std::move(body);
  return reply;
}

OriginReply OriginReply::empty(int status, std::vector<std::pair<std::string, std::string>> headers) {
  OriginReply reply;
  reply.status = status;
  reply.headers = std::move(headers);
  return reply;
}

OriginReply OriginReply::bytes(std::string raw) {
  OriginReply reply;
  reply.raw = std::move(raw);
  return reply;
}

OriginReply OriginReply::silence() {
  OriginReply reply = bytes("");
  reply.hold = true;
  return reply;
}

OriginReply OriginReply::redirect(int status, std::string_view location) {
  OriginReply reply;
  reply.status = status;
  reply.headers.emplace_back("Location", location);
  return reply;
}

class OriginServer::Impl {
 public:
  Impl() : acceptor_(context_, tcp::endpoint(asio::ip::address_v4::loopback(), 0)), released_(context_) {
    released_.expires_at(std::chrono::steady_clock::time_point::max());
    port_ = acceptor_.local_endpoint().port();
    asio::co_spawn(context_, accept(), asio::detached);
    thread_ = std::thread([this] { context_.run(); });
  }
  ~Impl() {
    context_.stop();
    thread_.join();
  }

  void add(std::string_view path, Route route) {
    const std::lock_guard lock(mutex_);
    routes_[std::string(path)] = std::move(route);
  }
  std::uint16_t port() const { return port_; }
  std::vector<OriginRequest> requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }
  std::size_t connections() const {
    const std::lock_guard lock(mutex_);
    return connections_;
  }
  bool wait_for_requests(std::size_t count) const {
    std::unique_lock lock(mutex_);
    return arrived_.wait_for(lock, kPatience, [&] { return requests_.size() >= count; });
  }
  void release() {
    asio::post(context_, [this] { released_.expires_at(std::chrono::steady_clock::time_point::min()); });
  }

 private:
  asio::awaitable<void> accept() {
    for (;;) {
      error_code failure;
      tcp::socket socket = co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, failure));
      if (failure) co_return;
      {
        const std::lock_guard lock(mutex_);
        ++connections_;
      }
      asio::co_spawn(context_, serve(std::move(socket)), asio::detached);
    }
  }

  asio::awaitable<void> serve(tcp::socket socket) {
    std::string buffer;
    for (;;) {
      const std::optional<OriginRequest> request = co_await read(socket, buffer);
      if (!request) co_return;
      const OriginReply reply = answer(*request);
      const std::string wire = to_wire(reply);
      error_code failure;
      co_await asio::async_write(socket, asio::buffer(wire), asio::redirect_error(asio::use_awaitable, failure));
      while (!failure && !reply.endless.empty()) {
        co_await asio::async_write(socket, asio::buffer(reply.endless),
                                   asio::redirect_error(asio::use_awaitable, failure));
      }
      if (reply.hold) co_await released_.async_wait(asio::redirect_error(asio::use_awaitable, failure));
      if (failure || closes(reply)) co_return;
    }
  }

  asio::awaitable<std::optional<OriginRequest>> read(tcp::socket& socket, std::string& buffer) {
    error_code failure;
    auto head = asio::dynamic_buffer(buffer, kLargestRequest);
    const std::size_t length =
        co_await asio::async_read_until(socket, head, "\r\n\r\n", asio::redirect_error(asio::use_awaitable, failure));
    if (failure) co_return std::nullopt;
    OriginRequest request = parse_head(std::string_view(buffer).substr(0, length));
    buffer.erase(0, length);
    const std::size_t body = base::parse_decimal(request.header("content-length")).value_or(0);
    if (body > kLargestRequest) co_return std::nullopt;
    if (buffer.size() < body) {
      auto rest = asio::dynamic_buffer(buffer, kLargestRequest);
      co_await asio::async_read(socket, rest, asio::transfer_exactly(body - buffer.size()),
                                asio::redirect_error(asio::use_awaitable, failure));
      if (failure) co_return std::nullopt;
    }
    request.body = buffer.substr(0, body);
    buffer.erase(0, body);
    co_return request;
  }

  OriginReply answer(const OriginRequest& request) {
    Route route;
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(request);
      const auto found = routes_.find(request.target.substr(0, request.target.find('?')));
      if (found != routes_.end()) route = found->second;
    }
    arrived_.notify_all();
    if (route) return route(request);
    OriginReply reply;
    reply.status = 404;
    return reply;
  }

  mutable std::mutex mutex_;  // guards the next three: routes and records, which tests use from their own thread
  std::map<std::string, Route, std::less<>> routes_;
  std::vector<OriginRequest> requests_;
  std::size_t connections_ = 0;
  mutable std::condition_variable arrived_;

  asio::io_context context_{1};
  tcp::acceptor acceptor_;
  asio::steady_timer released_;  // moved into the past by release(): then all who wait are done
  std::uint16_t port_ = 0;
  std::thread thread_;
};

OriginServer::OriginServer() : impl_(std::make_unique<Impl>()) {}
OriginServer::~OriginServer() = default;

void OriginServer::route(std::string_view path, Route route) { impl_->add(path, std::move(route)); }

void OriginServer::route(std::string_view path, OriginReply reply) {
  impl_->add(path, [reply = std::move(reply)](const OriginRequest&) { return reply; });
}

std::uint16_t OriginServer::port() const { return impl_->port(); }

std::string OriginServer::url(std::string_view target) const {
  return "http://127.0.0.1:" + std::to_string(port()) + std::string(target);
}

std::vector<OriginRequest> OriginServer::requests() const { return impl_->requests(); }
std::size_t OriginServer::connections() const { return impl_->connections(); }
bool OriginServer::wait_for_requests(std::size_t count) const { return impl_->wait_for_requests(count); }
void OriginServer::release() { impl_->release(); }

}  // namespace commonplace::testing
