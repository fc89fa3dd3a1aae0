// One event a line, fields not prose: `fetch source=lwn status=304 ms=81`. The only header in front of spdlog.

#pragma once

#include <string>
#include <string_view>

namespace commonplace::runtime {

enum class LogLevel { Debug, Info, Warn, Error, Off };

// Writes to standard error, with <N> priorities instead of times where journald reads it. Control characters are
// escaped. Lines logged before the first call go nowhere.
void start_log(LogLevel level);
void set_log_level(LogLevel level);
// Whether lines of that level are written: for those that are many and dear to make.
bool logs(LogLevel level);

void log_debug(std::string_view line);
void log_info(std::string_view line);
void log_warn(std::string_view line);
void log_error(std::string_view line);

// `text` with what could forge a line or steer a terminal spelled out: controls (C0, DEL, C1), line separators and
// bytes that are not UTF-8 become `\n`, `\t`, `\x1B`, `\u0085`.
std::string escape_controls(std::string_view text);

}  // namespace commonplace::runtime
