#include "dedup/tombstone.h"

#include "dedup/traits.h"

namespace commonplace::dedup {
namespace {

bool has_its_title(const Traits& incoming, const Tombstone& tombstone) {
  return incoming.title != 0 && incoming.title == title_digest(tombstone.title);
}

bool has_its_address(const Traits& incoming, const Tombstone& tombstone) {
  return !incoming.url_key.empty() && incoming.url_key == tombstone.url_key;
}

}  // namespace

bool stays_buried(const Traits& incoming, const Tombstone& tombstone) {
  if (has_its_title(incoming, tombstone) || has_its_address(incoming, tombstone)) return true;
  return !incoming.published || *incoming.published <= tombstone.since;
}

bool is_buried_under_another_id(const Traits& incoming, const Tombstone& tombstone) {
  return has_its_title(incoming, tombstone) && has_its_address(incoming, tombstone);
}

}  // namespace commonplace::dedup
