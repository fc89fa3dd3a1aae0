// What an operator wrote about a source or a topic: the keys of its drop-in with their values as they are spelled,
// before anything is made of them.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/text.h"

namespace commonplace {

// A [source.X.page] is a value, too: a table of texts.
using SettingValue =
    std::variant<std::string, std::int64_t, bool, std::vector<std::string>, std::map<std::string, std::string>>;
using Settings = std::map<std::string, SettingValue, std::less<>>;

struct NamedSettings {
  std::string slug;
  Settings settings;

  friend bool operator==(const NamedSettings&, const NamedSettings&) = default;
};

// The short name of a source or a topic: [a-z0-9][a-z0-9-]{0,62}.
constexpr bool is_slug(std::string_view text) {
  if (text.empty() || text.size() > 63 || text.front() == '-') return false;
  for (const char c : text) {
    if (!base::is_ascii_lower(c) && !base::is_ascii_digit(c) && c != '-') return false;
  }
  return true;
}

// The value where it is a text; else empty.
inline std::string text_of(const Settings& settings, std::string_view key) {
  const auto found = settings.find(key);
  const auto* text = found == settings.end() ? nullptr : std::get_if<std::string>(&found->second);
  return text != nullptr ? *text : std::string();
}

}  // namespace commonplace
