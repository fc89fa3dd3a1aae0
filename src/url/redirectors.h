// Addresses that only count a click and send on to another address, which they carry.

#pragma once

#include <optional>

#include "commonplace/url.h"

namespace commonplace::url {

// Where the redirector sends to; nothing where `url` is none, or its target not an http address.
std::optional<Url> redirect_target(const Url& url);

}  // namespace commonplace::url
