// An XML document's elements and texts in document order, which is all the tree there is: what is inside a node follows
// it, up to the node's end.

#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "xml/ns.h"
#include "xml/scope.h"

namespace commonplace::xml {

struct Node {
  std::string_view content;      // an element's name as written, or a text, decoded: views as in Attribute
  const Scope* scope = nullptr;  // an element's own, if it opens one, else the one around it
  std::uint32_t end = 0;         // the node that follows what is inside
  std::uint32_t attributes = 0;  // how many come before the element's own
  std::uint16_t prefix = 0;      // bytes of the name's prefix with its colon
  Ns ns = Ns::None;
  bool is_text = false;
};

struct Tree {
  std::vector<Node> nodes;  // the root comes first
  std::vector<Attribute> attributes;
  std::deque<Scope> scopes;         // the outermost comes first
  std::unique_ptr<char[]> decoded;  // what did not stand in the text as it is meant

  std::span<const Attribute> attributes_of(std::uint32_t element) const {
    const std::size_t begin = nodes[element].attributes;
    const std::size_t end = element + 1 < nodes.size() ? nodes[element + 1].attributes : attributes.size();
    return std::span(attributes).subspan(begin, end - begin);
  }
};

}  // namespace commonplace::xml
