#include "serve/form_values.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"
#include "url/percent.h"

namespace commonplace::serve {
namespace {

// A '%' that encodes nothing stands for itself.
std::optional<std::string> decode(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  std::string decoded = url::percent_decode(spaced);
  std::ranges::replace_if(
      decoded, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  if (!base::is_valid_utf8(decoded)) return std::nullopt;
  return std::string(base::trim(decoded));
}

struct Parameter {
  std::string_view name, value;
};

Parameter parameter_of(std::string_view pair) {
  const auto equals = pair.find('=');
  return {pair.substr(0, equals), equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1)};
}

}  // namespace

std::vector<FormValue> read_form(std::string_view query) {
  std::vector<FormValue> values;
  for (const std::string_view pair : base::split(query, '&')) {
    const Parameter parameter = parameter_of(pair);
    values.push_back({parameter.name, decode(parameter.value)});
  }
  return values;
}

std::optional<std::string_view> last_value(std::string_view query, std::string_view name) {
  std::optional<std::string_view> last;
  for (const std::string_view pair : base::split(query, '&')) {
    const Parameter parameter = parameter_of(pair);
    if (parameter.name == name) last = parameter.value;
  }
  return last;
}

}  // namespace commonplace::serve
