// Log lines → standard error, in the form its reader wants: journald priorities, or UTC times.

#include "runtime/log.h"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <string>

#include "base/utf8.h"

namespace commonplace::runtime {
namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";

void append_hex(std::string& out, std::uint32_t value, int digits) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out += kHexDigits[(value >> shift) & 0xF];
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029; }

void append_escaped(std::string& out, char32_t c) {
  if (c == '\n') {
    out += "\\n";
  } else if (c == '\r') {
    out += "\\r";
  } else if (c == '\t') {
    out += "\\t";
  } else if (c < 0x80) {
    out += "\\x";
    append_hex(out, c, 2);
  } else {
    out += "\\u";
    append_hex(out, c, 4);
  }
}

// systemd names the stream it reads in $JOURNAL_STREAM as "device:inode"; an inherited variable with standard error
// redirected elsewhere must not count (systemd.exec(5)).
bool journald_reads_standard_error() {
  const char* stream = std::getenv("JOURNAL_STREAM");
  struct stat standard_error {};
  if (stream == nullptr || ::fstat(STDERR_FILENO, &standard_error) != 0) return false;
  return std::to_string(standard_error.st_dev) + ":" + std::to_string(standard_error.st_ino) == stream;
}

// sd-daemon(3) priorities.
class JournalPriority final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
    const std::string_view prefix = priority(message.level);
    out.append(prefix.data(), prefix.data() + prefix.size());
  }
  std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<JournalPriority>(); }

 private:
  static std::string_view priority(spdlog::level::level_enum level) {
    switch (level) {
      case spdlog::level::trace:
      case spdlog::level::debug:
        return "<7>";
      case spdlog::level::warn:
        return "<4>";
      case spdlog::level::err:
      case spdlog::level::critical:
        return "<3>";
      default:
        return "<6>";
    }
  }
};

std::unique_ptr<spdlog::formatter> make_formatter() {
  auto formatter = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
  if (journald_reads_standard_error()) {
    formatter->add_flag<JournalPriority>('*').set_pattern("%*%v");
  } else {
    formatter->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v");
  }
  return formatter;
}

spdlog::level::level_enum to_spdlog(LogLevel level) {
  switch (level) {
    case LogLevel::Debug:
      return spdlog::level::debug;
    case LogLevel::Info:
      return spdlog::level::info;
    case LogLevel::Warn:
      return spdlog::level::warn;
    case LogLevel::Error:
      return spdlog::level::err;
    case LogLevel::Off:
      break;
  }
  return spdlog::level::off;
}

// Never destroyed: threads may still log while the program exits.
std::atomic<spdlog::logger*> the_logger{nullptr};

void write(spdlog::level::level_enum level, std::string_view line) {
  spdlog::logger* logger = the_logger.load(std::memory_order_acquire);
  if (logger == nullptr || !logger->should_log(level)) return;
  logger->log(level, spdlog::string_view_t(escape_controls(line)));
}

}  // namespace

void start_log(LogLevel level) {
  if (the_logger.load() == nullptr) {
    auto logger = std::make_unique<spdlog::logger>("commonplace", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_formatter(make_formatter());
    logger->flush_on(spdlog::level::debug);
    spdlog::logger* expected = nullptr;
    if (the_logger.compare_exchange_strong(expected, logger.get())) static_cast<void>(logger.release());
  }
  set_log_level(level);
}

void set_log_level(LogLevel level) {
  if (spdlog::logger* logger = the_logger.load()) logger->set_level(to_spdlog(level));
}

bool logs(LogLevel level) {
  const spdlog::logger* logger = the_logger.load(std::memory_order_acquire);
  return logger != nullptr && logger->should_log(to_spdlog(level));
}

void log_debug(std::string_view line) { write(spdlog::level::debug, line); }
void log_info(std::string_view line) { write(spdlog::level::info, line); }
void log_warn(std::string_view line) { write(spdlog::level::warn, line); }
void log_error(std::string_view line) { write(spdlog::level::err, line); }

std::string escape_controls(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t begin = position;
    const char32_t c = base::next_code_point(text, position);
    const std::string_view spelled = text.substr(begin, position - begin);
    if (c == base::kReplacement && spelled != base::kReplacementUtf8) {
      for (const char byte : spelled) {
        out += "\\x";
        append_hex(out, static_cast<unsigned char>(byte), 2);
      }
    } else if (is_control(c)) {
      append_escaped(out, c);
    } else {
      out += spelled;
    }
  }
  return out;
}

}  // namespace commonplace::runtime
