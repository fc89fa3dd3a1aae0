// Why a source is polled when it is, for `commonplace explain`. Pure.

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "commonplace/source.h"
#include "commonplace/time.h"
#include "store/records.h"

namespace commonplace::app {

// What to tell and in which words, in the order in which an operator asks. `source` is as configured.
using Explanation = std::vector<std::pair<std::string, std::string>>;
Explanation explain_source(const store::SourceRow& row, const Source& source, Timestamp now);

// The same as one JSON object, with numbers of seconds instead of words.
std::string explain_source_as_json(const store::SourceRow& row, const Source& source, Timestamp now);

}  // namespace commonplace::app
