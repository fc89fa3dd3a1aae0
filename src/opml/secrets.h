// What of a configuration may be handed on: references to secrets, never secrets.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/settings.h"

namespace commonplace::opml {

// Takes out what would let somebody sign in: passwords, headers that may hold a token, the part before '@' of an
// address and the tokens in its query, tokens of a topic. A value that may and does hold ${env:NAME} or ${file:PATH}
// stays as it is written. Returns the keys that lost something.
std::vector<std::string> withhold_secrets(Settings& settings);

// Whether there is anything of that.
bool has_secrets(Settings settings);

// The references that the settings hold, such as "${env:TOKEN}", each once.
std::vector<std::string> references_in(const Settings& settings);

}  // namespace commonplace::opml
