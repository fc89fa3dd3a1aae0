#include "serve/path.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"
#include "url/percent.h"

namespace commonplace::serve {

namespace {

bool is_malformed(std::string_view text) {
  const auto is_hex = [&](std::size_t at) { return at < text.size() && base::hex_value(text[at]) >= 0; };
  for (auto at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 3))
    if (!is_hex(at + 1) || !is_hex(at + 2)) return true;
  return false;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

}  // namespace

std::optional<std::string> decode_value(std::string_view text) {
  if (is_malformed(text)) return std::nullopt;
  std::string decoded = url::percent_decode(text);
  if (std::ranges::any_of(decoded, is_control) || !base::is_valid_utf8(decoded)) return std::nullopt;
  return decoded;
}

std::optional<std::string> decode_path(std::string_view path) {
  if (!path.starts_with('/')) return std::nullopt;
  return decode_value(path);
}

}  // namespace commonplace::serve
