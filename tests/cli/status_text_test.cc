#include "cli/status_text.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace commonplace::cli {
namespace {

std::string text_of(std::string_view json, Style style = Style::Plain) {
  return status_text(boost::json::parse(json).as_object(), "127.0.0.1:8081", style);
}

TEST(StatusText, IsReadInTenSeconds) {
  EXPECT_EQ(text_of(R"({
    "service": "Library news", "version": "0.1.0", "now": "2024-10-24T12:00:00Z", "started": "2024-10-22T12:00:00Z",
    "ready": true, "verdict": "1 source needs attention, of 3.", "sources": 3, "states": {"ok": 2, "failing": 1},
    "topics": 1, "entries": 48, "next_poll": "2024-10-24T12:05:00Z",
    "broken": [{"source": "beta", "title": "Beta Library", "words": "It has failed for 2 days, 7 times in a row: no.",
                "next": "It is tried again in 3 hours.", "last_success": "2024-10-22T10:00:00Z"}],
    "moved": [{"source": "alpha", "words": "It has moved."}],
    "messages": ["x.toml:3:1: error: unknown key 'titel'"], "left_out": [], "kept": ["x.toml"]})"),
            "Library news: 1 source needs attention, of 3.\n"
            "\n"
            "beta  Beta Library\n"
            "  It has failed for 2 days, 7 times in a row: no.\n"
            "  It is tried again in 3 hours.\n"
            "  Last good answer: 2 days ago.\n"
            "\n"
            "alpha\n"
            "  It has moved.\n"
            "\n"
            "Configuration\n"
            "  x.toml:3:1: error: unknown key 'titel'\n"
            "  x.toml is bad; its last good content stays in force.\n"
            "\n"
            "3 sources (2 fine, 1 failing), 48 entries, 1 topic; next poll in 5 minutes\n"
            "commonplace 0.1.0, started 2 days ago; more at http://127.0.0.1:8081/status\n");
}

TEST(StatusText, IsShortWhenAllIsWell) {
  EXPECT_EQ(text_of(R"({"service": "S", "version": "1", "now": "2024-10-24T12:00:00Z", "ready": false,
                        "verdict": "The one source is fine.", "sources": 1, "entries": 1, "topics": 0,
                        "next_poll": "2024-10-24T11:00:00Z"})"),
            "S: The one source is fine.\n\n1 source, 1 entry, 0 topics; next poll now\n"
            "commonplace 1, not published yet; more at http://127.0.0.1:8081/status\n");
}

TEST(StatusText, FitsTheTerminal) {
  const boost::json::value status = boost::json::parse(R"({"verdict": "v", "broken": [{"source": "beta",
      "words": "It has failed for 2 days, 7 times in a row: the server failed.", "next": "It is tried again."}]})");
  const std::string text = status_text(status.as_object(), "127.0.0.1:8081", Style::Plain, 40);
  EXPECT_NE(
      text.find("\nbeta\n  It has failed for 2 days, 7 times in a\n  row: the server failed.\n  It is tried again.\n"),
      std::string::npos)
      << text;
}

TEST(StatusText, ColoursForAPersonAndNobodyElse) {
  constexpr std::string_view kCalm = R"({"verdict": "All fine."})";
  constexpr std::string_view kBroken = R"({"verdict": "Not so.", "broken": [{"source": "beta", "words": "x"}]})";
  EXPECT_EQ(text_of(kCalm).find('\x1b'), std::string::npos);
  EXPECT_NE(text_of(kCalm, Style::Colour).find("\x1b[32mAll fine.\x1b[0m"), std::string::npos);
  EXPECT_NE(text_of(kBroken, Style::Colour).find("\x1b[1;31mNot so.\x1b[0m"), std::string::npos);
  EXPECT_NE(text_of(R"({"verdict": "v", "left_out": ["x.toml"]})", Style::Colour).find("\x1b[1;31m"),
            std::string::npos);
}

// A feed's title is a stranger's.
TEST(StatusText, LetsNobodySteerTheTerminal) {
  const std::string text =
      text_of(R"({"service": "\u001b]0;owned\u0007", "broken": [{"source": "b", "title": "\u001b[2J", "words": "\n"}],
                  "messages": ["\u009b"], "kept": [7], "states": "none", "sources": "many"})");
  for (const char c : text) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= ' ') << text;
  EXPECT_NE(text.find("\\x1B[2J"), std::string::npos) << text;
}

}  // namespace
}  // namespace commonplace::cli
