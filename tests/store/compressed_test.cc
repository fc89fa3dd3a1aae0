#include "store/compressed.h"

#include <gtest/gtest.h>

#include <string>

namespace commonplace::store {
namespace {

TEST(Compressed, ComesBackAsItWas) {
  for (const std::string& text : {std::string(), std::string("a"), std::string("a\0b", 3), std::string(100'000, 'x')}) {
    for (const Effort effort : {Effort::Quick, Effort::Thorough}) {
      EXPECT_EQ(decompressed(compressed(text, effort)), text) << text.size();
    }
  }
  EXPECT_LT(compressed(std::string(100'000, 'x'), Effort::Quick).size(), 1000u);
}

TEST(Compressed, DamageIsNoticed) {
  const std::string bytes = compressed("An article about bees, and about bees, and about bees again", Effort::Quick);
  EXPECT_FALSE(decompressed(""));
  EXPECT_FALSE(decompressed("plain text"));
  EXPECT_FALSE(decompressed(bytes.substr(0, bytes.size() - 1)));
  EXPECT_FALSE(decompressed(bytes + "x"));
}

TEST(Compressed, AFrameThatClaimsTooMuchIsNotBelieved) {
  // A frame header with a content size of 2^40 (RFC 8878 §3.1.1.1).
  const std::string claims("\x28\xb5\x2f\xfd\xe0\x00\x00\x00\x00\x00\x01\x00\x00\x01\x00\x00", 16);
  EXPECT_FALSE(decompressed(claims));
}

}  // namespace
}  // namespace commonplace::store
