// A judge of published markup that shares no code with the sanitizer: a grammar so strict that every parser agrees on
// what it accepts.

#pragma once

#include <string>
#include <string_view>

namespace commonplace::html {

// Empty where `html` is inert: every '<' begins a canonical tag of a known harmless element, attributes are known and
// their values escaped, URLs are absolute http, https or mailto, tags are balanced, and all bytes are UTF-8 of
// characters that XML 1.0 allows. Otherwise what is wrong and where.
std::string why_not_inert(std::string_view html);

}  // namespace commonplace::html
