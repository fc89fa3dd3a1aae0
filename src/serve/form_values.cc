#include "serve/form_values.h"

#include "base/text.h"
#include "base/utf8.h"

namespace commonplace::serve {
namespace {

// A '%' that encodes nothing stands for itself.
std::optional<std::string> decode(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i] == '+' ? ' ' : text[i];
    if (c == '%' && i + 2 < text.size()) {
      const int high = base::hex_value(text[i + 1]), low = base::hex_value(text[i + 2]);
      if (high >= 0 && low >= 0) {
        c = static_cast<char>(high * 16 + low);
        i += 2;
      }
    }
    decoded += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  }
  if (!base::is_valid_utf8(decoded)) return std::nullopt;
  return std::string(base::trim(decoded));
}

}  // namespace

std::vector<FormValue> read_form(std::string_view query) {
  std::vector<FormValue> values;
  for (const std::string_view pair : base::split(query, '&')) {
    const auto equals = pair.find('=');
    values.push_back({pair.substr(0, equals),
                      decode(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1))});
  }
  return values;
}

}  // namespace commonplace::serve
