#include "xml/doctype.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"
#include "xml/references.h"

namespace commonplace::xml {
namespace {

constexpr std::size_t kMaxEntities = 10'000;
constexpr std::size_t kMaxValue = 1024;
constexpr std::string_view kEntity = "<!ENTITY";

std::size_t find_or_end(std::string_view text, std::string_view what, std::size_t from) {
  return std::min(text.find(what, from), text.size());
}

// Moves past a comment or a quoted string that begins at `position`; false where none does.
bool skip_opaque(std::string_view text, std::size_t& position) {
  if (text.substr(position).starts_with("<!--")) {
    position = std::min(find_or_end(text, "-->", position + 4) + 3, text.size());
    return true;
  }
  if (text[position] != '"' && text[position] != '\'') return false;
  const std::size_t end = text.find(text[position], position + 1);
  if (end == std::string_view::npos) return false;  // an apostrophe
  position = end + 1;
  return true;
}

void skip_spaces(std::string_view& text) {
  while (!text.empty() && base::is_ascii_space(text.front())) text.remove_prefix(1);
}

std::string_view take_name(std::string_view& text) {
  const auto end = std::find_if(text.begin(), text.end(), [](char c) {
    return base::is_ascii_space(c) || c == '"' || c == '\'' || c == '>' || c == '<';
  });
  const std::string_view name = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(name.size());
  return name;
}

// The text that a value stands for, its character references resolved; nothing where it is more than text.
std::optional<std::string> plain_value(std::string_view value) {
  if (value.size() > kMaxValue || value.find_first_of("<%") != std::string_view::npos) return std::nullopt;
  std::string plain;
  for (std::size_t i = 0; i < value.size();) {
    if (value[i] != '&') {
      plain += value[i++];
      continue;
    }
    const Reference reference = read_reference(value, i);
    if (reference.kind != ReferenceKind::Sound || reference.code_point == 0) return std::nullopt;
    base::append_utf8(plain, reference.code_point);
    i += reference.length;
  }
  return plain;
}

// `text` begins behind "<!ENTITY".
void read_entity(std::string_view text, Entities& entities) {
  skip_spaces(text);
  const std::string_view name = take_name(text);
  if (name.empty() || name == "%") return;  // a parameter entity
  skip_spaces(text);
  const bool internal = text.starts_with('"') || text.starts_with('\'');
  const std::size_t end = internal ? text.find(text.front(), 1) : std::string_view::npos;
  entities.try_emplace(name, end == std::string_view::npos ? std::nullopt : plain_value(text.substr(1, end - 1)));
}

}  // namespace

std::size_t find_doctype_end(std::string_view text, std::size_t position) {
  const std::size_t bracket = text.find_first_of("[>", position);
  if (bracket == std::string_view::npos) return bracket;
  if (text[bracket] == '>') return bracket + 1;
  for (std::size_t i = bracket + 1; i < text.size();) {
    if (text[i] == ']') {
      const std::size_t end = text.find('>', i);
      return end == std::string_view::npos ? end : end + 1;
    }
    if (!skip_opaque(text, i)) ++i;
  }
  return std::string_view::npos;
}

void read_entities(std::string_view doctype, Entities& entities) {
  for (std::size_t i = doctype.find('['); i < doctype.size() && entities.size() < kMaxEntities;) {
    if (doctype.substr(i).starts_with(kEntity)) {
      i += kEntity.size();
      read_entity(doctype.substr(i), entities);
    } else if (!skip_opaque(doctype, i)) {
      ++i;
    }
  }
}

}  // namespace commonplace::xml
