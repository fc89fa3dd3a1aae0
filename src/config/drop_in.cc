#include "config/drop_in.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"
#include "config/keys.h"

namespace commonplace::config {
namespace {

constexpr bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

bool reads_better_literally(std::string_view text) {
  return text.find_first_of("\"\\") != std::string_view::npos && text.find('\'') == std::string_view::npos &&
         std::none_of(text.begin(), text.end(), is_control);
}

void append_escaped(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  if (c == '"' || c == '\\') {
    out += '\\';
    out += c;
  } else if (c == '\n') {
    out += "\\n";
  } else if (c == '\t') {
    out += "\\t";
  } else if (is_control(c)) {
    out += "\\u00";
    out += kHex[static_cast<unsigned char>(c) >> 4];
    out += kHex[static_cast<unsigned char>(c) & 15];
  } else {
    out += c;
  }
}

std::string to_toml(const std::string& text) { return quote_toml(text); }
std::string to_toml(std::int64_t number) { return std::to_string(number); }
std::string to_toml(bool flag) { return flag ? "true" : "false"; }

std::string to_toml(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + quote_toml(text);
  return "[" + list + "]";
}

std::string to_toml(const std::map<std::string, std::string>& texts) {
  std::string table;
  for (const auto& [name, text] : texts)
    table += (table.empty() ? " " : ", ") + spell_key(name) + " = " + quote_toml(text);
  return "{" + table + (table.empty() ? "}" : " }");
}

std::string to_line(std::string_view key, const SettingValue& value) {
  return spell_key(key) + " = " + std::visit([](const auto& typed) { return to_toml(typed); }, value) + "\n";
}

// What the table has in the order of the keys that are documented, then the rest.
template <class Table, class Target>
std::string to_lines(const Table& table, std::span<const Key<Target>> keys) {
  const auto is_documented = [keys](std::string_view name) {
    return std::any_of(keys.begin(), keys.end(), [name](const auto& key) { return key.name == name; });
  };
  std::string lines;
  for (const auto& key : keys) {
    if (const auto found = table.find(std::string(key.name)); found != table.end())
      lines += to_line(key.name, SettingValue(found->second));
  }
  for (const auto& [name, value] : table) {
    if (!is_documented(name)) lines += to_line(name, SettingValue(value));
  }
  return lines;
}

}  // namespace

std::string quote_toml(std::string_view text) {
  const std::string valid = base::repair_utf8(text);
  if (reads_better_literally(valid)) return "'" + valid + "'";
  std::string quoted = "\"";
  for (const char c : valid) append_escaped(quoted, c);
  return quoted + "\"";
}

std::string spell_key(std::string_view name) {
  const bool bare = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return base::is_ascii_alnum(c) || c == '_' || c == '-';
  });
  return bare ? std::string(name) : quote_toml(name);
}

std::string write_source(const NamedSettings& source) {
  Settings settings = source.settings;
  const std::string table = "source." + source.slug;
  std::string page;
  if (const auto found = settings.find("page"); found != settings.end()) {
    if (const auto* rules = std::get_if<std::map<std::string, std::string>>(&found->second)) {
      page = "\n[" + table + ".page]\n" + to_lines(*rules, page_keys());
      settings.erase(found);
    }
  }
  return "[" + table + "]\n" + to_lines(settings, source_keys()) + page;
}

}  // namespace commonplace::config
