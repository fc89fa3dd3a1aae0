#include "publish/template.h"

#include "html/escape.h"

namespace commonplace::publish {
namespace {

// Calls `replace(name)` for every {name}; it returns whether it knew the name and wrote its value.
template <class Replace>
std::string replace_holes(std::string_view pattern, std::string& out, Replace replace) {
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    out += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    pattern.remove_prefix(open);
    const auto close = pattern.find('}');
    if (close != std::string_view::npos && replace(pattern.substr(1, close - 1))) {
      pattern.remove_prefix(close + 1);
    } else {
      out += '{';
      pattern.remove_prefix(1);
    }
  }
  return std::move(out);
}

template <class List>
auto find_field(const List& fields, std::string_view name) {
  auto found = fields.begin();
  while (found != fields.end() && found->first != name) ++found;
  return found;
}

}  // namespace

std::string escaped(std::string_view text) { return html::escape_attribute(text); }

void Field::append_to(std::string& out) const {
  if (is_markup_)
    out += value_;
  else
    out += escaped(value_);
}

Markup fill(std::string_view pattern, Fields fields) {
  std::string out;
  return Markup(replace_holes(pattern, out, [&](std::string_view name) {
    const auto field = find_field(fields, name);
    if (field == fields.end()) return false;
    field->second.append_to(out);
    return true;
  }));
}

std::string fill_text(std::string_view pattern,
                      std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
  std::string out;
  return replace_holes(pattern, out, [&](std::string_view name) {
    const auto field = find_field(fields, name);
    if (field == fields.end()) return false;
    out += field->second;
    return true;
  });
}

}  // namespace commonplace::publish
