// Text of a stranger as XML: a document or an error, and what was mended is well-formed.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "xml/document.h"
#include "xml/mender.h"

namespace {

void read_everything(const commonplace::xml::Element& root) {
  std::vector<commonplace::xml::Element> pending{root};
  while (!pending.empty()) {
    const commonplace::xml::Element element = pending.back();
    pending.pop_back();
    (void)element.base();
    (void)element.attribute("href");
    for (const commonplace::xml::Element& child : element.children()) pending.push_back(child);
  }
  if (!commonplace::base::is_valid_utf8(root.text()) || !commonplace::base::is_valid_utf8(root.inner_markup()))
    std::abort();
}

bool is_well_formed(const std::string& text) {
  pugi::xml_document document;
  return text.empty() || document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = commonplace::base::repair_utf8({reinterpret_cast<const char*>(data), size});
  const auto base = commonplace::parse_url("https://example.org/feeds/all.xml");
  const auto document = commonplace::xml::Document::parse({text, "UTF-8", {}}, *base);
  if (document) read_everything((*document)->root());
  const auto mended = commonplace::xml::mend(text);
  if (!mended) return 0;
  if (!is_well_formed(mended->text)) std::abort();
  return 0;
}
