// Accept-Encoding → which encoding to send (RFC 9110 §12.5.3).

#pragma once

#include <string_view>

namespace commonplace::serve {

enum class Encoding { Identity, Gzip };

// Gzip where the client takes it at least as gladly as the plain bytes; identity in every other case.
Encoding choose_encoding(std::string_view accept_encoding);

}  // namespace commonplace::serve
