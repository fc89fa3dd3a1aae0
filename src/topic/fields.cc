#include "topic/fields.h"

#include <algorithm>
#include <array>
#include <vector>

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
    {"body", Field::Text},       {"content", Field::Text},     {"summary", Field::Text},
    {"excerpt", Field::Text},    {"subject", Field::Category}, {"topic", Field::Category},
    {"creator", Field::Author},  {"by", Field::Author},        {"feed", Field::Source},
    {"site", Field::Url},        {"link", Field::Url},         {"language", Field::Lang},
    {"date", Field::Published},  {"after", Field::Published},  {"before", Field::Published},
    {"since", Field::Published},
};

// How many letters must be changed, added or dropped (Levenshtein). Both names are short.
std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, substituted});
    }
  }
  return row[b.size()];
}

std::optional<Field> nearest_field(std::string_view name) {
  constexpr std::size_t kLongestName = 24, kTolerance = 2;
  if (name.size() > kLongestName) return std::nullopt;
  for (const Synonym& synonym : kSynonyms) {
    if (synonym.name == name) return synonym.field;
  }
  std::optional<Field> nearest;
  std::size_t fewest = std::min(kTolerance, name.size() / 2) + 1;
  for (const Row& row : kRows) {
    if (row.field == Field::Any) continue;
    const std::size_t edits = edits_between(name, row.name);
    if (edits >= fewest) continue;
    fewest = edits;
    nearest = row.field;
  }
  return nearest;
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
  if (const auto field = nearest_field(lower)) {
    return message + "; did you mean '" + std::string(topic::name(*field)) + ":'?";
  }
  return message + "; the fields are" + all_fields() + ", and a text with a colon goes between quotation marks";
}

}  // namespace commonplace::topic
