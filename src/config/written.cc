#include "config/written.h"

#include <algorithm>
#include <optional>

#include "config/keys.h"

namespace commonplace::config {
namespace {

std::optional<SettingValue> list_of(const toml::array& array) {
  std::vector<std::string> texts;
  for (const toml::node& element : array) {
    const auto text = element.value_exact<std::string>();
    if (!text) return std::nullopt;
    texts.push_back(*text);
  }
  return texts;
}

std::optional<SettingValue> table_of(const toml::table& table) {
  std::map<std::string, std::string> texts;
  for (const auto& [name, element] : table) {
    const auto text = element.value_exact<std::string>();
    if (!text) return std::nullopt;
    texts[std::string(name.str())] = *text;
  }
  return texts;
}

std::optional<SettingValue> value_of(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  if (const auto number = node.value_exact<std::int64_t>()) return *number;
  if (const auto flag = node.value_exact<bool>()) return *flag;
  if (const toml::array* array = node.as_array()) return list_of(*array);
  if (const toml::table* table = node.as_table()) return table_of(*table);
  return std::nullopt;
}

// A table adds to the one that is there, as it does when the configuration is loaded; anything else takes its place.
void put(Settings& settings, std::string_view key, SettingValue value) {
  using Table = std::map<std::string, std::string>;
  const auto before = settings.find(key);
  auto* new_table = std::get_if<Table>(&value);
  auto* old_table = before == settings.end() ? nullptr : std::get_if<Table>(&before->second);
  if (new_table != nullptr && old_table != nullptr) new_table->merge(*old_table);
  settings.insert_or_assign(std::string(key), std::move(value));
}

template <class Target>
void apply(const toml::table& table, std::span<const Key<Target>> keys, std::string_view sub_table,
           Settings& settings) {
  for (const auto& [name, node] : table) {
    const std::string_view word = name.str();
    const bool known = word == sub_table ||
                       std::any_of(keys.begin(), keys.end(), [word](const auto& key) { return key.name == word; });
    if (!known) continue;
    if (auto value = value_of(node)) put(settings, word, std::move(*value));
  }
}

template <class Target>
void read_tables(const toml::table& file, std::string_view kind, std::span<const Key<Target>> keys,
                 std::string_view sub_table, const Settings& defaults, std::map<std::string, Settings>& found) {
  const toml::table* tables = file[kind].as_table();
  if (tables == nullptr) return;
  for (const auto& [slug, node] : *tables) {
    const toml::table* table = node.as_table();
    if (table == nullptr || !is_slug(slug.str())) continue;
    const auto [place, is_new] = found.try_emplace(std::string(slug.str()), defaults);
    if (is_new) apply(*table, keys, sub_table, place->second);
  }
}

std::vector<NamedSettings> by_slug(std::map<std::string, Settings>&& found) {
  std::vector<NamedSettings> all;
  for (auto& [slug, settings] : found) all.push_back({slug, std::move(settings)});
  return all;
}

}  // namespace

Written read_written(const std::vector<DropIn>& files, const std::vector<std::string>& rejected) {
  std::vector<toml::table> good;
  Settings defaults;
  for (const DropIn& file : files) {
    try {
      toml::table table = toml::parse(file.text, file.file);
      if (const toml::table* keys = table["defaults"].as_table()) apply(*keys, source_keys(), {}, defaults);
      if (std::find(rejected.begin(), rejected.end(), file.file) == rejected.end()) good.push_back(std::move(table));
    } catch (const toml::parse_error&) {
      continue;  // a message of `load`
    }
  }
  std::map<std::string, Settings> sources, topics;
  for (const toml::table& file : good) {
    read_tables(file, "source", source_keys(), "page", defaults, sources);
    read_tables(file, "topic", topic_keys(), {}, {}, topics);
  }
  return {by_slug(std::move(sources)), by_slug(std::move(topics))};
}

}  // namespace commonplace::config
