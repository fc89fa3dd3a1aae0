// What the daemon says of itself (/api/status) → the page that an operator reads in ten seconds. Pure.

#pragma once

#include <boost/json/object.hpp>
#include <cstddef>
#include <optional>
#include <string>

namespace commonplace::cli {

enum class Style { Plain, Colour };

// What is broken, since when and why, what happens next; then the configuration; then counts. `address` is where the
// daemon answered, `width` that of the terminal, if there is one. Members that a daemon of another version does not
// send are passed over.
std::string status_text(const boost::json::object& status, const std::string& address, Style style,
                        std::optional<std::size_t> width = std::nullopt);

}  // namespace commonplace::cli
