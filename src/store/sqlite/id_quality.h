// What was noticed of a source's ids, as a text in its row: how many documents in a row had other ids, then a line a
// habit, "NAME TIMES ENTRIES FIRST LAST EXAMPLE", times in seconds since 1970. Empty where nothing was noticed.

#pragma once

#include <string>
#include <string_view>

#include "commonplace/id_quality.h"

namespace commonplace::store::sqlite {

std::string write_id_quality(const IdQuality& quality);

// Lines that cannot be read are left out.
IdQuality read_id_quality(std::string_view text);

}  // namespace commonplace::store::sqlite
