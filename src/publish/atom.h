// A topic → its subscription document in Atom 1.0 (RFC 4287), with its events (RSS 1.0 event module), pictures
// (Media RSS) and licences (RFC 4946). A search → the same, with OpenSearch's response elements.

#pragma once

#include <string>

#include "commonplace/publish.h"

namespace commonplace::publish {

std::string write_atom(const TopicPage& page);
std::string write_atom(const SearchPage& page);
std::string write_archive(const ArchivePage& page);

}  // namespace commonplace::publish
