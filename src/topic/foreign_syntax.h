// What people write who know another query language: read as mere words it would mean something else.

#pragma once

#include <optional>
#include <string_view>

#include "commonplace/topic.h"

namespace commonplace::topic {

// The first sign of another language in a run of words, and what is written here instead; nothing where there is none.
// The offset counts from the beginning of `run`.
std::optional<QueryError> find_foreign_syntax(std::string_view run);

// "; write AND" of a run that is nothing but another language's operator; else empty.
std::string_view operator_for(std::string_view symbol);

}  // namespace commonplace::topic
