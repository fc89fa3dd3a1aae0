#include "config/header_field.h"

#include <algorithm>

#include "base/text.h"

namespace commonplace::config {

bool is_header_name(std::string_view name) {
  constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
  const auto is_allowed = [kOthers](char c) {
    return base::is_ascii_alnum(c) || kOthers.find(c) != std::string_view::npos;
  };
  return !name.empty() && std::ranges::all_of(name, is_allowed);
}

bool is_header_value(std::string_view value) {
  const auto is_control = [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; };
  return std::ranges::none_of(value, is_control);
}

}  // namespace commonplace::config
