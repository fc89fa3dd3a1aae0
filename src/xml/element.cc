// Element: names, attributes, text and markup of one pugixml node in its scope.

#include <algorithm>
#include <array>

#include "base/text.h"
#include "xml/document.h"
#include "xml/names.h"
#include "xml/scope.h"
#include "xml/walk.h"

namespace commonplace::xml {
namespace {

bool is_character_data(const pugi::xml_node& node) {
  return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

}  // namespace

Element::Element(pugi::xml_node node, const Scope* parent_scope, const Document* document)
    : node_(node), scope_(parent_scope), document_(document) {
  if (node_.empty()) return;
  if (!node_.first_attribute().empty()) {
    const auto opened = document_->scopes_.find(node_.internal_object());
    if (opened != document_->scopes_.end()) scope_ = opened->second.get();
  }
  const auto [prefix, local] = split_name(node_.name());
  ns_ = resolve_prefix(scope_, prefix);
  local_ = local;
}

bool Element::is(Ns ns, std::string_view local) const {
  return !node_.empty() && ns_ == ns && base::equals_ignoring_case(local_, local);
}

std::string_view Element::attribute(std::string_view local) const { return attribute(Ns::None, local); }

std::string_view Element::attribute(Ns ns, std::string_view local) const {
  for (const pugi::xml_attribute& attribute : node_.attributes()) {
    const auto [prefix, name] = split_name(attribute.name());
    if (!base::equals_ignoring_case(name, local)) continue;
    const Ns attribute_ns = prefix.empty() ? Ns::None : resolve_prefix(scope_, prefix);
    if (attribute_ns == ns) return attribute.value();
  }
  return {};
}

std::vector<std::pair<std::string_view, std::string_view>> Element::attributes(Ns ns) const {
  std::vector<std::pair<std::string_view, std::string_view>> found;
  for (const pugi::xml_attribute& attribute : node_.attributes()) {
    const auto [prefix, name] = split_name(attribute.name());
    const Ns attribute_ns = prefix.empty() ? Ns::None : resolve_prefix(scope_, prefix);
    if (attribute_ns == ns && prefix != "xmlns" && name != "xmlns") found.emplace_back(name, attribute.value());
  }
  return found;
}

bool Element::has_attribute(std::string_view local) const {
  return std::any_of(node_.attributes_begin(), node_.attributes_end(), [local](const pugi::xml_attribute& attribute) {
    return base::equals_ignoring_case(attribute.name(), local);
  });
}

std::vector<Element> Element::children() const {
  constexpr std::size_t kUsual = 16;
  std::vector<Element> found;
  if (!node_.first_child().empty()) found.reserve(kUsual);
  for (const pugi::xml_node& child : node_.children()) {
    if (child.type() == pugi::node_element) found.push_back(Element(child, scope_, document_));
  }
  return found;
}

Element Element::child(Ns ns, std::string_view local) const {
  for (const pugi::xml_node& child : node_.children()) {
    if (child.type() != pugi::node_element) continue;
    if (const Element element(child, scope_, document_); element.is(ns, local)) return element;
  }
  return {};
}

std::vector<Element> Element::children(Ns ns, std::string_view local) const {
  std::vector<Element> found;
  for (const pugi::xml_node& child : node_.children()) {
    if (child.type() != pugi::node_element) continue;
    if (const Element element(child, scope_, document_); element.is(ns, local)) found.push_back(element);
  }
  return found;
}

std::optional<std::string_view> Element::text_in_one_piece() const {
  const pugi::xml_node first = node_.first_child();
  if (first.empty()) return std::string_view();
  if (first.next_sibling().empty() && is_character_data(first)) return first.value();
  return std::nullopt;
}

std::string Element::text() const {
  if (const std::optional<std::string_view> piece = text_in_one_piece()) return std::string(*piece);
  std::string text;
  walk(
      node_,
      [&text](const pugi::xml_node& node) {
        if (is_character_data(node)) text += node.value();
      },
      [](const pugi::xml_node&) {});
  return text;
}

bool Element::has_element_children() const {
  return std::any_of(node_.begin(), node_.end(),
                     [](const pugi::xml_node& child) { return child.type() == pugi::node_element; });
}

std::size_t Element::offset() const { return document_ != nullptr ? document_->offset_of(node_) : 0; }

std::string Element::base() const { return scope_ != nullptr && scope_->base ? *scope_->base : std::string(); }

std::string_view Element::language() const { return scope_ != nullptr ? scope_->language : std::string_view(); }

}  // namespace commonplace::xml
