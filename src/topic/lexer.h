// The text of a query → tokens.

#pragma once

#include <string_view>

#include "commonplace/topic.h"

namespace commonplace::topic {

enum class TokenKind { End, Open, Close, Minus, Quoted, Run };

// A Run is everything up to a space, a parenthesis or a quotation mark: a word, an operator, a field with its value.
struct Token {
  TokenKind kind = TokenKind::End;
  std::string_view text;   // a view into the query; of a Quoted, what is between the marks
  std::size_t offset = 0;  // of its first byte, of a Quoted the opening mark
  std::size_t end = 0;     // just past its last byte
};

bool is_operator(const Token& token, std::string_view word);
bool is_operator(const Token& token);  // AND, OR or NOT
bool begins_with_minus(std::string_view text);

// Reads one token after another. Typographic and full-width forms of marks, parentheses and spaces count as well.
class Lexer {
 public:
  explicit Lexer(std::string_view query) : query_(query) {}

  // End for ever after the last one. Error: a phrase that is not closed.
  tl::expected<Token, QueryError> next();

 private:
  Token take(TokenKind kind, std::size_t end);
  tl::expected<Token, QueryError> quoted(std::size_t begin);
  std::size_t end_of_run() const;

  std::string_view query_;
  std::size_t position_ = 0;
};

}  // namespace commonplace::topic
