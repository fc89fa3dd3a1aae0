// Sources as an operator wrote them → OPML 2.0 (opml.org/spec2), and with topics → JSON.

#pragma once

#include <span>
#include <string>

#include "model/settings.h"

namespace commonplace::opml {

// One outline a source, in the order given. What OPML has an attribute for stands there for other readers; whatever
// that cannot hold exactly stands in an attribute of our namespace with the name of its key (the address of a page in
// `page_url`), so that read_opml gives back the same settings. Holds no date: the same sources are the same bytes.
std::string write_opml(std::span<const NamedSettings> sources);

// One line: {"sources":[{"source":"slug",…}],"topics":[{"topic":"slug",…}]}, each with its settings under their keys.
std::string write_json(std::span<const NamedSettings> sources, std::span<const NamedSettings> topics);

}  // namespace commonplace::opml
