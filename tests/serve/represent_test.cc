#include "serve/snapshot.h"

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

Rendered page(std::string body, std::string type = "text/html; charset=utf-8") {
  return {std::move(type), std::move(body), Timestamp{std::chrono::seconds{1729771200}}};
}

const std::string kLong(3000, 'a');

TEST(Represent, CompressesWithoutLoss) {
  const auto made = represent(page(kLong + "end"), std::chrono::minutes{5});
  ASSERT_TRUE(made->gzip);
  EXPECT_EQ(gunzip(*made->gzip), kLong + "end");
  EXPECT_EQ(*made->identity, kLong + "end");
  EXPECT_EQ(made->cache_control, "public, max-age=300");
}

// Neither a time nor the machine may show in the bytes, or every restart would invalidate what clients hold.
TEST(Represent, MakesTheSameBytesEverywhere) {
  const auto one = represent(page(kLong), std::chrono::minutes{5});
  const auto two = represent(page(kLong), std::chrono::minutes{5});
  EXPECT_EQ(*one->gzip, *two->gzip);
  EXPECT_EQ(one->gzip->substr(0, 10), std::string("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10));
  EXPECT_EQ(one->etag, two->etag);
}

TEST(Represent, GivesEachEncodingItsOwnStrongTag) {
  const auto made = represent(page(kLong), std::chrono::minutes{5});
  EXPECT_NE(made->etag, made->gzip_etag);
  for (const std::string& tag : {made->etag, made->gzip_etag}) {
    EXPECT_EQ(tag.size(), 34U);
    EXPECT_EQ(tag.front(), '"');
    EXPECT_EQ(tag.back(), '"');
  }
  EXPECT_NE(made->etag, represent(page(kLong + "b"), std::chrono::minutes{5})->etag);
}

TEST(Represent, LeavesAloneWhatDoesNotShrink) {
  EXPECT_FALSE(represent(page("short"), {})->gzip);
  EXPECT_FALSE(represent(page(kLong, "image/png"), {})->gzip);
  EXPECT_TRUE(represent(page(kLong, "image/svg+xml"), {})->gzip);
}

TEST(Represent, OpensFeedsToScriptsOfOtherSites) {
  EXPECT_TRUE(represent(page(kLong, "application/atom+xml; charset=utf-8"), {})->cors);
  EXPECT_FALSE(represent(page(kLong), {})->cors);
}

}  // namespace
}  // namespace commonplace::serve
