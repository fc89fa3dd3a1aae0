// A stranger's words → short names of ours.

#pragma once

#include <string>
#include <string_view>

namespace commonplace::opml {

// "Bücher & Medien" → "bucher-medien". Letters of other scripts stay; empty where there is no letter or digit.
std::string to_tag(std::string_view words);

// The same in ASCII alone, at most 63 bytes: a slug, or empty.
std::string to_slug(std::string_view words);

}  // namespace commonplace::opml
