// Who may read a drop-in that a command writes.

#pragma once

#include "opml/secrets.h"
#include "runtime/files.h"

namespace commonplace::cli {

// A password is not for everybody who has a name on this machine.
inline runtime::Readers readers_of(const NamedSettings& source) {
  return opml::has_secrets(source.settings) ? runtime::Readers::Group : runtime::Readers::Everybody;
}

}  // namespace commonplace::cli
