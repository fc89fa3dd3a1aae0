// Accept-Encoding → which encoding to send (RFC 9110 §12.5.3).

#pragma once

#include <string_view>

namespace commonplace::serve {

enum class Encoding { Identity, Gzip, Brotli };

// What there is beside the plain bytes.
struct Offer {
  bool gzip = false;
  bool brotli = false;
};

// Brotli or else gzip where the client takes it at least as gladly as anything else; identity in every other case.
// Whoever takes just anything ("*") is not sent brotli.
Encoding choose_encoding(std::string_view accept_encoding, Offer offer);

}  // namespace commonplace::serve
