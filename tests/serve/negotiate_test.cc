#include "serve/negotiate.h"

#include <gtest/gtest.h>

namespace commonplace::serve {
namespace {

TEST(ChooseEncoding, WeighsWhatTheClientSays) {
  struct Case {
    std::string_view header;
    Encoding expected;
  };
  const Case cases[] = {
      {"", Encoding::Identity},
      {"gzip", Encoding::Gzip},
      {"GZip", Encoding::Gzip},
      {"x-gzip", Encoding::Gzip},
      {"gzip, deflate, br, zstd", Encoding::Brotli},
      {"deflate, br", Encoding::Brotli},
      {"BR", Encoding::Brotli},
      {"br;q=0.5, gzip", Encoding::Gzip},
      {"br, gzip;q=0.5", Encoding::Brotli},
      {"br;q=0.5, gzip;q=0.5", Encoding::Brotli},
      {"br;q=0, gzip", Encoding::Gzip},
      {"br;q=0", Encoding::Identity},
      {"br;q=0.5, identity", Encoding::Identity},
      {"brotli", Encoding::Identity},
      {"gzip;q=0", Encoding::Identity},
      {"gzip;q=0.0", Encoding::Identity},
      {"gzip; q=0.001", Encoding::Gzip},
      {"gzip;Q=1", Encoding::Gzip},
      {"*", Encoding::Gzip},
      {"*;q=0", Encoding::Identity},
      {"gzip;q=0, *", Encoding::Identity},
      {"*;q=0, gzip", Encoding::Gzip},
      {"identity", Encoding::Identity},
      {"identity, gzip;q=0.5", Encoding::Identity},
      {"identity;q=0.5, gzip", Encoding::Gzip},
      {"identity;q=0, gzip;q=0", Encoding::Identity},
      {"gzip;q=2", Encoding::Identity},
      {"gzip;q=0.12345", Encoding::Identity},
      {"gzip;q=", Encoding::Identity},
      {"gzipped", Encoding::Identity},
      {" , gzip ,", Encoding::Gzip},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.header);
    EXPECT_EQ(choose_encoding(c.header, {.gzip = true, .brotli = true}), c.expected);
  }
}

TEST(ChooseEncoding, ChoosesFromWhatThereIs) {
  struct Case {
    std::string_view header;
    Offer offer;
    Encoding expected;
  };
  const Case cases[] = {
      {"gzip, br", {.gzip = true}, Encoding::Gzip}, {"gzip, br", {.brotli = true}, Encoding::Brotli},
      {"gzip, br", {}, Encoding::Identity},         {"gzip", {.brotli = true}, Encoding::Identity},
      {"*", {.brotli = true}, Encoding::Identity},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.header);
    EXPECT_EQ(choose_encoding(c.header, c.offer), c.expected);
  }
}

}  // namespace
}  // namespace commonplace::serve
