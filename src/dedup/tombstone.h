// Incoming entry × tombstone → whether it is what was buried, or something else under an id that was used before.

#pragma once

#include <cstdint>
#include <string_view>

#include "commonplace/dedup.h"
#include "commonplace/tombstone.h"

namespace commonplace::dedup {

// How sure it is that the incoming entry is what was buried; the surest tombstone is the right one.
enum class Burial {
  No,
  ByDate,   // the id is the same, and nothing shows that this is another article, published since
  ByTrait,  // the id and the title, or the id and the address
  ById,     // the id together with what told it apart from others of that id
  ByBoth,   // title and address, whatever the id
};

struct Buried {
  const Tombstone* tombstone = nullptr;
  std::uint64_t title = 0;  // its digest (traits.h)
};

// `identity` and `second` are what the entry would be stored under.
Burial burial_of(const Traits& incoming, std::string_view identity, std::string_view second, const Buried& buried);

}  // namespace commonplace::dedup
