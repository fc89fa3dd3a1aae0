// The headers that every answer carries, whatever it is (the second wall behind sanitizing).

#pragma once

#include "serve/message.h"

namespace commonplace::serve {

// On whose pages an answer may stand in a frame.
enum class Framing { Nowhere, Anywhere };

// Content-Security-Policy, X-Content-Type-Options, Referrer-Policy.
void add_security_headers(Response& response, Framing framing = Framing::Nowhere);
// The same as lines of a head.
std::string_view security_lines(Framing framing);

// A small answer of ours in plain text.
Response plain_text(int status, std::string text, Framing framing = Framing::Nowhere);

}  // namespace commonplace::serve
