// Bytes of any encoding → valid UTF-8.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commonplace/result.h"

namespace commonplace {

struct CharsetHints {
  std::string content_type;  // the HTTP Content-Type header, as received
};

// Valid UTF-8 without byte order mark. Only decode_to_utf8 (and tests) make one.
struct Utf8Text {
  std::string text;
  std::string charset;        // WHATWG name of what it was read as: "UTF-8", "windows-1252" …
  std::vector<Issue> issues;  // a label that lied, bytes that meant nothing
};

// Byte order mark, then HTTP charset, then XML declaration, then valid UTF-8, then detection, then windows-1252.
// Labels follow the WHATWG table (latin1 means windows-1252). Bytes without meaning become U+FFFD; UTF-7 and EBCDIC
// are never used. Never fails but for a limit: TooLarge beyond 10 MiB of output ×3.
Result<Utf8Text> decode_to_utf8(std::string_view bytes, const CharsetHints& hints = {});
// The same of bytes that nobody needs any more: what is UTF-8 as it stands is not copied.
Result<Utf8Text> decode_in_place(std::string bytes, const CharsetHints& hints = {});

}  // namespace commonplace
