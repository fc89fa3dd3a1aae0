// What happened, as an Atom feed for the operator.

#pragma once

#include <string>
#include <vector>

#include "commonplace/publish.h"
#include "store/records.h"

namespace commonplace::serve {

// The latest first. `updated` is the time of the latest, so that the same rows are the same bytes.
std::string write_journal(const Site& site, const std::vector<store::JournalRow>& rows);

}  // namespace commonplace::serve
