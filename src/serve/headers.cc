#include "serve/headers.h"

namespace commonplace::serve {

namespace {

// Nothing but our own style and the pictures of what we show; no script at all, so that a hole in sanitizing stays
// without effect. The embed page alone may stand in a frame, and brings its own policy.
constexpr std::pair<std::string_view, std::string_view> kSecurity[] = {
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'self'; img-src 'self' http: https:; base-uri 'none'; form-action 'self'; "
     "frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "strict-origin-when-cross-origin"},
};

}  // namespace

void add_security_headers(Response& response) {
  for (const auto& [name, value] : kSecurity) response.headers.emplace_back(name, value);
}

std::string_view security_lines() {
  static const std::string kLines = [] {
    std::string lines;
    for (const auto& [name, value] : kSecurity) lines.append(name).append(": ").append(value).append("\r\n");
    return lines;
  }();
  return kLines;
}

Response plain_text(int status, std::string text) {
  Response response;
  response.status = status;
  response.headers = {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}};
  response.body = Body(std::move(text));
  add_security_headers(response);
  return response;
}

}  // namespace commonplace::serve
