// A slug that nothing has → a sentence with the nearest that something has, and the command that lists them all. Pure.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "commonplace/result.h"
#include "config/config.h"

namespace commonplace::app {

Error unknown_source(const config::Config& config, std::string_view slug);
// The first of these that no source has.
std::optional<Error> first_unknown_source(const config::Config& config, std::span<const std::string> slugs);
Error unknown_topic(const config::Config& config, std::string_view slug);

// What is neither a source nor the key of an entry.
Error unknown_source_or_key(const config::Config& config, std::string_view name);

}  // namespace commonplace::app
