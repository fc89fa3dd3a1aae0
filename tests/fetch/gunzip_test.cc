#include "fetch/gunzip.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "fetch/gzip.h"

namespace commonplace::fetch {
namespace {

using State = Gunzip::State;

struct Reading {
  State state = State::Reading;
  std::string content;
};

// Fed `step` bytes at a time.
Reading read(std::string_view bytes, std::size_t step) {
  Reading reading;
  Gunzip gunzip;
  const auto sink = [&](std::string_view decoded) {
    reading.content += decoded;
    return true;
  };
  for (; !bytes.empty(); bytes.remove_prefix(std::min(step, bytes.size()))) {
    reading.state = gunzip.feed(bytes.substr(0, step), sink);
  }
  return reading;
}

TEST(Gunzip, TellsWholeStreamsFromOthers) {
  const std::string text = std::string(500, 'a') + "the end";
  const std::string whole = testing::gzip(text);
  std::string wrong_checksum = whole;
  wrong_checksum[whole.size() - 6] ^= 1;
  struct Case {
    std::string_view name;
    std::string bytes;
    State state;
    std::string content;  // where it is complete
  };
  const Case cases[] = {
      {"whole", whole, State::Complete, text},
      {"of nothing", testing::gzip(""), State::Complete, ""},
      {"two members", whole + testing::gzip("more"), State::Complete, text + "more"},
      {"padded", whole + std::string(10, '\0'), State::Complete, text},
      {"cut in the trailer", whole.substr(0, whole.size() - 1), State::Reading, {}},
      {"second member cut", testing::gzip("one") + testing::gzip("two").substr(0, 12), State::Reading, {}},
      {"wrong checksum", wrong_checksum, State::Corrupt, {}},
      {"not gzip", "<rss/>", State::Corrupt, {}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Reading reading = read(c.bytes, c.bytes.size());
    EXPECT_EQ(reading.state, c.state);
    if (c.state == State::Complete) {
      EXPECT_TRUE(reading.content == c.content);
    }
  }
}

TEST(Gunzip, DoesNotMindHowTheStreamIsCutIntoPieces) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += std::to_string(i * 7919);
  const std::string bytes = testing::gzip(text);
  for (const std::size_t step : {1u, 2u, 3u, 1000u}) {
    const Reading reading = read(bytes, step);
    EXPECT_EQ(reading.state, State::Complete) << step;
    EXPECT_TRUE(reading.content == text) << step;
  }
}

TEST(Gunzip, StopsWhenTheSinkHasEnough) {
  Gunzip gunzip;
  std::size_t seen = 0;
  const auto sink = [&](std::string_view decoded) { return (seen += decoded.size()) < 100'000; };
  EXPECT_EQ(gunzip.feed(testing::gzip(std::string(10u << 20, 'a')), sink), State::Stopped);
  EXPECT_LT(seen, 200'000u);
}

}  // namespace
}  // namespace commonplace::fetch
