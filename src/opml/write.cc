#include "opml/write.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"
#include "json/setting_json.h"
#include "opml/attribute_value.h"
#include "xml/document.h"
#include "xml/writer.h"

namespace commonplace::opml {
namespace {

constexpr struct {
  std::string_view key;
  std::string_view attribute;
} kStandard[] = {{"title", "title"}, {"homepage", "htmlUrl"}, {"language", "language"}};

// Whether a text comes back from an attribute as it went in: not empty, and of characters that XML has.
bool is_plain(const SettingValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr || base::trim(*text).size() != text->size() || text->empty()) return false;
  for (std::size_t position = 0; position < text->size();) {
    if (!base::is_xml_character(base::next_code_point(*text, position))) return false;
  }
  return true;
}

bool is_in_standard_attribute(std::string_view key, const SettingValue& value) {
  const bool has_one = std::any_of(std::begin(kStandard), std::end(kStandard),
                                   [key](const auto& standard) { return standard.key == key; });
  return has_one && is_plain(value);
}

// For other readers. It cannot hold every tag, so it is not read back.
std::string category_of(const Settings& settings) {
  const auto tags = settings.find("tags");
  const auto* list = tags == settings.end() ? nullptr : std::get_if<std::vector<std::string>>(&tags->second);
  std::string category;
  if (list == nullptr) return category;
  for (const std::string& tag : *list) category += (category.empty() ? "" : ",") + base::replace_all(tag, ",", " ");
  return category;
}

void write_outline(xml::Writer& writer, const NamedSettings& source) {
  const Settings& settings = source.settings;
  const std::string title = text_of(settings, "title");
  // A page is no feed: other readers must not take it for one.
  const bool is_feed = !settings.contains("page") && settings.contains("url") && is_plain(settings.at("url"));
  writer.open("outline");
  writer.attribute("text", title.empty() ? source.slug : title);
  if (is_feed) writer.attribute("type", "rss").attribute("xmlUrl", text_of(settings, "url"));
  for (const auto& [key, attribute] : kStandard) writer.attribute_if(attribute, text_of(settings, key));
  writer.attribute_if("category", category_of(settings));
  writer.attribute("commonplace:slug", source.slug);
  for (const auto& [key, value] : settings) {
    const bool is_told = key == "url" ? is_feed : is_in_standard_attribute(key, value);
    const std::string_view name = key == "url" ? kPageUrl : std::string_view(key);
    if (!is_told) writer.attribute("commonplace:" + std::string(name), to_attribute_value(value));
  }
  writer.close();
}

void write_all(json::Writer& writer, std::string_view kind, std::span<const NamedSettings> all) {
  writer.begin_array();
  for (const NamedSettings& one : all) {
    writer.begin_object();
    writer.name(kind);
    writer.string(one.slug);
    for (const auto& [key, value] : one.settings) {
      writer.any_name(key);
      json::write_setting(writer, value);
    }
    writer.end_object();
  }
  writer.end_array();
}

}  // namespace

std::string write_opml(std::span<const NamedSettings> sources) {
  xml::Writer writer;
  writer.open("opml").attribute("version", "2.0").attribute("xmlns:commonplace", xml::kCommonplaceNamespace);
  writer.open("head").element("title", "Sources").close();
  writer.open("body");
  for (const NamedSettings& source : sources) write_outline(writer, source);
  writer.close().close();
  return std::move(writer).finish();
}

std::string write_json(std::span<const NamedSettings> sources, std::span<const NamedSettings> topics) {
  json::Writer writer;
  writer.begin_object();
  writer.name("sources");
  write_all(writer, "source", sources);
  writer.name("topics");
  write_all(writer, "topic", topics);
  writer.end_object();
  return std::move(writer).take() + "\n";
}

}  // namespace commonplace::opml
