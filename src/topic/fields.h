// The fields that a query can name, and what each of them takes (SPEC §6).

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace commonplace::topic {

enum class Field { Any, Title, Text, Category, Author, Source, Tag, Type, Lang, Url, Event, Published };

// Words are looked for in texts; a value is compared as a whole; a condition has a language of its own.
enum class FieldKind { Words, Value, Condition };

std::string_view name(Field field);  // "title"; empty for Any
FieldKind kind_of(Field field);

// The field of a name, whatever its case.
std::optional<Field> find_field(std::string_view name);

// What to say of a name that is no field: the nearest one if there is one near, else all of them.
std::string unknown_field(std::string_view name);

}  // namespace commonplace::topic
