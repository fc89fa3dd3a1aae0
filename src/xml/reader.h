// Text that is certainly well-formed XML → a tree.
//
// Stricter than XML where publishers err: what might be misread is for the mender. DTDs with declarations are not read,
// nothing is expanded but XML's five entities and character references, nothing is ever fetched.

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "commonplace/decode.h"
#include "commonplace/url.h"
#include "xml/tree.h"

namespace commonplace::xml {

struct ReadLimits {
  std::size_t depth = 256;
  std::size_t nodes = 1'000'000;
  std::size_t scopes = 100'000;  // more are not opened: what they declare is not known
};

enum class Reading {
  Sound,
  Doubtful,  // have it mended
  TooDeep,   // sound, but for the limit, as far as it was read: the mender may flatten it
  TooLarge,  // of nodes: the rest was not read
};

struct ReadResult {
  Reading reading = Reading::Sound;
  std::size_t position = 0;  // where it ended
  // Prefixes that are used without a declaration, and the first name with each; eight at most.
  struct Undeclared {
    std::string_view prefix, name;
  };
  std::vector<Undeclared> undeclared;
};

// One linear pass. `text` must outlive `tree`; `url` is where it was fetched from, or empty.
ReadResult read_tree(std::string_view text, const Url& url, const ReadLimits& limits, Tree& tree);

}  // namespace commonplace::xml
