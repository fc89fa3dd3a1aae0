#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

#include "base/utf8.h"
#include "text/columns.h"
#include "text/segment.h"

namespace commonplace::cli {

std::optional<std::size_t> terminal_width(int descriptor) {
  constexpr std::size_t kUsual = 80;  // of one that does not say, as over a serial line
  if (isatty(descriptor) == 0) return std::nullopt;
  winsize size{};
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kUsual;
}

bool is_coloured_output() {
  const char* unwanted = std::getenv("NO_COLOR");
  const char* kind = std::getenv("TERM");
  if (isatty(STDOUT_FILENO) == 0 || kind == nullptr || std::string_view(kind) == "dumb") return false;
  return unwanted == nullptr || *unwanted == '\0';
}

std::string cut(std::string_view text, std::size_t width) {
  if (text::columns(text) <= width) return std::string(text);
  std::size_t end = 0, used = 1;  // the dots
  for (std::size_t position = 0; position < text.size();) {
    used += text::columns(base::next_code_point(text, position));
    if (used > width) break;
    end = position;
  }
  return std::string(text.substr(0, text::grapheme_floor(text, end))) + "…";
}

}  // namespace commonplace::cli
