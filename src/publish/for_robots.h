// What search engines ask for: where they may go (RFC 9309), and which pages there are (sitemaps.org).

#pragma once

#include <string>

#include "commonplace/publish.h"

namespace commonplace::publish {

std::string write_robots(const Site& site);
std::string write_sitemap(const IndexPage& page);

}  // namespace commonplace::publish
