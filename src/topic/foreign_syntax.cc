#include "topic/foreign_syntax.h"

#include "base/text.h"

namespace commonplace::topic {
namespace {

struct Symbol {
  std::string_view text, hint;
};
constexpr Symbol kSymbols[] = {
    {"&", "; write AND"}, {"&&", "; write AND"}, {"+", "; write AND"},
    {"|", "; write OR"},  {"||", "; write OR"},  {"!", "; write NOT"},
};

bool is_letter_or_digit(char c) { return base::is_ascii_alnum(c) || static_cast<unsigned char>(c) >= 0x80; }

// Whether there is a letter on either side, so that the mark is no punctuation.
bool is_inside_word(std::string_view run, std::size_t at) {
  return at > 0 && at + 1 < run.size() && is_letter_or_digit(run[at - 1]) && is_letter_or_digit(run[at + 1]);
}

}  // namespace

std::string_view operator_for(std::string_view symbol) {
  for (const Symbol& known : kSymbols) {
    if (known.text == symbol) return known.hint;
  }
  return {};
}

std::optional<QueryError> find_foreign_syntax(std::string_view run) {
  if (run.size() < 2 || !operator_for(run).empty()) return std::nullopt;
  const std::string word(run.substr(1));
  if (run.front() == ':') return QueryError{0, "':' must touch the field before it, as in title:" + word};
  if (run.front() == '!') return QueryError{0, "'!' is no operator here; write -" + word};
  for (std::size_t i = 1; i < run.size(); ++i) {
    switch (run[i]) {
      case '|':
        return QueryError{i, "'|' is no operator here; write OR with spaces around it"};
      case '^':
        return QueryError{i, "words cannot be weighed: leave out '^' and what follows it"};
      case '~':
        return QueryError{i, "words are found by their stems, not by likeness: leave out '~' and what follows it"};
      case '?':
        if (is_inside_word(run, i)) {
          return QueryError{i, "'?' stands for no letter; write the beginning of the word and '*'"};
        }
        break;
      default:
        break;
    }
  }
  return std::nullopt;
}

}  // namespace commonplace::topic
