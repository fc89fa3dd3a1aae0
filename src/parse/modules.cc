#include "parse/modules.h"

#include "base/text.h"
#include "parse/atom.h"
#include "parse/content_module.h"
#include "parse/dublin_core.h"
#include "parse/element_text.h"
#include "parse/event_modules.h"
#include "parse/itunes.h"
#include "parse/license_modules.h"
#include "parse/link_modules.h"
#include "parse/media_rss.h"
#include "parse/podcasting.h"
#include "parse/prism.h"
#include "parse/rss10_modules.h"
#include "parse/syndication_module.h"

namespace commonplace::parse {
namespace {

using xml::Element;
using xml::Ns;

void read_foreign_atom(const Element& element, Draft& draft) { read_atom_element(element, draft, Claim::Module); }

// admin:generatorAgent, of a namespace that has nothing else for us.
void read_unknown(const Element& element, Draft& draft) {
  if (base::equals_ignoring_case(element.local(), "generatorAgent")) {
    draft.generator.offer(std::string(element.attribute(Ns::Rdf, "resource")), Claim::Module);
  }
}

struct Module {
  Ns ns;
  void (*read)(const Element&, Draft&);
};
constexpr Module kModules[] = {
    {Ns::Dc, read_dublin_core},
    {Ns::DcTerms, read_dublin_core_terms},
    {Ns::Content, read_content_module},
    {Ns::Xhtml, read_xhtml_body},
    {Ns::Atom, read_foreign_atom},
    {Ns::Atom03, read_foreign_atom},
    {Ns::Media, read_media_rss},
    {Ns::Itunes, read_itunes},
    {Ns::GooglePlay, read_itunes},
    {Ns::Syndication, read_syndication},
    {Ns::Wfw, read_comment_feed},
    {Ns::Thread, read_thread},
    {Ns::Feedburner, read_feedburner},
    {Ns::CreativeCommons, read_creative_commons},
    {Ns::Cc, read_creative_commons},
    {Ns::Ev, read_ev},
    {Ns::XCal, read_xcal},
    {Ns::Schema, read_schema_event},
    {Ns::Prism, read_prism},
    {Ns::Podcast, read_podcasting},
    {Ns::Enclosure, read_enclosure_module},
    {Ns::Aggregation, read_aggregation},
    {Ns::Yandex, read_yandex},
    {Ns::Other, read_unknown},
};

}  // namespace

void read_module_element(const Element& element, Draft& draft) {
  for (const Module& module : kModules) {
    if (module.ns == element.ns()) return module.read(element, draft);
  }
}

}  // namespace commonplace::parse
