// Sources of a list beside those that are configured → the ones to add, each under a slug of its own.

#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/settings.h"

namespace commonplace::opml {

// What there is already.
struct Known {
  std::set<std::string, std::less<>> slugs;      // taken, whatever by
  std::set<std::string, std::less<>> addresses;  // as address_key has them
};

struct Choice {
  std::vector<NamedSettings> sources;
  std::size_t configured = 0;         // left out because their address is configured
  std::vector<std::string> repeated;  // each address that the list has again
};

// Two spellings of one address have one key.
std::string address_key(std::string_view address);

// A slug that the list gives is kept where it is free, and with it an address that the list has under another slug: a
// source may be read twice in different ways. Other slugs are made of the title, else of the host.
Choice choose(std::vector<NamedSettings> found, Known known);

}  // namespace commonplace::opml
