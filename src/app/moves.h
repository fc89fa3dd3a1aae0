// Where a source is asked, and when a permanent redirect is believed. Pure.
//
// One 301 may be a slip: an address is adopted after several polls that agree and bring a feed. It is given up again
// when it fails, for what the operator configured stands above what a server once said.

#pragma once

#include <optional>
#include <string>

#include "commonplace/source.h"
#include "commonplace/url.h"

namespace commonplace::app {

inline constexpr int kAgreeingPolls = 3;
inline constexpr int kFailuresOfAdopted = 3;  // in a row

// The adopted address, but what is secret goes to the configured origin only; `adopted` may be empty. Error: BadUrl.
Result<Url> address_of(const Source& source, const std::string& adopted);

// Whether the source has headers or a password, and a redirect from its configured address to `url` would not be told.
bool keeps_secrets_from(const Source& source, const Url& url);

// Takes note of where a good poll was sent for good: nothing where it was not. Returns the address to ask from now on,
// where enough polls agree and `source` may be asked there.
std::optional<std::string> note_move(Move& move, const std::optional<Url>& found, const Source& source);

// Whether the adopted address has failed for so long that the configured one is to be asked again.
bool gives_up_adopted(const RefreshHistory& history);

}  // namespace commonplace::app
