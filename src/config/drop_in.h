// Settings → the text of a drop-in (TOML 1.0).

#pragma once

#include <string>
#include <string_view>

#include "model/settings.h"

namespace commonplace::config {

// [source.SLUG] with its keys in the order in which they are documented, and [source.SLUG.page] where there is one.
// Read again it is the same settings, whatever the texts hold.
std::string write_source(const NamedSettings& source);

// A TOML string: between apostrophes where that spares escapes, else between quotation marks. Ill-formed UTF-8, which
// TOML does not have, becomes U+FFFD.
std::string quote_toml(std::string_view text);
// A name before '=': bare where it can be, else as a string.
std::string spell_key(std::string_view name);

}  // namespace commonplace::config
