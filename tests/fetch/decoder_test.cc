// Compressed streams in pieces: whole, cut and corrupt.

#include "fetch/decoder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fetch/compress.h"
#include "fetch/content_coding.h"
#include "fetch/inflate.h"
#include "fetch/unbrotli.h"
#include "fetch/unzstd.h"

namespace commonplace::fetch {
namespace {

using State = Decoder::State;
using testing::brotli;
using testing::gzip;
using testing::zstd;

std::string zlib(const std::string& text) { return testing::deflated(text, 15); }
std::string bare_deflate(const std::string& text) { return testing::deflated(text, -15); }

struct Format {
  std::string_view name;
  std::string (*encode)(const std::string&);
  std::unique_ptr<Decoder> (*make)();
};

const Format kFormats[] = {
    {"gzip", gzip, []() -> std::unique_ptr<Decoder> { return std::make_unique<Inflate>(Inflate::Format::Gzip); }},
    {"zlib", zlib, []() -> std::unique_ptr<Decoder> { return std::make_unique<Inflate>(Inflate::Format::Deflate); }},
    {"deflate", bare_deflate,
     []() -> std::unique_ptr<Decoder> { return std::make_unique<Inflate>(Inflate::Format::Deflate); }},
    {"brotli", brotli, []() -> std::unique_ptr<Decoder> { return std::make_unique<Unbrotli>(); }},
    {"zstd", zstd, []() -> std::unique_ptr<Decoder> { return std::make_unique<Unzstd>(); }},
};

struct Reading {
  State state = State::Reading;
  std::string content;
};

// Fed `step` bytes at a time.
Reading read(Decoder& decoder, std::string_view bytes, std::size_t step) {
  Reading reading;
  const auto sink = [&](std::string_view decoded) {
    reading.content += decoded;
    return true;
  };
  for (; !bytes.empty(); bytes.remove_prefix(std::min(step, bytes.size()))) {
    reading.state = decoder.feed(bytes.substr(0, step), sink);
  }
  return reading;
}

TEST(Decoders, TellWholeStreamsFromOthers) {
  const std::string text = std::string(500, 'a') + "the end";
  for (const Format& format : kFormats) {
    const std::string whole = format.encode(text);
    struct Case {
      std::string_view name;
      std::string bytes;
      State state;
      std::string content;  // where it is complete
    };
    const Case cases[] = {
        {"whole", whole, State::Complete, text},
        {"of nothing", format.encode(""), State::Complete, ""},
        {"padded", whole + std::string(10, '\0'), State::Complete, text},
        {"with a line after it", whole + "\r\n", State::Complete, text},
        {"cut at its end", whole.substr(0, whole.size() - 1), State::Reading, {}},
        {"cut in half", whole.substr(0, whole.size() / 2), State::Reading, {}},
    };
    for (const Case& c : cases) {
      SCOPED_TRACE(std::string(format.name) + ", " + std::string(c.name));
      const auto decoder = format.make();
      const Reading reading = read(*decoder, c.bytes, c.bytes.size());
      EXPECT_EQ(reading.state, c.state);
      EXPECT_EQ(decoder->state(), c.state);
      if (c.state == State::Complete) {
        EXPECT_TRUE(reading.content == c.content);
      }
    }
  }
}

TEST(Decoders, JoinStreamsWhereTheFormatDoes) {
  struct Case {
    std::string_view name;
    const Format& format;
    std::string bytes;
    State state;
    std::string_view content;
  };
  const Format& gzips = kFormats[0];
  const Format& zstds = kFormats[4];
  const Case cases[] = {
      {"gzip", gzips, gzip("one") + gzip("two"), State::Complete, "onetwo"},
      {"gzip, the second cut", gzips, gzip("one") + gzip("two").substr(0, 12), State::Reading, "one"},
      {"zstd", zstds, zstd("one") + zstd("two"), State::Complete, "onetwo"},
      {"zstd, the second cut", zstds, zstd("one") + zstd("two").substr(0, 8), State::Reading, "one"},
  };
  for (const Case& c : cases) {
    for (const std::size_t step : {std::size_t{1}, c.bytes.size()}) {
      SCOPED_TRACE(std::string(c.name) + " by " + std::to_string(step));
      const Reading reading = read(*c.format.make(), c.bytes, step);
      EXPECT_EQ(reading.state, c.state);
      EXPECT_TRUE(reading.content.starts_with(c.content)) << reading.content;
    }
  }
}

TEST(Decoders, NoticeWhatIsCorrupt) {
  std::string wrong_checksum = gzip("text");
  wrong_checksum[wrong_checksum.size() - 6] ^= 1;
  EXPECT_EQ(read(*kFormats[0].make(), wrong_checksum, 100).state, State::Corrupt);
  for (const Format& format : kFormats) {
    if (format.name == "deflate" || format.name == "zlib") continue;  // nearly anything may be bare deflate
    EXPECT_EQ(read(*format.make(), "<rss/>", 100).state, State::Corrupt) << format.name;
  }
}

TEST(Decoders, DoNotMindHowTheStreamIsCutIntoPieces) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += std::to_string(i * 7919);
  for (const Format& format : kFormats) {
    const std::string bytes = format.encode(text);
    for (const std::size_t step : {1u, 2u, 3u, 1000u}) {
      const Reading reading = read(*format.make(), bytes, step);
      EXPECT_EQ(reading.state, State::Complete) << format.name << " " << step;
      EXPECT_TRUE(reading.content == text) << format.name << " " << step;
    }
  }
}

TEST(Decoders, StopWhenTheSinkHasEnough) {
  for (const Format& format : kFormats) {
    std::size_t seen = 0;
    const auto sink = [&](std::string_view decoded) { return (seen += decoded.size()) < 100'000; };
    EXPECT_EQ(format.make()->feed(format.encode(std::string(10u << 20, 'a')), sink), State::Stopped) << format.name;
    EXPECT_LT(seen, 200'000u) << format.name;
  }
}

// No document may be taken for brotli, which has no mark of its own.
TEST(Decoders, BrotliBeginsLikeNoDocument) {
  for (const std::string_view text : {"<rss/>", "{\"a\":1}", "\xEF\xBB\xBF<rss/>"}) {
    EXPECT_FALSE(begins_like_brotli(text)) << text;
    EXPECT_EQ(read(*kFormats[3].make(), std::string(text) + std::string(100, 'x'), 200).state, State::Corrupt) << text;
  }
}

struct Body {
  std::string content;
  bool is_whole = false;
  std::string fault;
};

Body decoded(const std::vector<std::string_view>& fields, std::string_view bytes) {
  BodyDecoder decoder(fields, 1u << 20);
  Body body;
  const auto sink = [&](std::string_view piece) {
    body.content += piece;
    return true;
  };
  while (!bytes.empty() && decoder.feed(bytes.substr(0, 1000), sink))
    bytes.remove_prefix(std::min<std::size_t>(1000, bytes.size()));
  body.is_whole = decoder.is_whole();
  if (decoder.fault()) body.fault = decoder.fault()->detail;
  return body;
}

TEST(BodyDecoder, UndoesWhatTheFieldsSay) {
  struct Case {
    std::string_view name;
    std::vector<std::string_view> fields;
    std::string bytes;
    std::string_view content;
  };
  const std::string text = "<rss/>";
  const Case cases[] = {
      {"nothing", {}, text, text},
      {"identity", {"identity"}, text, text},
      {"an empty field", {""}, text, text},
      {"no body", {"gzip"}, "", ""},
      {"gzip", {"GZIP"}, gzip(text), text},
      {"x-gzip", {" x-gzip "}, gzip(text), text},
      {"br", {"br"}, brotli(text), text},
      {"zstd", {"zstd"}, zstd(text), text},
      {"deflate", {"deflate"}, zlib(text), text},
      {"deflate without zlib", {"deflate"}, bare_deflate(text), text},
      {"twice", {"gzip, gzip"}, gzip(gzip(text)), text},
      {"twice as it says, once in truth", {"gzip", "gzip"}, gzip(text), text},
      {"one after the other", {"gzip", "br"}, brotli(gzip(text)), text},
      {"nothing, compressed twice", {"gzip, br"}, brotli(gzip("")), ""},
      {"plain, labelled gzip", {"gzip"}, text, text},
      {"plain, labelled br", {"br"}, text, text},
      {"plain, labelled zstd", {"zstd"}, text, text},
      {"JSON, labelled br", {"br"}, "{}", "{}"},
      {"a charset", {"UTF-8"}, text, text},
      {"a charset, with a mark", {"UTF-8"}, "\xEF\xBB\xBF<rss/>", "\xEF\xBB\xBF<rss/>"},
      {"a media type", {"application/xml"}, "\r\n<rss/>", "\r\n<rss/>"},
      {"a charset, and gzip", {"gzip, utf-8"}, gzip(text), text},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Body body = decoded(c.fields, c.bytes);
    EXPECT_EQ(body.fault, "");
    EXPECT_TRUE(body.is_whole);
    EXPECT_EQ(body.content, c.content);
  }
}

TEST(BodyDecoder, NoticesAnEndThatCameTooEarly) {
  const std::string text = "<rss>" + std::string(300, 'x') + "</rss>";
  struct Case {
    std::string_view field;
    std::string whole;
  };
  const Case cases[] = {{"gzip", gzip(text)},
                        {"br", brotli(text)},
                        {"zstd", zstd(text)},
                        {"deflate", zlib(text)},
                        {"gzip, gzip", gzip(gzip(text))},
                        {"br, gzip", gzip(brotli(text).substr(0, 12))}};
  for (const Case& c : cases) {
    const bool is_cut_inside = c.field == "br, gzip";
    const Body body = decoded({c.field}, c.whole.substr(0, c.whole.size() - (is_cut_inside ? 0 : 3)));
    EXPECT_EQ(body.fault, "") << c.field;
    EXPECT_FALSE(body.is_whole) << c.field;
  }
}

TEST(BodyDecoder, SaysWhatIsWrong) {
  struct Case {
    std::vector<std::string_view> fields;
    std::string bytes;
    std::string_view fault;
  };
  const Case cases[] = {
      {{"gzip"}, "\x1f\x8bt gzip!", "the body is not gzip as it says"},
      {{"br"}, "\xff\xfft br!", "the body is not br as it says"},
      {{"zstd"}, "(t zstd!", "the body is not zstd as it says"},
      {{"dcb"}, "\x01\x02", "the body is encoded as \"dcb\", which we cannot read"},
      {{"gzip", "dcb"}, gzip("\x01"), "the body is encoded as \"dcb\", which we cannot read"},
      {{"gzip, gzip, gzip", "gzip, br"}, "x", "the body is compressed 5 times over"},
      {{"gzip, gzip"},
       gzip(gzip("<rss/>") + std::string(2u << 20, '\0')),
       "the body grows too much when decompressed (limit body_bytes=1048576)"},
  };
  for (const Case& c : cases) EXPECT_EQ(decoded(c.fields, c.bytes).fault, c.fault);
}

}  // namespace
}  // namespace commonplace::fetch
