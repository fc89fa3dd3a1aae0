// Text that may be anything → tags and character data, as a human reader would take it.
//
// The first step of mending. Nothing is lost but comments, processing instructions and declarations: a `<` that begins
// no tag is text.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "commonplace/result.h"
#include "xml/damage.h"
#include "xml/doctype.h"

namespace commonplace::xml {

enum class TokenKind : std::uint8_t { Text, CData, StartTag, EmptyTag, EndTag };

struct Token {
  TokenKind kind = TokenKind::Text;
  std::uint32_t begin = 0;  // of the content: text, what is inside a CDATA section, or a tag from its name on
  std::uint32_t end = 0;    // of the content; for a tag, before its `>` or `/>`
  std::uint32_t name_size = 0;

  std::string_view content(std::string_view text) const { return text.substr(begin, end - begin); }
  std::string_view name(std::string_view text) const { return text.substr(begin, name_size); }
};

struct LooseAttribute {
  std::string_view name;   // may be any text, or empty
  std::string_view value;  // without its quotes, references as they are; the name itself where there is none
  bool sound = true;       // false: without quotes or value
};

struct Tokens {
  std::vector<Token> tokens;
  Entities entities;
  bool cut = false;  // the text ends inside a tag, comment or section
};

// Where an XML declaration comes after other things (a server's warning), the document begins there. Errors: TooLarge
// over `limit` tokens; Malformed for an entity bomb. Linear in `text`, which must be shorter than 4 GiB.
Result<Tokens> tokenize(std::string_view text, std::size_t limit, DamageReport& damage);

// Takes the next attribute off `rest`, which begins behind a tag's name or the attribute before; nothing at its end.
// Values may be without quotes, or absent.
std::optional<LooseAttribute> take_attribute(std::string_view& rest);

}  // namespace commonplace::xml
