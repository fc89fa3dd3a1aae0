// The daemon's state → /status: what is broken, since when and what happens next, then every source in a row.

#pragma once

#include <string>

#include "serve/admin.h"

namespace commonplace::serve {

std::string write_status_page(const Admin::State& state);

}  // namespace commonplace::serve
