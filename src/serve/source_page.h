// One source → /status/SLUG: how it is, why it is asked when it is, how the last polls went, what is configured.

#pragma once

#include <string>

#include "serve/admin.h"

namespace commonplace::serve {

std::string write_source_page(const Admin::SourceView& view);

}  // namespace commonplace::serve
