#include "app/delivery.h"

#include <gtest/gtest.h>

#include "support/fake_fetcher.h"

namespace commonplace::app {
namespace {

TEST(Delivery, PausesLongerAfterEachFailure) {
  const struct {
    int failures, seconds;
  } cases[] = {{1, 10}, {2, 20}, {3, 40}, {9, 2560}, {10, 3600}, {17, 3600}, {1000000, 3600}};
  for (const auto& c : cases) EXPECT_EQ(pause_after(c.failures), std::chrono::seconds{c.seconds}) << c.failures;
}

TEST(Delivery, IsAPostThatIsNotWaitedForLong) {
  const fetch::FetchRequest request =
      delivery(parse_url("https://hub.example/").value(), {{"X-Key", "1"}}, "text/plain", "words");
  EXPECT_EQ(request.url.href(), "https://hub.example/");
  EXPECT_EQ(request.body, "words");
  EXPECT_EQ(request.headers, (std::map<std::string, std::string>{{"Content-Type", "text/plain"}, {"X-Key", "1"}}));
  EXPECT_EQ(request.limits.total, std::chrono::seconds{10});
  EXPECT_EQ(request.limits.body_bytes, std::size_t{65536});
}

TEST(Delivery, AnOperatorMayNameAnotherType) {
  const fetch::FetchRequest request = delivery(parse_url("https://hub.example/").value(),
                                               {{"Content-Type", "application/vnd.x+json"}}, "application/json", "{}");
  EXPECT_EQ(request.headers.at("Content-Type"), "application/vnd.x+json");
}

TEST(Delivery, AnyGoodAnswerWillDo) {
  for (const int status : {200, 202, 204, 299})
    EXPECT_TRUE(is_delivered(commonplace::testing::make_response(status, ""))) << status;
  for (const int status : {0, 199, 300, 302, 400, 503})
    EXPECT_FALSE(is_delivered(commonplace::testing::make_response(status, ""))) << status;
}

}  // namespace
}  // namespace commonplace::app
