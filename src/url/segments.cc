#include "url/segments.h"

#include "base/text.h"

namespace commonplace::url {

bool is_single_dot(std::string_view segment) { return segment == "." || base::equals_ignoring_case(segment, "%2e"); }

bool is_double_dot(std::string_view segment) {
  for (const std::string_view first : {".", "%2e"}) {
    if (base::starts_with_ignoring_case(segment, first) && is_single_dot(segment.substr(first.size()))) return true;
  }
  return false;
}

bool is_drive_letter(std::string_view segment) {
  return segment.size() == 2 && base::is_ascii_alpha(segment[0]) && (segment[1] == ':' || segment[1] == '|');
}

bool starts_with_drive_letter(std::string_view text) {
  return text.size() >= 2 && is_drive_letter(text.substr(0, 2)) &&
         (text.size() == 2 || std::string_view("/\\?#").find(text[2]) != std::string_view::npos);
}

}  // namespace commonplace::url
