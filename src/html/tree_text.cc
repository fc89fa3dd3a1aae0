#include "html/tree_text.h"

#include <algorithm>

#include "html/collapsed_text.h"
#include "html/elements.h"
#include "html/hidden.h"

namespace commonplace::html {
namespace {

bool is_text(const pugi::xml_node& node) { return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata; }

bool is_shown(const pugi::xml_node& element) {
  const ElementRule& rule = element_rule(element.name());
  if (rule.fate == Fate::Remove || rule.fate == Fate::RemoveForeign || rule.fate == Fate::Hide) return false;
  if (rule.is(kPlayer) || (rule.is(kShownIfOpen) && !element.attribute("open"))) return false;
  return std::ranges::none_of(element.attributes(), [](const pugi::xml_attribute& attribute) {
    return is_hiding(attribute.name(), attribute.value());
  });
}

}  // namespace

std::string visible_text(const pugi::xml_node& node, std::size_t enough) {
  CollapsedText text;
  const auto separate = [&text](const pugi::xml_node& part) {
    if (element_rule(part.name()).is(kBlock)) text.separate();
  };
  for (pugi::xml_node part = node; text.size() < enough; part = part.next_sibling()) {
    separate(part);
    while (part.first_child() && (part == node || is_shown(part))) separate(part = part.first_child());
    if (is_text(part)) text.append(part.value());
    while (part != node && !part.next_sibling()) separate(part = part.parent());
    if (part == node) break;
  }
  return std::move(text).take();
}

std::string collapsed(std::string_view text) {
  CollapsedText line;
  line.append(text);
  return std::move(line).take();
}

}  // namespace commonplace::html
