// An entry's media → the picture that illustrates it.

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "commonplace/entry.h"
#include "commonplace/parse.h"
#include "commonplace/url.h"

namespace commonplace::normalize {

// WordPress names the author's portrait first among an entry's media.
bool is_portrait(std::string_view url);

// Of the pictures, and where there is none of the thumbnails: the default of several renditions, else the first that is
// not known to be small, else the widest. Its credit, licence and words are all that any mention of it tells. A
// portrait of the author is none.
std::optional<Image> choose_image(const std::vector<ParsedMedia>& media, const Url& document_base);

}  // namespace commonplace::normalize
