#include "parse/license_modules.h"

#include "base/text.h"
#include "parse/element_text.h"

namespace commonplace::parse {

void read_creative_commons(const xml::Element& element, Draft& draft) {
  if (base::equals_ignoring_case(element.local(), "license")) read_license(element, draft);
}

void read_license(const xml::Element& element, Draft& draft) {
  std::string license(base::trim(element.attribute(xml::Ns::Rdf, "resource")));
  if (license.empty()) license = trimmed_text(element);
  draft.license.offer(std::move(license), Claim::Module);
}

}  // namespace commonplace::parse
