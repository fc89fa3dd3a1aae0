// A document's tokens without those of elements whose content nobody is to see: script, style, templates, SVG, and what
// is hidden.
//
// Comments and doctypes are left out too. What is left are the tags and texts that the sanitizer may publish and that
// html_to_text reads; nothing is checked or changed here.

#pragma once

#include <cstdint>
#include <string_view>

#include "html/elements.h"
#include "html/hidden.h"
#include "html/tokenizer.h"

namespace commonplace::html {

// What stands in <audio> and <video> for those who cannot play them.
enum class PlayerText : std::uint8_t { Kept, LeftOut };

class VisibleTokens {
 public:
  explicit VisibleTokens(std::string_view html, PlayerText player_text = PlayerText::Kept)
      : tokenizer_(html), player_text_(player_text) {}

  bool next(Token& token);  // false at the end

 private:
  bool is_inside(const Token& token);
  bool begins_invisible(const Token& start_tag);
  bool is_passed_over(const Token& start_tag) const;
  void begin_removal(const ElementRule& element);
  void end_removal();
  bool continue_removal(const Token& token);
  bool continue_foreign_removal(const Token& token, const ElementRule& element);
  void step_into_html(const ElementRule& element);

  Tokenizer tokenizer_;
  PlayerText player_text_;
  bool is_inside_ = false;  // what is removed or hidden
  HiddenElement hidden_;
  const ElementRule* removed_ = nullptr;    // inside this element
  std::size_t nested_ = 0;                  // elements of the same name inside it
  const ElementRule* html_part_ = nullptr;  // inside removed SVG: an element whose content is HTML again
  std::size_t html_nested_ = 0;
};

}  // namespace commonplace::html
