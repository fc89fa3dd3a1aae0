#include "cli/wrap.h"

#include <algorithm>

#include "base/text.h"
#include "text/columns.h"

namespace commonplace::cli {
namespace {

constexpr std::size_t kNarrowest = 20;  // columns for the words, whatever stands before them

}  // namespace

std::string wrap(std::string_view first, std::string_view words, std::optional<std::size_t> width) {
  std::string text(first);
  if (!width) return text.append(words) + '\n';
  const std::size_t indent = text::columns(first);
  const std::size_t end = std::max(*width, indent + kNarrowest);
  std::size_t used = indent;
  bool is_first = true;
  for (const std::string_view word : base::split(words, ' ')) {
    const std::size_t columns = text::columns(word);
    if (!is_first && used + 1 + columns > end) {
      text.append("\n").append(indent, ' ');
      used = indent;
    } else if (!is_first) {
      text += ' ';
      ++used;
    }
    text += word;
    used += columns;
    is_first = false;
  }
  return text + '\n';
}

}  // namespace commonplace::cli
