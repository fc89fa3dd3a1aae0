// Text in which runs of white space are one space, and none is at the ends.

#pragma once

#include <string>
#include <string_view>

namespace commonplace::html {

// White space of any kind counts, the no-break space too; controls are left out.
class CollapsedText {
 public:
  void separate() { pending_space_ = true; }
  void append(std::string_view text);

  std::size_t size() const { return text_.size(); }
  std::string take() && { return std::move(text_); }

 private:
  std::size_t append_printable(std::string_view text);
  void append_spaced(std::string_view text);
  void write_pending_space();

  std::string text_;
  bool pending_space_ = false;
};

}  // namespace commonplace::html
