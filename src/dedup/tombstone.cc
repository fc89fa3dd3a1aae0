#include "dedup/tombstone.h"

namespace commonplace::dedup {
namespace {

bool has_its_address(const Traits& incoming, const Tombstone& tombstone) {
  return !incoming.url_key.empty() && incoming.url_key == tombstone.url_key;
}

}  // namespace

Burial burial_of(const Traits& incoming, std::string_view identity, std::string_view second, const Buried& buried) {
  const Tombstone& tombstone = *buried.tombstone;
  const bool title = incoming.title != 0 && incoming.title == buried.title;
  const bool address = has_its_address(incoming, tombstone);
  if (title && address) return Burial::ByBoth;
  if (tombstone.identity == second) return Burial::ById;
  if (tombstone.identity != identity) return Burial::No;
  if (title || address) return Burial::ByTrait;
  return !incoming.published || *incoming.published <= tombstone.since ? Burial::ByDate : Burial::No;
}

}  // namespace commonplace::dedup
