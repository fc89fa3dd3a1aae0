// Entity and character references, right and wrong (XML 1.0 §4.1, §4.6).

#pragma once

#include <cstddef>
#include <string_view>

namespace commonplace::xml {

enum class ReferenceKind {
  None,       // the ampersand is only an ampersand
  Sound,      // one of XML's five, or a legal character: `&amp;`, `&#65;`, `&#x41;`
  Character,  // a character reference to mend: illegal, a C1 control (windows-1252 is meant), or without its ';'
  Entity,     // a name that XML does not define
};

struct Reference {
  ReferenceKind kind = ReferenceKind::None;
  std::size_t length = 0;   // of the whole reference
  std::string_view name;    // of an entity
  char32_t code_point = 0;  // that is meant: 0 for an unknown entity, beyond U+10FFFF for a number that is no character
};

// Reads the reference at text[position], which is '&'. Looks at no more than 64 characters.
Reference read_reference(std::string_view text, std::size_t position);

}  // namespace commonplace::xml
