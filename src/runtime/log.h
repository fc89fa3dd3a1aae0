// One event a line, fields not prose: `fetch source=lwn status=304 ms=81`. The only header in front of spdlog.

#pragma once

#include <string_view>

namespace commonplace::runtime {

enum class LogLevel { Debug, Info, Warn, Error, Off };

// Writes to standard error, with <N> priorities instead of times where journald reads it. Control characters are
// escaped.
void start_log(LogLevel level);
void set_log_level(LogLevel level);

void log_debug(std::string_view line);
void log_info(std::string_view line);
void log_warn(std::string_view line);
void log_error(std::string_view line);

}  // namespace commonplace::runtime
