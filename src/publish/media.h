// Modules that Atom and RSS spell alike: pictures (Media RSS), events (RSS 1.0 event module).

#pragma once

#include "commonplace/entry.h"
#include "xml/writer.h"

namespace commonplace::publish {

// With its credit and licence; nothing without a web address.
void write_image(xml::Writer& writer, const Image& image);
void write_event(xml::Writer& writer, const Event& event);

}  // namespace commonplace::publish
