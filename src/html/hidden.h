// What browsers do not show, though it is no script: which elements, and where they end.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "html/nesting.h"
#include "html/tokenizer.h"

namespace commonplace::html {

// Whether a style attribute hides the element that has it.
bool is_hiding_style(std::string_view style);

// Whether an attribute does: hidden, or a style. Every attribute of every tag is asked, and hardly any is one of these.
inline bool is_hiding(std::string_view name, std::string_view value) {
  constexpr std::string_view kHidden = "hidden", kStyle = "style";
  const char first = base::to_ascii_lower(name.front());
  if (first == 's' && name.size() == kStyle.size()) {
    return base::equals_ignoring_case(name, kStyle) && is_hiding_style(value);
  }
  return first == 'h' && name.size() == kHidden.size() && base::equals_ignoring_case(name, kHidden);
}

// Whether the element is not shown, with all that is in it: hidden, what stands in for a picture that is drawn or a
// gauge, a dialogue that is not open.
bool is_hidden(const Token& start_tag);

// An element that is passed over with what is in it, however its end is written or implied.
class HiddenElement {
 public:
  bool is_open() const { return !open_.empty(); }
  void begin(const Token& start_tag);
  // Whether the tag belongs to it. False where the tag ends it and counts itself.
  bool takes(const Token& tag);

 private:
  bool takes_start(const ElementRule& element);
  bool takes_end(const ElementRule& element, std::string_view name);
  bool end();

  std::vector<OpenElement> open_;  // the table parts around it, itself, and what is open in it
  std::size_t around_ = 0;
  std::string name_;
};

}  // namespace commonplace::html
