// "feed:", by which browsers once told readers from pages (draft-obasanjo-feed-URI-scheme).

#pragma once

#include <string>
#include <string_view>

namespace commonplace::url {

// The address to ask where it is written "feed:https://…", "feed://https://…" or "feed://…": the last is of `scheme`.
// Any other address stays as it is.
std::string without_feed_scheme(std::string_view address, std::string_view scheme);

}  // namespace commonplace::url
