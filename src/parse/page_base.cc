#include "parse/page_base.h"

#include <string_view>

#include "xml/scope.h"

namespace commonplace::parse {

std::optional<Url> base_of_page(const pugi::xml_document& tree, const Url& page) {
  const pugi::xml_node found = tree.find_node(
      [](const pugi::xml_node& node) { return std::string_view(node.name()) == "base" && node.attribute("href"); });
  if (!found) return std::nullopt;
  const Result<Url> url = parse_url(found.attribute("href").value(), &page);
  const bool is_usable = url && xml::may_be_base(*url) && (url->is_http() || !page.is_http());
  return is_usable ? std::optional(*url) : std::nullopt;
}

}  // namespace commonplace::parse
