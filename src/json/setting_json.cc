#include "json/setting_json.h"

#include <boost/json/parse.hpp>
#include <string>
#include <vector>

namespace commonplace::json {
namespace {

void write(Writer& writer, const std::string& text) { writer.string(text); }
void write(Writer& writer, std::int64_t number) { writer.number(number); }
void write(Writer& writer, bool flag) { writer.boolean(flag); }

void write(Writer& writer, const std::vector<std::string>& texts) {
  writer.begin_array();
  for (const std::string& text : texts) writer.string(text);
  writer.end_array();
}

void write(Writer& writer, const std::map<std::string, std::string>& texts) {
  writer.begin_object();
  for (const auto& [name, text] : texts) {
    writer.any_name(name);
    writer.string(text);
  }
  writer.end_object();
}

std::optional<SettingValue> read_list(const boost::json::array& array) {
  std::vector<std::string> texts;
  for (const boost::json::value& element : array) {
    if (!element.is_string()) return std::nullopt;
    texts.emplace_back(element.get_string());
  }
  return texts;
}

std::optional<SettingValue> read_table(const boost::json::object& object) {
  std::map<std::string, std::string> texts;
  for (const auto& [name, element] : object) {
    if (!element.is_string()) return std::nullopt;
    texts[std::string(name)] = element.get_string();
  }
  return texts;
}

}  // namespace

void write_setting(Writer& writer, const SettingValue& value) {
  std::visit([&writer](const auto& typed) { write(writer, typed); }, value);
}

std::optional<SettingValue> read_setting(std::string_view text) {
  boost::system::error_code error;
  const boost::json::value value = boost::json::parse(text, error);
  if (error) return std::nullopt;
  switch (value.kind()) {
    case boost::json::kind::string:
      return std::string(value.get_string());
    case boost::json::kind::int64:
      return value.get_int64();
    case boost::json::kind::bool_:
      return value.get_bool();
    case boost::json::kind::array:
      return read_list(value.get_array());
    case boost::json::kind::object:
      return read_table(value.get_object());
    default:
      return std::nullopt;
  }
}

}  // namespace commonplace::json
