// Configuration → 64 bits that tell whether it changed since the store last saw it.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "commonplace/source.h"
#include "commonplace/topic.h"

namespace commonplace::store {

// Everything a source's table says that decides how it is asked and read: not whether it is enabled, nor what becomes
// of its entries later (`keep`, `backfill`).
std::uint64_t settings_digest(const Source& source);

// What decides which entries belong to the topic. `tags` are all sources' tags by slug: a rule that names tags changes
// with them.
std::uint64_t rule_digest(const Topic& topic, const std::map<std::string, std::vector<std::string>>& tags);
// What its published documents show besides.
std::uint64_t settings_digest(const Topic& topic);

}  // namespace commonplace::store
