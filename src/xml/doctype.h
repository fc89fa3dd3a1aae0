// A document type declaration: where it ends, and the few entities in it that are safe to use (XML 1.0 §2.8, §4.2).
//
// Nothing is fetched and nothing is expanded twice. An entity is usable where its value is text of at most 1 kB without
// markup or references to other entities than XML's five; all others are known by name, so that references to them can
// be left out.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace commonplace::xml {

// The values of usable entities by name; nothing for the others. Names are views into the declaration.
using Entities = std::unordered_map<std::string_view, std::optional<std::string>>;

// The position past the declaration that begins at `position`; npos where it does not end.
std::size_t find_doctype_end(std::string_view text, std::size_t position);

// Whether an entity that `doctype` declares names others in a circle, or so many that it would stand for more than
// `limit` bytes (an entity bomb). Linear: nothing is expanded.
bool has_entity_bomb(std::string_view doctype, std::size_t limit);

// Adds the general entities that `doctype` declares: at most the first 10 000, and the first of each name.
void read_entities(std::string_view doctype, Entities& entities);

}  // namespace commonplace::xml
