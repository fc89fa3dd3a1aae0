// An HTTP request and its answer, without a socket or a library's types.

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace commonplace::serve {

enum class Method { Get, Head, Post, Options, Other };
enum class Transport { Tcp, Unix };

// Names are lower case. `target` is as sent: path, optionally '?' and a query.
struct Request {
  Method method = Method::Get;
  std::string target;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  Transport transport = Transport::Tcp;

  std::string_view header(std::string_view lower_case_name) const;  // first of that name; empty where absent
  std::string_view path() const;                                    // of target, still percent-encoded
  std::string_view query() const;
};

// A body is shared: the same bytes answer every client. Content-Length, Date and Connection are the session's.
struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::shared_ptr<const std::string> body;
};

}  // namespace commonplace::serve
