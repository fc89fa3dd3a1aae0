// How much memory this executable has asked for since it began: it brings its own operator new, which counts.

#pragma once

#include <cstddef>

namespace commonplace::date {

std::size_t allocated_bytes();

}  // namespace commonplace::date
