// Which sources an operator should look at.

#pragma once

#include "commonplace/source.h"

namespace commonplace {

constexpr bool is_trouble(SourceState state) {
  return state == SourceState::Failing || state == SourceState::Gone || state == SourceState::Silent;
}

}  // namespace commonplace
