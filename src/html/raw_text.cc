#include "html/raw_text.h"

#include "base/text.h"

namespace commonplace::html {
namespace {

// Whether `rest` begins with `name` in any case, and the name ends there.
bool begins_with_tag_name(std::string_view rest, std::string_view name) {
  if (rest.size() <= name.size() || !base::starts_with_ignoring_case(rest, name)) return false;
  const char after = rest[name.size()];
  return base::is_ascii_space(after) || after == '/' || after == '>';
}

bool is_end_tag(std::string_view rest, std::string_view element) {
  return rest.starts_with("</") && begins_with_tag_name(rest.substr(2), element);
}

std::size_t find_end_tag(std::string_view rest, std::string_view element) {
  for (std::size_t at = rest.find('<'); at != std::string_view::npos; at = rest.find('<', at + 1)) {
    if (is_end_tag(rest.substr(at), element)) return at;
  }
  return rest.size();
}

// Inside <!-- … --> a script may hold <script> … </script> once: what shows such a script does not end with the inner
// end tag.
std::size_t find_script_end(std::string_view rest) {
  enum class State { Data, Escaped, DoubleEscaped } state = State::Data;
  for (std::size_t at = rest.find_first_of("<-"); at != std::string_view::npos; at = rest.find_first_of("<-", at + 1)) {
    const std::string_view here = rest.substr(at);
    if (here.front() == '-') {
      if (state != State::Data && here.starts_with("-->")) state = State::Data;
    } else if (is_end_tag(here, "script")) {
      if (state != State::DoubleEscaped) return at;
      state = State::Escaped;
    } else if (state == State::Data && here.starts_with("<!--")) {
      state = State::Escaped;
      ++at;  // the dashes may belong to an ending already: <!-->
    } else if (state == State::Escaped && begins_with_tag_name(here.substr(1), "script")) {
      state = State::DoubleEscaped;
    }
  }
  return rest.size();
}

}  // namespace

std::size_t raw_text_length(std::string_view rest, std::string_view element, ContentModel model) {
  switch (model) {
    case ContentModel::Markup:
      return 0;
    case ContentModel::PlainText:
      return rest.size();
    case ContentModel::Script:
      return find_script_end(rest);
    default:
      return find_end_tag(rest, element);
  }
}

}  // namespace commonplace::html
