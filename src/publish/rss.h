// A topic → RSS 2.0 (rssboard.org), with what it lacks by way of modules: the address of the document itself (atom),
// names of authors (dc), whole texts (content), events (ev), pictures with their credit (media), licences
// (creativeCommons).

#pragma once

#include <string>

#include "commonplace/publish.h"

namespace commonplace::publish {

std::string write_rss(const TopicPage& page);

}  // namespace commonplace::publish
