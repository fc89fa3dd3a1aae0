#include "base/digest.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/base64.h"

namespace commonplace::base {
namespace {

TEST(Sha256, DigestsTheSamplesOfFips180) {
  EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(FastHash, DependsOnTextAndSeed) {
  EXPECT_EQ(fast_hash("a"), fast_hash("a"));
  EXPECT_NE(fast_hash("a"), fast_hash("b"));
  EXPECT_NE(fast_hash("a"), fast_hash("a", 1));
}

TEST(ToHex, WritesTwoDigitsAByte) {
  const std::uint8_t bytes[] = {0x00, 0x0F, 0xA0, 0xFF};
  EXPECT_EQ(to_hex(bytes), "000fa0ff");
  EXPECT_EQ(to_hex({}), "");
}

TEST(ToBase32, TakesTheHighestBitsFirst) {
  const std::uint8_t bytes[] = {0xFF, 0x00, 0xFF, 0x00, 0xFF};
  EXPECT_EQ(to_base32(bytes, 8), "zw0fy07z");
  EXPECT_EQ(to_base32(bytes, 3), "zw0");
  EXPECT_EQ(to_base32(bytes, 99).size(), 8u);
  EXPECT_EQ(to_base32({}, 4), "");
}

// RFC 4648 §10.
TEST(FromBase64, DecodesTheSamplesOfTheSpecification) {
  struct Case {
    const char* bytes;
    const char* text;
  };
  const Case cases[] = {{"", ""},
                        {"f", "Zg=="},
                        {"fo", "Zm8="},
                        {"foo", "Zm9v"},
                        {"foob", "Zm9vYg=="},
                        {"fooba", "Zm9vYmE="},
                        {"foobar", "Zm9vYmFy"}};
  for (const Case& c : cases) {
    EXPECT_EQ(from_base64(c.text), c.bytes);
  }
}

TEST(FromBase64, ForgivesSpacesAndMissingPadding) {
  EXPECT_EQ(from_base64(" Zm9v\n Yg "), "foob");
  EXPECT_EQ(from_base64("Zm9vYg"), "foob");
  EXPECT_EQ(from_base64("Zm9vYg==\n"), "foob");
}

TEST(FromBase64, ForgivesNothingElse) {
  for (const char* text : {"Zm9v!", "Zm9-", "Zm9_", "Zg==Zg==", "Zg=x", "\xFF"})
    EXPECT_EQ(from_base64(text), "") << text;
}

RC_GTEST_PROP(FromBase64, GivesWhatWasEncoded, (const std::string& bytes)) {
  RC_ASSERT(from_base64(testing::to_base64(bytes)) == bytes);
}

}  // namespace
}  // namespace commonplace::base
