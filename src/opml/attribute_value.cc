#include "opml/attribute_value.h"

#include "base/text.h"
#include "base/utf8.h"
#include "json/setting_json.h"

namespace commonplace::opml {
namespace {

bool is_xml_text(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    if (!base::is_xml_character(base::next_code_point(text, position))) return false;
  }
  return true;
}

// JSON escapes control characters by itself; the other two that XML lacks are escaped here.
std::string to_json(const SettingValue& value) {
  json::Writer writer;
  json::write_setting(writer, value);
  const std::string json = std::move(writer).take();
  return base::replace_all(base::replace_all(json, "\xEF\xBF\xBE", "\\ufffe"), "\xEF\xBF\xBF", "\\uffff");
}

}  // namespace

std::string to_attribute_value(const SettingValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr && is_xml_text(*text) && !json::read_setting(*text) ? *text : to_json(value);
}

SettingValue from_attribute_value(std::string_view text) {
  auto value = json::read_setting(text);
  return value ? std::move(*value) : SettingValue(std::string(text));
}

}  // namespace commonplace::opml
