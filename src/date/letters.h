// Text as publishers write it → the plain spelling that the tables of this folder use.

#pragma once

#include <string>
#include <string_view>

namespace commonplace::date {

// Lower case without accents: Latin letters become ASCII, Greek and Cyrillic ones lose their marks. Full-width figures,
// and the many spaces and dashes of Unicode, become those of ASCII; what cannot be seen is left out.
std::string plain_letters(std::string_view text);

}  // namespace commonplace::date
