// An HTTP request and its answer, without a socket or a library's types.

#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "serve/body.h"

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

// Header lines that were spelled before anybody asked, each with its end of line.
struct SpelledLines {
  std::array<std::string_view, 4> parts;
  std::shared_ptr<const void> owner;
};

// Date, Connection and, where nothing is spelled, Content-Length are the session's.
struct Response {
  int status = 200;
  SpelledLines spelled;
  std::vector<std::pair<std::string, std::string>> headers;
  Body body;
};

}  // namespace commonplace::serve
