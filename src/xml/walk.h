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

}  // namespace commonplace::xml
