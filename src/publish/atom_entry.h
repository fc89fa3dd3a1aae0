// A story → an atom:entry (RFC 4287 §4.1.2), and what the heads of all our feeds are made of.

#pragma once

#include <string_view>

#include "commonplace/publish.h"
#include "xml/writer.h"

namespace commonplace::publish {

// Attributes of atom:link in the order they are written; empty ones are left out.
struct AtomLink {
  std::string_view rel;
  std::string_view href;
  std::string_view type = {};
  std::string_view title = {};
  std::string_view length = {};
};

void write_link(xml::Writer& writer, const AtomLink& link);
void write_text(xml::Writer& writer, std::string_view element, std::string_view text);

// The document up to the children of atom:feed; the caller closes it.
void open_feed(xml::Writer& writer, const Site& site);
// Whose feed it is and what wrote it.
void write_feed_author(xml::Writer& writer, const Site& site);
void write_generator(xml::Writer& writer, const Site& site);

void write_retraction(xml::Writer& writer, const Retraction& retraction);
void write_entry(xml::Writer& writer, const Site& site, const Story& story, const Publisher& publisher);

}  // namespace commonplace::publish
