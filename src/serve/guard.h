// Who may read what is not for everybody: whoever has a token, as the password of HTTP basic authentication (RFC 7617)
// or as the parameter `token` of the address.

#pragma once

#include <string>
#include <vector>

#include "base/digest.h"
#include "serve/message.h"

namespace commonplace::serve {

class Guard {
 public:
  explicit Guard(const std::vector<std::string>& tokens);

  // How long it takes tells nothing of the tokens.
  bool admits(const Request& request) const;

 private:
  bool knows(const std::string& token) const;

  std::vector<base::Sha256> digests_;
};

}  // namespace commonplace::serve
