#include "serve/guard.h"

#include <optional>

#include "base/text.h"
#include "serve/form_values.h"
#include "serve/path.h"

namespace commonplace::serve {
namespace {

std::string password_of(const Request& request) {
  constexpr std::string_view kScheme = "basic ";
  const std::string_view credentials = request.header("authorization");
  if (!base::starts_with_ignoring_case(credentials, kScheme)) return {};
  const std::string pair = base::from_base64(base::trim(credentials.substr(kScheme.size())));
  const std::size_t colon = pair.find(':');
  return colon == std::string::npos ? std::string() : pair.substr(colon + 1);
}

std::string token_of(const Request& request) {
  const std::string_view written = last_value(request.query(), "token").value_or("");
  return decode_value(written).value_or("");  // as in a path: a '+' may be part of a token
}

// Looks at every byte, whatever it finds.
bool are_equal(const base::Sha256& a, const base::Sha256& b) {
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned>(a[i] ^ b[i]);
  return difference == 0;
}

}  // namespace

Guard::Guard(const std::vector<std::string>& tokens) {
  for (const std::string& token : tokens) digests_.push_back(base::sha256(token));
}

bool Guard::knows(const std::string& token) const {
  if (token.empty()) return false;
  const base::Sha256 digest = base::sha256(token);
  bool is_known = false;
  for (const base::Sha256& own : digests_) is_known |= are_equal(own, digest);
  return is_known;
}

bool Guard::admits(const Request& request) const {
  const bool by_password = knows(password_of(request));
  const bool by_address = knows(token_of(request));
  return by_password || by_address;
}

}  // namespace commonplace::serve
