// The host of a URL → its ASCII form: IDNA names, IPv4 in every spelling, IPv6 (WHATWG URL §3).

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace commonplace::url {

// The serialized host of a special URL (http, https, ftp, ws, wss, file); nothing where it is none.
std::optional<std::string> parse_special_host(std::string_view host);
// The same for other schemes: percent-encoded, not looked up.
std::optional<std::string> parse_opaque_host(std::string_view host);

}  // namespace commonplace::url
