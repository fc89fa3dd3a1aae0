// Over how long overdue sources are spread: the same in every store.

#pragma once

#include <algorithm>

#include "store/records.h"

namespace commonplace::store {

inline std::chrono::seconds window_of(const Resume& resume, std::size_t overdue) {
  const auto wanted = resume.spacing * static_cast<std::int64_t>(overdue);
  return std::clamp(std::chrono::ceil<std::chrono::seconds>(wanted), std::chrono::seconds{1}, resume.longest);
}

}  // namespace commonplace::store
