// A pugixml subtree in document order, without recursion.

#pragma once

#include <pugixml.hpp>

namespace commonplace::xml {

// Calls enter(node) for `top` and everything below it, and leave(node) after what is inside was visited.
template <class Enter, class Leave>
void walk(const pugi::xml_node& top, Enter enter, Leave leave) {
  pugi::xml_node node = top;
  while (true) {
    enter(node);
    if (const pugi::xml_node child = node.first_child(); !child.empty()) {
      node = child;
      continue;
    }
    leave(node);
    while (node != top && node.next_sibling().empty()) {
      node = node.parent();
      leave(node);
    }
    if (node == top) return;
    node = node.next_sibling();
  }
}

// The same for elements only. Returns how many nodes of all kinds there are.
template <class Enter, class Leave>
std::size_t walk_elements(const pugi::xml_node& top, Enter enter, Leave leave) {
  std::size_t nodes = 1;
  const auto next_element = [&nodes](pugi::xml_node node) {
    for (; !node.empty(); node = node.next_sibling()) {
      ++nodes;
      if (node.type() == pugi::node_element) break;
    }
    return node;
  };
  for (pugi::xml_node element = top;;) {
    enter(element);
    pugi::xml_node next = next_element(element.first_child());
    while (next.empty()) {
      leave(element);
      if (element == top) return nodes;
      next = next_element(element.next_sibling());
      if (next.empty()) element = element.parent();
    }
    element = next;
  }
}

}  // namespace commonplace::xml
