// The inside of an element → markup again, fit for an HTML tokenizer.

#include <algorithm>

#include "base/scan.h"
#include "base/text.h"
#include "html/elements.h"
#include "xml/document.h"
#include "xml/names.h"
#include "xml/scope.h"
#include "xml/walk.h"
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

void append_attributes(std::string& out, const pugi::xml_node& node) {
  for (const pugi::xml_attribute& attribute : node.attributes()) {
    const std::string_view name = attribute.name();
    if (name == "xmlns" || name.starts_with("xmlns:")) continue;
    out.append(" ").append(name).append("=\"").append(escape(attribute.value())).append("\"");
  }
}

}  // namespace

std::string Element::inner_markup() const {
  std::string out;
  std::vector<Element> open;  // from this element inwards, for the scopes
  const auto tag_name = [](const Element& element) {
    return element.ns() == Ns::Xhtml ? element.local() : std::string_view(element.node_.name());
  };
  const auto enter = [&](const pugi::xml_node& node) {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) append_text(out, node.value());
    if (node.type() != pugi::node_element) return;
    if (open.empty()) {
      open.push_back(*this);
      return;
    }
    open.push_back(Element(node, open.back().scope_, document_));
    out.append("<").append(tag_name(open.back()));
    append_attributes(out, node);
    out += node.first_child().empty() && is_void(open.back().local()) ? "/>" : ">";
  };
  const auto leave = [&](const pugi::xml_node& node) {
    if (node.type() != pugi::node_element) return;
    const Element element = open.back();
    open.pop_back();
    if (open.empty() || (node.first_child().empty() && is_void(element.local()))) return;
    out.append("</").append(tag_name(element)).append(">");
  };
  if (!node_.empty()) walk(node_, enter, leave);
  return out;
}

}  // namespace commonplace::xml
