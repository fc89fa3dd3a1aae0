// Documents as they are kept: small, and read again rarely (Zstandard, RFC 8878).

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace commonplace::store {

// Quick: for what comes in all day. Thorough: for what is kept for good.
enum class Effort { Quick, Thorough };

std::string compressed(std::string_view text, Effort effort);

// Nothing where the bytes are damaged, or would be more than a document can have.
std::optional<std::string> decompressed(std::string_view bytes);

}  // namespace commonplace::store
