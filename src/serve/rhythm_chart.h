// When a source publishes → two small charts: by the hour of the day, and by the day of the week. Their bars are also
// told in words, for whoever does not see them.

#pragma once

#include "commonplace/source.h"
#include "publish/template.h"

namespace commonplace::serve {

// Empty where no publication was seen yet.
publish::Markup rhythm_charts(const Rhythm& rhythm);

}  // namespace commonplace::serve
