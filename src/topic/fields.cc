#include "topic/fields.h"

#include <vector>

#include "base/nearest.h"
#include "base/text.h"

namespace commonplace::topic {
namespace {

struct Row {
  Field field;
  std::string_view name;
  FieldKind kind;
};

constexpr Row kRows[] = {
    {Field::Any, "", FieldKind::Words},
    {Field::Title, "title", FieldKind::Words},
    {Field::Text, "text", FieldKind::Words},
    {Field::Category, "category", FieldKind::Words},
    {Field::Author, "author", FieldKind::Words},
    {Field::Source, "source", FieldKind::Value},
    {Field::Tag, "tag", FieldKind::Value},
    {Field::Type, "type", FieldKind::Value},
    {Field::Lang, "lang", FieldKind::Value},
    {Field::Url, "url", FieldKind::Value},
    {Field::Event, "event", FieldKind::Condition},
    {Field::Published, "published", FieldKind::Condition},
};

constexpr bool rows_are_in_order() {
  for (std::size_t i = 0; i < std::size(kRows); ++i) {
    if (static_cast<std::size_t>(kRows[i].field) != i) return false;
  }
  return true;
}
static_assert(rows_are_in_order());

constexpr const Row& row_of(Field field) { return kRows[static_cast<std::size_t>(field)]; }

// Names that people know from elsewhere.
struct Synonym {
  std::string_view name;
  Field field;
};
constexpr Synonym kSynonyms[] = {
    {"headline", Field::Title},   {"intitle", Field::Title},    {"heading", Field::Title},
    {"body", Field::Text},        {"content", Field::Text},     {"summary", Field::Text},
    {"excerpt", Field::Text},     {"description", Field::Text}, {"intext", Field::Text},
    {"subject", Field::Category}, {"topic", Field::Category},   {"categories", Field::Category},
    {"label", Field::Category},   {"keyword", Field::Category}, {"keywords", Field::Category},
    {"creator", Field::Author},   {"by", Field::Author},        {"from", Field::Source},
    {"feed", Field::Source},      {"publisher", Field::Source}, {"kind", Field::Type},
    {"site", Field::Url},         {"link", Field::Url},         {"inurl", Field::Url},
    {"domain", Field::Url},       {"href", Field::Url},         {"language", Field::Lang},
    {"date", Field::Published},   {"after", Field::Published},  {"before", Field::Published},
    {"since", Field::Published},  {"until", Field::Published},  {"pubdate", Field::Published},
    {"year", Field::Published},
};

std::string_view nearest_field(std::string_view name) {
  for (const Synonym& synonym : kSynonyms) {
    if (synonym.name == name) return row_of(synonym.field).name;
  }
  std::vector<std::string_view> names;
  for (const Row& row : kRows) {
    if (row.field != Field::Any) names.push_back(row.name);
  }
  return base::nearest(name, names);
}

std::string all_fields() {
  std::string list;
  for (const Row& row : kRows) {
    if (row.field != Field::Any) list.append(" ").append(row.name).append(":");
  }
  return list;
}

}  // namespace

std::string_view name(Field field) { return row_of(field).name; }

FieldKind kind_of(Field field) { return row_of(field).kind; }

std::optional<Field> find_field(std::string_view name) {
  for (const Row& row : kRows) {
    if (row.field != Field::Any && base::equals_ignoring_case(row.name, name)) return row.field;
  }
  return std::nullopt;
}

std::string unknown_field(std::string_view name) {
  const std::string lower = base::to_ascii_lower(name);
  std::string message = "unknown field '" + std::string(name) + ":'";
  if (lower == "http" || lower == "https") return message + "; an address is looked for as url:example.org";
  if (const std::string_view near = nearest_field(lower); !near.empty()) {
    return message + "; did you mean '" + std::string(near) + ":'?";
  }
  return message + "; the fields are" + all_fields() + ", and a text with a colon goes between quotation marks";
}

}  // namespace commonplace::topic
