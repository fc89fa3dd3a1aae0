#include "serve/compress.h"

#include <brotli/decode.h>
#include <gtest/gtest.h>
#include <zlib.h>

namespace commonplace::serve {
namespace {

std::string gunzip(const std::string& bytes) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string in = bytes;
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  EXPECT_EQ(stream.avail_in, 0U);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

std::string unbrotli(const std::string& bytes) {
  std::string out(1 << 20, '\0');
  std::size_t size = out.size();
  EXPECT_EQ(BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                    reinterpret_cast<std::uint8_t*>(out.data())),
            BROTLI_DECODER_RESULT_SUCCESS);
  out.resize(size);
  return out;
}

std::string numbers(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += std::to_string(i * i) + (i % 7 ? " " : "\n");
  return text;
}

TEST(Compress, LosesNothing) {
  for (const std::string& text : {std::string(), std::string("a"), std::string(100'000, 'a'), numbers(20'000),
                                  std::string("\0\xff\x80", 3), std::string("Iḷisaġvik")}) {
    SCOPED_TRACE(text.size());
    EXPECT_EQ(gunzip(gzip(text)), text);
    EXPECT_EQ(unbrotli(brotli(text)), text);
  }
}

TEST(Compress, MakesTheSameBytesAgain) {
  const std::string text = numbers(5000);
  EXPECT_EQ(gzip(text), gzip(text));
  EXPECT_EQ(brotli(text), brotli(text));
  EXPECT_LT(brotli(text).size(), gzip(text).size());
  EXPECT_LT(gzip(text).size(), text.size());
}

// No time, no name of a file, no operating system.
TEST(Compress, TellsNothingOfTheMachine) {
  EXPECT_EQ(gzip("text").substr(0, 10), std::string("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10));
}

}  // namespace
}  // namespace commonplace::serve
