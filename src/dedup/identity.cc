// Entry → what makes it the same within its source, and the public key minted from that (SPEC §5).

#include "base/digest.h"
#include "commonplace/dedup.h"
#include "commonplace/time.h"

namespace commonplace {

std::string identify(const Entry& entry) {
  // The prefix keeps an id from ever equalling another entry's link.
  if (!entry.id.empty()) return "id:" + entry.id;
  if (!entry.link.empty()) return "url:" + entry.link;
  std::string digest = entry.title;
  digest += '\n';
  digest += entry.date_text;
  // A short notice may repeat its title every week without a date: what it says tells the weeks apart.
  if (entry.date_text.empty()) digest += entry.excerpt;
  return "text:" + base::to_hex(std::span(base::sha256(digest)).first(16));
}

std::string mint_key(std::string_view source, std::string_view identity) {
  std::string seed(source);
  seed += '\n';
  seed += identity;
  return base::to_base32(base::sha256(seed), 12);
}

}  // namespace commonplace
