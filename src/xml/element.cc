// Element: names, attributes and text of one node in its scope.

#include <algorithm>

#include "base/text.h"
#include "xml/document.h"
#include "xml/names.h"

namespace commonplace::xml {

std::uint32_t Element::index() const { return static_cast<std::uint32_t>(node_ - document_->tree_.nodes.data()); }

std::span<const Attribute> Element::attribute_list() const {
  return node_ ? document_->tree_.attributes_of(index()) : std::span<const Attribute>();
}

bool Element::is(Ns ns, std::string_view local) const {
  return node_ && node_->ns == ns && base::equals_ignoring_case(this->local(), local);
}

std::string_view Element::attribute(std::string_view local) const { return attribute(Ns::None, local); }

std::string_view Element::attribute(Ns ns, std::string_view local) const {
  for (const Attribute& attribute : attribute_list()) {
    const auto [prefix, name] = split_name(attribute.name);
    if (!base::equals_ignoring_case(name, local)) continue;
    const Ns attribute_ns = prefix.empty() ? Ns::None : resolve_prefix(node_->scope, prefix);
    if (attribute_ns == ns) return attribute.value;
  }
  return {};
}

std::vector<std::pair<std::string_view, std::string_view>> Element::attributes(Ns ns) const {
  std::vector<std::pair<std::string_view, std::string_view>> found;
  for (const Attribute& attribute : attribute_list()) {
    const auto [prefix, name] = split_name(attribute.name);
    const Ns attribute_ns = prefix.empty() ? Ns::None : resolve_prefix(node_->scope, prefix);
    if (attribute_ns == ns && prefix != "xmlns" && name != "xmlns") found.emplace_back(name, attribute.value);
  }
  return found;
}

bool Element::has_attribute(std::string_view local) const {
  return std::ranges::any_of(attribute_list(), [local](const Attribute& attribute) {
    return base::equals_ignoring_case(attribute.name, local);
  });
}

std::span<const Node> Element::inside() const {
  if (!node_) return {};
  const std::uint32_t begin = index() + 1;
  return std::span(document_->tree_.nodes).subspan(begin, node_->end - begin);
}

// Calls visit(element) for the child elements in order, until it returns false.
template <class Visit>
void Element::visit_children(Visit visit) const {
  if (!node_) return;
  const Node* const nodes = document_->tree_.nodes.data();
  const Node* const end = nodes + node_->end;
  for (const Node* child = node_ + 1; child != end; child = nodes + child->end) {
    if (!child->is_text && !visit(Element(child, document_))) return;
  }
}

std::vector<Element> Element::children() const {
  constexpr std::size_t kUsual = 16;
  std::vector<Element> found;
  if (!inside().empty()) found.reserve(kUsual);
  visit_children([&found](const Element& child) {
    found.push_back(child);
    return true;
  });
  return found;
}

Element Element::child(Ns ns, std::string_view local) const {
  Element found;
  visit_children([&](const Element& child) {
    if (child.is(ns, local)) found = child;
    return !found;
  });
  return found;
}

std::vector<Element> Element::children(Ns ns, std::string_view local) const {
  std::vector<Element> found;
  visit_children([&](const Element& child) {
    if (child.is(ns, local)) found.push_back(child);
    return true;
  });
  return found;
}

std::optional<std::string_view> Element::text_in_one_piece() const {
  const std::span<const Node> nodes = inside();
  if (nodes.empty()) return std::string_view();
  if (nodes.size() == 1 && nodes.front().is_text) return nodes.front().content;
  return std::nullopt;
}

std::string Element::text() const {
  std::string text;
  for (const Node& node : inside()) {
    if (node.is_text) text += node.content;
  }
  return text;
}

bool Element::has_element_children() const {
  return std::ranges::any_of(inside(), [](const Node& node) { return !node.is_text; });
}

std::size_t Element::offset() const { return node_ ? document_->offset_of(node_->content) : 0; }

std::string Element::base() const { return node_ && node_->scope->base ? *node_->scope->base : std::string(); }

std::string_view Element::language() const { return node_ ? node_->scope->language : std::string_view(); }

}  // namespace commonplace::xml
