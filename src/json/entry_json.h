// The item model as JSON (SPEC §2): the shape of `--json`, of the admin API and of what the store keeps.
//
// Members come in the order of SPEC §2, what is absent is left out, times are RFC 3339 in UTC. The output is one line
// of strict UTF-8, whatever bytes the entry holds.

#pragma once

#include <string>
#include <string_view>

#include "commonplace/entry.h"
#include "commonplace/result.h"

namespace commonplace::json {

enum class EntryScope {
  Public,  // every member of SPEC §2
  Parsed,  // without what only a store can know: key, source, first_seen, story, revision
  Stored,  // as Parsed, without summary and content; with `_date_text`, the date as published
};

std::string entry_to_json(const Entry& entry, EntryScope scope = EntryScope::Public);

// Reads what `entry_to_json` wrote and trusts the HTML in it: not for strangers' documents. Unknown members are
// ignored. Error: Malformed, naming the member.
Result<Entry> entry_from_json(std::string_view text);

}  // namespace commonplace::json
