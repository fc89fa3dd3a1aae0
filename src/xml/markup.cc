// The inside of an element → markup again, fit for an HTML tokenizer.

#include <algorithm>

#include "base/scan.h"
#include "base/text.h"
#include "html/elements.h"
#include "xml/document.h"
#include "xml/names.h"
#include "xml/writer.h"

namespace commonplace::xml {
namespace {

// An HTML reader takes `<a/>` for an open tag, and `<br></br>` for two breaks.
bool is_void(std::string_view local) { return html::element_rule(base::to_ascii_lower(local)).is(html::kVoid); }

// Quotes stay: text is not an attribute.
void append_text(std::string& out, std::string_view text) {
  while (true) {
    const std::size_t special = base::find_in<base::AnyOf<'&', '<', '>'>>(text);
    out += text.substr(0, special);
    if (special == text.size()) return;
    out += text[special] == '&' ? "&amp;" : text[special] == '<' ? "&lt;" : "&gt;";
    text.remove_prefix(special + 1);
  }
}

void append_attributes(std::string& out, std::span<const Attribute> attributes) {
  for (const auto& [name, value] : attributes) {
    if (name == "xmlns" || name.starts_with("xmlns:")) continue;
    out.append(" ").append(name).append("=\"").append(escape(value)).append("\"");
  }
}

std::string_view tag_name(const Node& element) {
  return element.ns == Ns::Xhtml ? element.content.substr(element.prefix) : element.content;
}

}  // namespace

std::string Element::inner_markup() const {
  std::string out;
  std::vector<const Node*> open;  // inside this element, outermost first
  const Node* const nodes = node_ ? document_->tree_.nodes.data() : nullptr;
  const auto close_before = [&](const Node* next) {
    for (; !open.empty() && nodes + open.back()->end == next; open.pop_back()) {
      out.append("</").append(tag_name(*open.back())).append(">");
    }
  };
  for (const Node& node : inside()) {
    close_before(&node);
    if (node.is_text) {
      append_text(out, node.content);
      continue;
    }
    const Element element(&node, document_);
    const bool is_alone = element.inside().empty() && is_void(element.local());
    out.append("<").append(tag_name(node));
    append_attributes(out, element.attribute_list());
    out += is_alone ? "/>" : ">";
    if (!is_alone) open.push_back(&node);
  }
  if (node_) close_before(nodes + node_->end);
  return out;
}

}  // namespace commonplace::xml
