// Entry → what makes it the same within its source, and the public key minted from that (SPEC §5).

#include "base/digest.h"
#include "commonplace/dedup.h"
#include "commonplace/time.h"

namespace commonplace {

std::string identify(const Entry& entry) {
  // The prefix keeps an id from ever equalling another entry's link.
  if (!entry.id.empty()) return "id:" + entry.id;
  return "url:" + entry.link;
}

std::string mint_key(std::string_view source, std::string_view identity) {
  std::string seed(source);
  seed += '\n';
  seed += identity;
  return base::to_base32(base::sha256(seed), 12);
}

}  // namespace commonplace
