#include "parse/prism.h"

#include "parse/element_text.h"
#include "parse/field_table.h"

namespace commonplace::parse {
namespace {

using xml::Element;

void read_publication_date(const Element& element, Draft& draft) {
  draft.add_date(DateRole::DublinCore, trimmed_text(element));
}
void read_creation_date(const Element& element, Draft& draft) {
  draft.add_date(DateRole::Created, trimmed_text(element));
}
void read_modification_date(const Element& element, Draft& draft) {
  draft.add_date(DateRole::Updated, trimmed_text(element));
}
void read_teaser(const Element& element, Draft& draft) {
  draft.summary.offer(read_text(element, Markup::Guess), Claim::Platform);
}
void read_copyright(const Element& element, Draft& draft) {
  draft.rights.offer(read_text(element, Markup::Plain), Claim::Platform);
}
void read_doi(const Element& element, Draft& draft) {
  if (std::string doi = trimmed_text(element); !doi.empty()) draft.id.offer("doi:" + doi, Claim::Last);
}
void read_keyword(const Element& element, Draft& draft) { draft.add_category(trimmed_text(element)); }

// The cover date is a label, often a season or a month ahead: not read.
constexpr Field kFields[] = {
    {"publicationDate", read_publication_date},
    {"creationDate", read_creation_date},
    {"modificationDate", read_modification_date},
    {"teaser", read_teaser},
    {"copyright", read_copyright},
    {"keyword", read_keyword},
    {"category", read_keyword},
    {"section", read_keyword},
    {"doi", read_doi},
};

}  // namespace

void read_prism(const Element& element, Draft& draft) { read_field(kFields, element, draft); }

}  // namespace commonplace::parse
