// A setting's value as the text of an XML attribute, and back.
//
// A text stands as it is, unless it would be read as something else: then it is a JSON string. Numbers, true and false,
// lists and tables are JSON. So every value survives, and most can be read and written by hand.

#pragma once

#include <string>
#include <string_view>

#include "model/settings.h"

namespace commonplace::opml {

// The attribute that holds the `url` of what is no feed. Some readers take any `url` for that of a feed, whatever its
// namespace: libxml2's xmlGetProp looks at local names alone.
inline constexpr std::string_view kPageUrl = "page_url";

// Holds only characters that XML allows.
std::string to_attribute_value(const SettingValue& value);
SettingValue from_attribute_value(std::string_view text);

}  // namespace commonplace::opml
