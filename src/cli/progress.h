// How far a round of polls is, as one line at the bottom of the terminal.

#pragma once

#include <set>
#include <string>

namespace commonplace::cli {

// Written to standard error, and only where that is a terminal that can erase a line; everywhere else nothing is
// written. Whoever writes to the terminal meanwhile calls erase() before.
class Progress {
 public:
  enum class Wanted { Yes, No };
  explicit Progress(Wanted wanted);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { erase(); }

  void begin(std::set<std::string> sources);
  // One has ended; draws the line anew. Who is not awaited, or has ended before, does not count.
  void ended(const std::string& source, bool failed);
  void erase();
  bool is_shown() const { return shown_; }

 private:
  void draw();

  bool shown_ = false;
  bool drawn_ = false;
  std::size_t total_ = 0;
  std::size_t failed_ = 0;
  std::set<std::string> awaited_;
};

// "[=====     ] 6 of 12, 1 failed; waiting for harbor, valmont": at most `width` characters.
std::string progress_line(std::size_t total, std::size_t failed, const std::set<std::string>& awaited,
                          std::size_t width);

}  // namespace commonplace::cli
