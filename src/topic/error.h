// How a query's errors are made and worded.

#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/utf8.h"
#include "commonplace/topic.h"

namespace commonplace::topic {

inline tl::unexpected<QueryError> wrong(std::size_t offset, std::string message) {
  return tl::unexpected<QueryError>(QueryError{offset, std::move(message)});
}

// What the query says, for a message; cut where it is long.
inline std::string quote(std::string_view text) {
  constexpr std::size_t kEnough = 40;
  const std::string_view start = base::truncate_utf8(text, kEnough);
  return "'" + std::string(start) + (start.size() < text.size() ? "…'" : "'");
}

// For people: "character 12: …".
inline std::string describe(std::string_view query, const QueryError& error) {
  const std::size_t before = base::count_code_points(query.substr(0, error.offset));
  return "character " + std::to_string(before + 1) + ": " + error.message;
}

}  // namespace commonplace::topic
