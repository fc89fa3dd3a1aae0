#include "serve/headers.h"

namespace commonplace::serve {

namespace {

// Nothing but our own style and the pictures of what we show; no script at all, so that a hole in sanitizing stays
// without effect.
constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'self'; img-src 'self' http: https:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors ";

std::vector<std::pair<std::string, std::string>> security(Framing framing) {
  return {{"Content-Security-Policy", std::string(kPolicy) + (framing == Framing::Anywhere ? "*" : "'none'")},
          {"X-Content-Type-Options", "nosniff"},
          {"Referrer-Policy", "strict-origin-when-cross-origin"}};
}

std::string lines_of(Framing framing) {
  std::string lines;
  for (const auto& [name, value] : security(framing)) lines.append(name).append(": ").append(value).append("\r\n");
  return lines;
}

}  // namespace

void add_security_headers(Response& response, Framing framing) {
  for (auto& header : security(framing)) response.headers.push_back(std::move(header));
}

std::string_view security_lines(Framing framing) {
  static const std::string kNowhere = lines_of(Framing::Nowhere);
  static const std::string kAnywhere = lines_of(Framing::Anywhere);
  return framing == Framing::Anywhere ? kAnywhere : kNowhere;
}

Response plain_text(int status, std::string text, Framing framing) {
  Response response;
  response.status = status;
  response.headers = {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}};
  response.body = Body(std::move(text));
  add_security_headers(response, framing);
  return response;
}

}  // namespace commonplace::serve
