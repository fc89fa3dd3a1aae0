// Drop-ins → the settings of sources and topics as they are written: nothing filled in but [defaults], no duration
// counted, no secret looked up.

#pragma once

#include <vector>

#include "config/config.h"
#include "model/settings.h"

namespace commonplace::config {

struct Written {
  std::vector<NamedSettings> sources;  // by slug
  std::vector<NamedSettings> topics;   // by slug
};

// Of files that `load` rejected only [defaults] count, as they do there. Of two tables with one slug the first; what is
// no TOML, no slug or no key that a source or topic has is passed over, for `load` tells of it.
Written read_written(const std::vector<DropIn>& files, const std::vector<std::string>& rejected);

}  // namespace commonplace::config
