#include "cli/progress.h"

#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string_view>

#include "cli/terminal.h"

namespace commonplace::cli {
namespace {

constexpr std::string_view kEraseLine = "\r\x1b[K";
constexpr std::size_t kBar = 20;

bool can_erase_lines() {
  const char* kind = std::getenv("TERM");
  return isatty(STDERR_FILENO) != 0 && kind != nullptr && std::string_view(kind) != "dumb";
}

}  // namespace

std::string progress_line(std::size_t total, std::size_t failed, const std::set<std::string>& awaited,
                          std::size_t width) {
  const std::size_t done = total - awaited.size();
  const std::size_t filled = total == 0 ? kBar : kBar * done / total;
  std::string line = "[" + std::string(filled, '=') + std::string(kBar - filled, ' ') + "] " + std::to_string(done) +
                     " of " + std::to_string(total);
  if (failed > 0) line += ", " + std::to_string(failed) + " failed";
  std::string_view before = "; waiting for ";
  for (const std::string& source : awaited) {
    if (line.size() > width) break;
    line.append(before).append(source);
    before = ", ";
  }
  return cut(line, width);
}

Progress::Progress(Wanted wanted) : shown_(wanted == Wanted::Yes && can_erase_lines()) {}

void Progress::begin(std::set<std::string> sources) {
  total_ = sources.size();
  awaited_ = std::move(sources);
  draw();
}

void Progress::ended(const std::string& source, bool failed) {
  if (awaited_.erase(source) > 0 && failed) ++failed_;
  draw();
}

void Progress::erase() {
  if (drawn_) std::cerr << kEraseLine << std::flush;
  drawn_ = false;
}

// The last column stays free: some terminals begin a new line once it is written to.
void Progress::draw() {
  if (!shown_) return;
  erase();
  if (awaited_.empty()) return;
  std::cerr << progress_line(total_, failed_, awaited_, terminal_width(STDERR_FILENO).value_or(2) - 1) << std::flush;
  drawn_ = true;
}

}  // namespace commonplace::cli
