// A host → the site it belongs to: its registrable domain, by the public suffix list.
//
// `a.blogs.example.co.uk` belongs to `example.co.uk`. Only the registries' part of the list counts: the names that a
// service gives to its customers (`one.wordpress.com`) are many for cookies, but one for whoever runs the servers.

#pragma once

#include <string>
#include <string_view>

namespace commonplace::fetch {

// `host` in lower case and ASCII, as Url has it. An address, and a host that is itself a suffix, are their own site.
std::string site_of(std::string_view host);

}  // namespace commonplace::fetch
