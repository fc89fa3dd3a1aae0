// The host of a URL → its ASCII form: IDNA names, IPv4 in every spelling, IPv6 (WHATWG URL §3).

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace commonplace::url {

// The serialized host of a special URL (http, https, ftp, ws, wss, file); nothing where it is none.
std::optional<std::string> parse_special_host(std::string_view host);
// The same for other schemes: percent-encoded, not looked up.
std::optional<std::string> parse_opaque_host(std::string_view host);

// A number as it is serialized, without leading zeros; nothing where it is larger than `largest`.
std::optional<std::uint16_t> read_plain_number(std::string_view text, std::uint16_t largest);
// An IPv4 address as it is serialized, which is one spelling of many: four numbers.
std::optional<std::array<std::uint16_t, 4>> read_plain_ipv4(std::string_view text);

}  // namespace commonplace::url
