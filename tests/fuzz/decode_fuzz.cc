// Bytes of a stranger under a label of a stranger: the text is always valid UTF-8.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "commonplace/decode.h"

// The first line is the Content-Type header, the rest the document.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = input.find('\n');
  const bool labelled = line != std::string_view::npos && line < 200;
  const commonplace::CharsetHints hints{labelled ? std::string(input.substr(0, line)) : std::string()};
  const auto decoded = commonplace::decode_to_utf8(labelled ? input.substr(line + 1) : input, hints);
  if (!decoded) return 0;
  if (!commonplace::base::is_valid_utf8(decoded->text) || decoded->text.find('\0') != std::string::npos) std::abort();
  return 0;
}
