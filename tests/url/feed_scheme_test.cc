#include "url/feed_scheme.h"

#include <gtest/gtest.h>

namespace commonplace::url {
namespace {

TEST(WithoutFeedScheme, IsTheAddressToAsk) {
  struct Case {
    std::string_view written, address;
  };
  const Case cases[] = {
      {"feed:http://a.example/f", "http://a.example/f"},
      {"Feed://a.example/f", "https://a.example/f"},
      {"feed://http://a.example/f", "http://a.example/f"},
      {"feed://a.example:8080/f", "https://a.example:8080/f"},
      {"feed:/f", "/f"},
      {"feed://", "https://"},
      {"http://a.example/feed:1", "http://a.example/feed:1"},
      {"feed.xml", "feed.xml"},
      {"", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(without_feed_scheme(c.written, "https"), c.address) << c.written;
}

}  // namespace
}  // namespace commonplace::url
