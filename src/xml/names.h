// Names, and namespace URIs and prefixes → Ns, misspellings of the wild included.

#pragma once

#include <cstddef>
#include <string_view>
#include <utility>

#include "xml/ns.h"

namespace commonplace::xml {

// Compared ignoring case, scheme, "www.", and a trailing '/' or '#'. Userland's RSS 2.0 namespaces are None, as is an
// empty URI; a URI nobody knows is Other.
Ns namespace_of_uri(std::string_view uri);

// What a well-known prefix means where the document forgot to declare it; Other for any other prefix.
Ns namespace_of_prefix(std::string_view prefix);

// Whether a name of XML begins at text[position] (XML 1.0 §2.3; not with a colon).
bool begins_name(std::string_view text, std::size_t position);

// The position behind the name characters at `position`.
std::size_t skip_name(std::string_view text, std::size_t position);

// "dc:creator" → {"dc", "creator"}; without a colon the prefix is empty.
std::pair<std::string_view, std::string_view> split_name(std::string_view name);

}  // namespace commonplace::xml
