// The daemon's state → /status: what is broken, since when and what happens next, then every source in a row, the
// broken ones first unless another order is asked for.

#pragma once

#include <string>

#include "serve/admin.h"
#include "serve/status_order.h"

namespace commonplace::serve {

std::string write_status_page(const Admin::State& state, const StatusOrder& order = {});

}  // namespace commonplace::serve
