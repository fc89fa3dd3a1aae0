// The headers that every answer carries, whatever it is (the second wall behind sanitizing).

#pragma once

#include "serve/message.h"

namespace commonplace::serve {

// Content-Security-Policy, X-Content-Type-Options, Referrer-Policy.
void add_security_headers(Response& response);
// The same as lines of a head.
std::string_view security_lines();

// A small answer of ours in plain text.
Response plain_text(int status, std::string text);

}  // namespace commonplace::serve
