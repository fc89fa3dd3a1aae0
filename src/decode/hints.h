// What a document and its HTTP header say about its encoding (XML 1.0 Appendix F, RFC 9110 §8.3, WHATWG HTML
// §13.2.3.2).

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace commonplace::decode {

// An encoding that the bytes themselves prove, and how many of them are only a mark.
struct Signature {
  std::string_view encoding;  // a WHATWG name or UTF-32BE, UTF-32LE; empty: nothing proved
  std::size_t mark_size = 0;
};

// The byte order mark at the beginning.
Signature find_byte_order_mark(std::string_view bytes);

// UTF-16 and UTF-32 without mark: the zero bytes of the ASCII characters that every document begins with.
Signature find_zero_pattern(std::string_view bytes);

// "<?xm" in the code pages that have ASCII letters elsewhere.
bool looks_like_ebcdic(std::string_view bytes);

// The charset parameter of a Content-Type header; empty where there is none.
std::string charset_of_content_type(std::string_view content_type);

// The encoding that the XML declaration names, or an HTML page's <meta>; empty where there is none. What stands before
// the declaration (blank lines, a warning of the server's) is passed over.
std::string_view charset_of_markup(std::string_view bytes);

}  // namespace commonplace::decode
