#include "topic/query.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"
#include "topic/error.h"
#include "topic/foreign_syntax.h"
#include "topic/lexer.h"
#include "topic/phrase.h"

namespace commonplace::topic {
namespace {

using Parsed = tl::expected<QueryNode, QueryError>;

std::string with_colon(Field field) { return "'" + std::string(name(field)) + ":'"; }

// "title" of "title:partner"; nothing where the run does not begin with letters and a colon.
std::string_view field_prefix(std::string_view run) {
  std::size_t length = 0;
  while (length < run.size() && base::is_ascii_alpha(run[length])) ++length;
  return length > 0 && length < run.size() && run[length] == ':' ? run.substr(0, length) : std::string_view{};
}

bool is_near(const Token& token) {
  return token.kind == TokenKind::Run && (token.text == "NEAR" || token.text.starts_with("NEAR/"));
}

// A token as a message names it.
std::string spell(const Token& token) { return is_operator(token) ? std::string(token.text) : quote(token.text); }

bool is_near_operand(const Token& token) {
  if (token.kind != TokenKind::Run) return token.kind == TokenKind::Quoted;
  return !is_operator(token) && !is_near(token) && !find_field(field_prefix(token.text));
}

std::size_t valid_prefix(std::string_view text) {
  std::size_t position = 0;
  while (position < text.size()) {
    const std::size_t before = position;
    const bool is_replacement = text.substr(position).starts_with(base::kReplacementUtf8);
    if (base::next_code_point(text, position) == base::kReplacement && !is_replacement) return before;
  }
  return position;
}

// Recursive descent over the grammar of query.h; one token is looked at ahead. `field_` is what bare words are looked
// for in: the field before the parenthesis we are in.
class Parser {
 public:
  explicit Parser(std::string_view query) : query_(query), lexer_(query) {}

  Parsed parse() {
    if (auto first = advance(); !first) return tl::unexpected(first.error());
    if (token_.kind == TokenKind::End) return QueryNode{};
    Parsed tree = parse_or();
    if (tree && token_.kind == TokenKind::Close) return wrong(token_.offset, "this ')' closes nothing");
    return tree;
  }

 private:
  using Advanced = tl::expected<void, QueryError>;

  Advanced advance() {
    auto token = lexer_.next();
    if (!token) return tl::unexpected(token.error());
    previous_ = std::exchange(token_, *token);
    return {};
  }

  // Whether the token follows the one before it without a space.
  bool is_adjacent() const { return token_.offset == previous_.end && token_.kind != TokenKind::End; }

  Parsed parse_or() {
    std::vector<QueryNode> operands;
    for (;;) {
      Parsed operand = parse_and();
      if (!operand) return operand;
      operands.push_back(std::move(*operand));
      if (!is_operator(token_, "OR")) return join(QueryNode::Kind::Or, std::move(operands));
      if (auto next = advance(); !next) return tl::unexpected(next.error());
    }
  }

  Parsed parse_and() {
    std::vector<QueryNode> operands;
    for (;;) {
      Parsed operand = parse_not();
      if (!operand) return operand;
      operands.push_back(std::move(*operand));
      if (is_operator(token_, "AND")) {
        if (auto next = advance(); !next) return tl::unexpected(next.error());
      } else if (token_.kind == TokenKind::End || token_.kind == TokenKind::Close || is_operator(token_, "OR")) {
        return join(QueryNode::Kind::And, std::move(operands));
      }
    }
  }

  Parsed parse_not() {
    const std::size_t offset = token_.offset;
    bool is_negated = false;
    while (token_.kind == TokenKind::Minus || is_operator(token_, "NOT")) {
      const bool is_minus = token_.kind == TokenKind::Minus;
      if (auto next = advance(); !next) return tl::unexpected(next.error());
      if (is_minus && !is_adjacent()) {
        return wrong(token_.kind == TokenKind::End ? token_.offset : previous_.offset,
                     "expected a word, a phrase or '(' right after '-'");
      }
      is_negated = !is_negated;
    }
    Parsed operand = parse_operand();
    return operand && is_negated ? negate(std::move(*operand), offset) : std::move(operand);
  }

  Parsed parse_operand() {
    switch (token_.kind) {
      case TokenKind::Open:
        return parse_group();
      case TokenKind::Quoted:
        return is_value() ? parse_value() : parse_phrase(WordMatch::Stem);
      case TokenKind::Run:
        if (is_operator(token_)) break;
        return parse_run();
      default:
        break;
    }
    return expected_operand();
  }

  // What is missing is named by what stands before it or, at the beginning, after it.
  Parsed expected_operand() const {
    if (token_.kind == TokenKind::Close && previous_.kind == TokenKind::Open) {
      return wrong(token_.offset, "these parentheses are empty; write a word, a phrase or '(' between them");
    }
    std::string message = "expected a word, a phrase or '('";
    if (previous_.end == 0) {
      message += " before " + spell(token_);
    } else {
      message += " after " + spell(previous_);
    }
    return wrong(token_.offset, std::move(message));
  }

  Parsed parse_group() {
    const Token open = token_;
    if (++depth_ > kDeepestQuery) {
      return wrong(open.offset, "parentheses may be nested at most " + std::to_string(kDeepestQuery) + " deep");
    }
    if (auto next = advance(); !next) return tl::unexpected(next.error());
    Parsed inside = parse_or();
    if (!inside) return inside;
    if (token_.kind != TokenKind::Close) return wrong(open.offset, "this '(' is not closed: expected ')'");
    --depth_;
    return consumed(std::move(*inside));
  }

  Parsed parse_run() {
    if (is_near(token_)) return parse_near();
    if (is_value()) return parse_value();
    if (const std::string_view prefix = field_prefix(token_.text); !prefix.empty()) return parse_field(prefix);
    return parse_words();
  }

  Parsed parse_field(std::string_view prefix) {
    const auto field = find_field(prefix);
    if (!field) return wrong(token_.offset, unknown_field(prefix));
    if (auto next = split_token(prefix.size() + 1); !next) return tl::unexpected(next.error());
    const Field outer = std::exchange(field_, *field);
    Parsed operand = kind_of(*field) == FieldKind::Condition ? parse_condition() : parse_after_colon();
    field_ = outer;
    return operand;
  }

  // Makes two tokens of the run, so that what stands after the colon is the next one.
  Advanced split_token(std::size_t length) {
    if (token_.text.size() == length) return advance();
    previous_ = {TokenKind::Run, token_.text.substr(0, length), token_.offset, token_.offset + length};
    token_.text.remove_prefix(length);
    token_.offset += length;
    return {};
  }

  Parsed parse_after_colon() {
    const std::size_t offset = previous_.end;
    if (!is_adjacent() || token_.kind == TokenKind::Close) {
      return wrong(offset,
                   (is_value() ? "expected a value right after " : "expected a word, a phrase or '(' right after ") +
                       with_colon(field_));
    }
    if (begins_with_minus(token_.text) && token_.kind != TokenKind::Quoted) {
      return wrong(offset, "'-' goes before the field, as in -" + std::string(name(field_)) + ":x");
    }
    if (!is_value() && token_.kind == TokenKind::Run && find_field(field_prefix(token_.text))) {
      return wrong(offset, "expected a word, a phrase or '(' after " + with_colon(field_) + ", not another field");
    }
    return parse_operand();
  }

  Parsed parse_condition() {
    const std::string_view text = token_.kind == TokenKind::Run && is_adjacent() ? token_.text : std::string_view{};
    QueryNode node = make_leaf(QueryNode::Kind::Event, field_, previous_.offset);
    if (field_ == Field::Event) {
      node.wanted = base::equals_ignoring_case(text, "yes");
      if (!node.wanted && !base::equals_ignoring_case(text, "no")) {
        return wrong(previous_.end, "expected yes or no right after 'event:'");
      }
    } else {
      node.kind = QueryNode::Kind::Published;
      auto days = parse_day_range(text);
      if (!days) return wrong(previous_.end + days.error().offset, days.error().message);
      node.days = *days;
    }
    return consumed(std::move(node));
  }

  Parsed parse_value() {
    const std::string_view text = token_.text;
    const std::size_t offset = text_offset();
    const std::size_t star = token_.kind == TokenKind::Quoted ? std::string_view::npos : text.find('*');
    if (star != std::string_view::npos && star + 1 < text.size()) {
      return wrong(offset + star, "'*' may only stand at the end of a value");
    }
    QueryNode node = make_leaf(QueryNode::Kind::Value, field_, offset);
    node.value = text.substr(0, star);
    node.is_prefix = star != std::string_view::npos;
    if (node.value.empty()) return wrong(offset, "expected a value after " + with_colon(field_));
    if (field_ == Field::Lang && (node.is_prefix || !is_language_tag(text))) {
      return wrong(offset, "expected a language tag such as en or pt-BR after 'lang:'");
    }
    if (field_ == Field::Source && text.starts_with('#')) {
      return wrong(offset, "'#' marks a tag: write tag:" + std::string(text.substr(1)));
    }
    return consumed(std::move(node));
  }

  Parsed parse_words() {
    if (auto foreign = find_foreign_syntax(token_.text)) {
      return wrong(token_.offset + foreign->offset, std::move(foreign->message));
    }
    if (!token_.text.starts_with('=')) return parse_phrase(WordMatch::Stem);
    if (auto next = split_token(1); !next) return tl::unexpected(next.error());
    if (!is_adjacent() || (token_.kind != TokenKind::Run && token_.kind != TokenKind::Quoted)) {
      return wrong(previous_.end, "expected a word or a phrase right after '='");
    }
    return parse_phrase(WordMatch::Exact);
  }

  Parsed parse_phrase(WordMatch match) {
    auto phrase = to_phrase(token_.text, text_offset(), match);
    if (!phrase) return tl::unexpected(phrase.error());
    QueryNode node = make_leaf(QueryNode::Kind::Words, field_, token_.offset);
    node.phrases.push_back(std::move(*phrase));
    return consumed(std::move(node));
  }

  Parsed parse_near() {
    const Token near = token_;
    if (is_value()) return wrong(near.offset, "NEAR looks at words; it does not go with " + with_colon(field_));
    const std::string_view number = near.text.substr(std::min<std::size_t>(near.text.size(), 5));
    const auto distance = base::parse_decimal(number);
    if (!distance || *distance == 0 || *distance > kLargestDistance) {
      return wrong(near.offset + (near.text.size() > 4 ? 5 : 4),
                   "NEAR needs a number from 1 to " + std::to_string(kLargestDistance) + ", as in NEAR/5(a b)");
    }
    if (auto next = advance(); !next) return tl::unexpected(next.error());
    if (token_.kind != TokenKind::Open) {
      if (near.offset > 0 && token_.kind != TokenKind::End) {
        return wrong(near.offset,
                     std::string(near.text) + " stands before its words, as in " + std::string(near.text) + "(a b)");
      }
      return wrong(near.end, "expected '(' and two or more words after " + std::string(near.text));
    }
    QueryNode node = make_leaf(QueryNode::Kind::Near, field_, near.offset);
    node.distance = static_cast<std::uint32_t>(*distance);
    return parse_near_operands(std::move(node), near);
  }

  Parsed parse_near_operands(QueryNode node, const Token& near) {
    const std::size_t open = token_.offset;
    if (auto next = advance(); !next) return tl::unexpected(next.error());
    while (token_.kind != TokenKind::Close) {
      if (token_.kind == TokenKind::End) return wrong(open, "this '(' is not closed: expected ')'");
      if (!is_near_operand(token_)) {
        return wrong(token_.offset, std::string(near.text) + " takes words and phrases only");
      }
      if (node.phrases.size() == kMostNearOperands) {
        return wrong(token_.offset, "NEAR takes at most " + std::to_string(kMostNearOperands) + " words or phrases");
      }
      Parsed operand = token_.kind == TokenKind::Quoted ? parse_phrase(WordMatch::Stem) : parse_words();
      if (!operand) return operand;
      node.phrases.push_back(std::move(operand->phrases.front()));
    }
    if (node.phrases.size() < 2)
      return wrong(token_.offset,
                   std::string(near.text) + " needs two words or more, as in " + std::string(near.text) + "(a b)");
    return consumed(std::move(node));
  }

  Parsed consumed(QueryNode node) {
    if (auto next = advance(); !next) return tl::unexpected(next.error());
    return node;
  }

  // Where the token's text stands: past the opening mark of a Quoted.
  std::size_t text_offset() const { return static_cast<std::size_t>(token_.text.data() - query_.data()); }

  bool is_value() const { return kind_of(field_) == FieldKind::Value; }

  std::string_view query_;
  Lexer lexer_;
  Token previous_, token_;
  Field field_ = Field::Any;
  std::size_t depth_ = 0;
};

}  // namespace

tl::expected<QueryNode, QueryError> parse_query(std::string_view text) {
  if (text.size() > kLongestQuery) {
    return wrong(kLongestQuery, "a query may be at most " + std::to_string(kLongestQuery) +
                                    " bytes long; this one has " + std::to_string(text.size()));
  }
  if (!base::is_valid_utf8(text)) return wrong(valid_prefix(text), "this is not UTF-8 text");
  return Parser(text).parse();
}

bool is_language_tag(std::string_view text) {
  const std::string_view primary = text.substr(0, text.find('-'));
  return (primary.size() == 2 || primary.size() == 3) &&
         std::all_of(text.begin(), text.end(), [](char c) { return base::is_ascii_alnum(c) || c == '-'; }) &&
         std::all_of(primary.begin(), primary.end(), base::is_ascii_alpha);
}

}  // namespace commonplace::topic
