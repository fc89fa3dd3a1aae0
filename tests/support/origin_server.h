// A scripted HTTP/1.1 origin on the loopback interface: routes are lambdas, replies may be as wrong as a test likes.
//
// It runs in a thread of its own, where the routes are called too. Everything public may be used from any thread.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace commonplace::testing {

struct OriginRequest {
  std::string method;
  std::string target;                                        // path and query, as sent
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;

  bool has(std::string_view lower_case_name) const;
  std::string header(std::string_view lower_case_name) const;  // the first of that name; empty where absent
};

struct OriginReply {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;  // Content-Length is added unless it is here
  std::string body;
  std::optional<std::string> raw;  // sent instead of all the above, and the connection closed
  std::string endless;             // sent again and again afterwards, until the client goes away
  bool hold = false;               // then stay silent, the connection open, until release()

  static OriginReply ok(std::string body, std::vector<std::pair<std::string, std::string>> headers = {});
  static OriginReply empty(int status, std::vector<std::pair<std::string, std::string>> headers = {});
  static OriginReply redirect(int status, std::string_view location);
  static OriginReply bytes(std::string raw);  // exactly these, then the end
  static OriginReply silence();               // accepts the request and says nothing
};

class OriginServer {
 public:
  using Route = std::function<OriginReply(const OriginRequest&)>;

  OriginServer();   // on 127.0.0.1, a free port
  ~OriginServer();  // drops all connections and joins the thread
  OriginServer(const OriginServer&) = delete;
  OriginServer& operator=(const OriginServer&) = delete;

  // For every target whose path, the query aside, equals `path`. Others get a 404.
  void route(std::string_view path, Route route);
  void route(std::string_view path, OriginReply reply);

  std::uint16_t port() const;
  std::string url(std::string_view target) const;  // "http://127.0.0.1:PORT" + target

  std::vector<OriginRequest> requests() const;  // in the order of their arrival
  std::size_t connections() const;              // accepted so far
  // Blocks until so many requests have been seen; false after ten seconds.
  bool wait_for_requests(std::size_t count) const;
  // Closes the connections that are held, now and from now on.
  void release();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace commonplace::testing
