#include "commonplace/decode.h"
#include "base/utf8.h"
namespace commonplace {
Result<Utf8Text> decode_to_utf8(std::string_view bytes, const CharsetHints&) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return Utf8Text{base::repair_utf8(bytes), "UTF-8", {}};
}
}  // namespace commonplace
