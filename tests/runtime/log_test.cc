#include "runtime/log.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace commonplace::runtime {
namespace {

TEST(EscapeControls, SpellsOutWhatCouldForgeALine) {
  struct Case {
    std::string_view text, expected;
  };
  const Case cases[] = {
      {"plain: text 1", "plain: text 1"},
      {"", ""},
      {"a\nb\r\tc", "a\\nb\\r\\tc"},
      {"\x1b[31mred", "\\x1B[31mred"},
      {std::string_view("a\0b", 3), "a\\x00b"},
      {"\x7f", "\\x7F"},
      {"caf\xC3\xA9 \xE2\x9C\x93 \xF0\x9F\x93\x9A", "caf\xC3\xA9 \xE2\x9C\x93 \xF0\x9F\x93\x9A"},
      {"\xC2\x9B"
       "31m",
       "\\u009B31m"},
      {"a\xE2\x80\xA8"
       "b",
       "a\\u2028b"},
      {"\x9B\xFF", "\\x9B\\xFF"},
      {"\xEF\xBF\xBD", "\xEF\xBF\xBD"},
      {"back\\slash", "back\\slash"},
  };
  for (const Case& c : cases) EXPECT_EQ(escape_controls(c.text), c.expected);
}

TEST(Log, WritesOneLineForEachEventAtItsLevel) {
  ::testing::internal::CaptureStderr();
  log_error("before the start: nowhere");
  start_log(LogLevel::Info);
  log_debug("too fine");
  log_info("fetch source=lwn\nforged=1");
  set_log_level(LogLevel::Error);
  log_warn("too fine now");
  log_error("last");
  set_log_level(LogLevel::Off);
  log_error("silence");
  const std::string output = ::testing::internal::GetCapturedStderr();
  const auto newline = output.find('\n');
  ASSERT_NE(newline, std::string::npos) << output;
  const std::string first = output.substr(0, newline);
  const std::string second = output.substr(newline + 1);
  EXPECT_TRUE(first.ends_with("Z info fetch source=lwn\\nforged=1")) << first;
  EXPECT_TRUE(second.ends_with("Z error last\n")) << second;
  EXPECT_EQ(second.find('\n'), second.size() - 1);
}

}  // namespace
}  // namespace commonplace::runtime
