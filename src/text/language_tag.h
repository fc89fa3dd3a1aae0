// The names of languages (RFC 5646, ICU).

#pragma once

#include <string>
#include <string_view>

namespace commonplace::text {

// The canonical form of a BCP 47 tag (RFC 5646 §4.5): "ZH_hans-cn" → "zh-Hans-CN", "ger" → "de", "iw" → "he". Empty
// where it names no one language that there is: "und", "mul", "Deutsch".
std::string canonical_language(std::string_view tag);

// The primary subtag as it stands in the tag, which may be written with underscores: "pt-BR" → "pt".
std::string_view primary_language(std::string_view tag);

}  // namespace commonplace::text
