#include "serve/headers.h"

namespace commonplace::serve {

// Nothing but our own style and the pictures of what we show; no script at all, so that a hole in sanitizing stays
// without effect. The embed page alone may stand in a frame, and brings its own policy.
void add_security_headers(Response& response) {
  response.headers.emplace_back("Content-Security-Policy",
                                "default-src 'none'; style-src 'self'; img-src 'self' http: https:; base-uri 'none'; "
                                "form-action 'self'; frame-ancestors 'none'");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Referrer-Policy", "strict-origin-when-cross-origin");
}

Response plain_text(int status, std::string text) {
  Response response;
  response.status = status;
  response.headers = {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}};
  response.body = std::make_shared<const std::string>(std::move(text));
  add_security_headers(response);
  return response;
}

}  // namespace commonplace::serve
