#include "html/collapsed_text.h"

#include <algorithm>

#include "base/scan.h"
#include "base/utf8.h"

namespace commonplace::html {
namespace {

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x2028 || c == 0x2029;
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

using Space = base::AnyOf<' '>;
using NotPrintableAscii = base::Union<base::Control, base::NonAscii, base::AnyOf<'\x7F'>>;

}  // namespace

void CollapsedText::append(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    if (const std::size_t length = append_printable(text.substr(position)); length > 0) {
      position += length;
      continue;
    }
    const std::size_t begin = position;
    const char32_t c = base::next_code_point(text, position);
    if (is_space(c)) {
      separate();
    } else if (!is_control(c)) {
      write_pending_space();
      if (c == base::kReplacement || !base::is_xml_character(c)) {
        text_.append(base::kReplacementUtf8);
      } else {
        text_.append(text, begin, position - begin);
      }
    }
  }
}

// The run of printable ASCII at the front of `text`; returns how long it is.
std::size_t CollapsedText::append_printable(std::string_view text) {
  const std::string_view run = text.substr(0, base::find_in<NotPrintableAscii>(text));
  for (std::string_view rest = run; !rest.empty();) {
    const std::size_t pair = base::find_pair<Space, Space>(rest);
    append_spaced(rest.substr(0, pair));
    rest.remove_prefix(std::min(pair + 1, rest.size()));  // the second space begins the next part
  }
  return run.size();
}

// Printable ASCII without two spaces in a row.
void CollapsedText::append_spaced(std::string_view text) {
  if (text.starts_with(' ')) {
    separate();
    text.remove_prefix(1);
  }
  if (text.empty()) return;
  const bool ends_in_space = text.ends_with(' ');
  if (ends_in_space) text.remove_suffix(1);
  write_pending_space();
  text_ += text;
  pending_space_ = ends_in_space;
}

void CollapsedText::write_pending_space() {
  if (pending_space_ && !text_.empty()) text_.push_back(' ');
  pending_space_ = false;
}

}  // namespace commonplace::html
