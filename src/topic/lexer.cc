#include "topic/lexer.h"

#include "base/utf8.h"

namespace commonplace::topic {
namespace {

enum class Mark { None, Space, Open, Close, Quote, Minus };

Mark mark_of(char32_t c) {
  if (c <= U' ' || c == 0x7F) return Mark::Space;
  switch (c) {
    case U'(':
    case U'（':
      return Mark::Open;
    case U')':
    case U'）':
      return Mark::Close;
    case U'"':
    case U'“':
    case U'”':
    case U'„':
    case U'‟':
    case U'«':
    case U'»':
    case U'＂':
      return Mark::Quote;
    case U'-':
    case 0x2010:  // hyphens and dashes that word processors put in its place, the minus sign, the full-width form
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
    case 0xFF0D:
      return Mark::Minus;
    case 0xA0:
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202F:
    case 0x205F:
    case 0x3000:
      return Mark::Space;
    default:
      return c >= 0x2000 && c <= 0x200A ? Mark::Space : Mark::None;
  }
}

bool is_hebrew_letter(char32_t c) { return c >= 0x5D0 && c <= 0x5EA; }

// Hebrew writes its abbreviations with a mark that looks like, and is typed as, a quotation mark: צה"ל.
bool is_gershayim(char32_t before, std::string_view query, std::size_t after) {
  if (!is_hebrew_letter(before) || after >= query.size()) return false;
  return is_hebrew_letter(base::next_code_point(query, after));
}

}  // namespace

bool is_operator(const Token& token, std::string_view word) {
  return token.kind == TokenKind::Run && token.text == word;
}

bool is_operator(const Token& token) {
  return is_operator(token, "AND") || is_operator(token, "OR") || is_operator(token, "NOT");
}

bool begins_with_minus(std::string_view text) {
  std::size_t position = 0;
  return !text.empty() && mark_of(base::next_code_point(text, position)) == Mark::Minus;
}

tl::expected<Token, QueryError> Lexer::next() {
  while (position_ < query_.size()) {
    std::size_t after = position_;
    switch (mark_of(base::next_code_point(query_, after))) {
      case Mark::Space:
        position_ = after;
        continue;
      case Mark::Open:
        return take(TokenKind::Open, after);
      case Mark::Close:
        return take(TokenKind::Close, after);
      case Mark::Minus:
        return take(TokenKind::Minus, after);
      case Mark::Quote:
        return quoted(after);
      case Mark::None:
        return take(TokenKind::Run, end_of_run());
    }
  }
  return Token{TokenKind::End, {}, query_.size(), query_.size()};
}

Token Lexer::take(TokenKind kind, std::size_t end) {
  const Token token{kind, query_.substr(position_, end - position_), position_, end};
  position_ = end;
  return token;
}

tl::expected<Token, QueryError> Lexer::quoted(std::size_t begin) {
  char32_t before = 0;
  for (std::size_t i = begin; i < query_.size();) {
    const std::size_t at = i;
    const char32_t c = base::next_code_point(query_, i);
    if (mark_of(c) == Mark::Quote && !is_gershayim(before, query_, i)) {
      const Token token{TokenKind::Quoted, query_.substr(begin, at - begin), position_, i};
      position_ = i;
      return token;
    }
    before = c;
  }
  return tl::unexpected(QueryError{position_, "this phrase is not closed: expected '\"'"});
}

std::size_t Lexer::end_of_run() const {
  char32_t before = 0;
  for (std::size_t i = position_; i < query_.size();) {
    const std::size_t at = i;
    const char32_t c = base::next_code_point(query_, i);
    const Mark mark = mark_of(c);
    const bool is_inside =
        mark == Mark::None || mark == Mark::Minus || (mark == Mark::Quote && is_gershayim(before, query_, i));
    if (!is_inside) return at;
    before = c;
  }
  return query_.size();
}

}  // namespace commonplace::topic
