#include "date/rfc822.h"

#include <gtest/gtest.h>

#include "commonplace/time.h"
#include "date/loose.h"

namespace commonplace::date {
namespace {

TEST(ReadRfc822, ReadsTheSpecifiedForm) {
  struct Case {
    std::string_view text;
    std::string_view rfc3339;
  };
  constexpr Case kCases[] = {
      {"Thu, 04 Jun 2026 06:19:00 +0000", "2026-06-04T06:19:00Z"},
      {"Thu, 4 Jun 2026 06:19:00 GMT", "2026-06-04T06:19:00Z"},
      {"Thu, 04 Jun 2026 06:19 -0730", "2026-06-04T13:49:00Z"},
      {"Sat, 29 Feb 2020 23:59:59 +0100", "2020-02-29T22:59:59Z"},
  };
  for (const auto& [text, rfc3339] : kCases) {
    SCOPED_TRACE(text);
    ASSERT_TRUE(read_rfc822(text));
    const auto reading = parse_date(text);
    ASSERT_TRUE(reading);
    EXPECT_EQ(to_rfc3339(reading->instant), rfc3339);
    EXPECT_FALSE(reading->repaired);
  }
}

TEST(ReadRfc822, LeavesEverythingElseToOthers) {
  for (const std::string_view text :
       {"", "Thu", "Thu, 04 Jun 26 06:19:00 GMT", "Wed, 04 Jun 2026 06:19:00 GMT", "Thu, 31 Jun 2026 06:19:00 GMT",
        "Thu, 04 Jun 2026 6:19:00 GMT", "Thu, 04 Jun 2026 06:19:00.5 GMT", "Thu, 04 Jun 2026 06:19:00 EST",
        "Thu, 04 Jun 2026 06:19:00 GMT+1", "Thu, 04 June 2026 06:19:00 GMT", "thu, 04 jun 2026 06:19:00 gmt",
        "hu,S04 Jun 2026 06:19:00 GMT", "Thu, 04 Jun 2026 06:19:00", "Thu, 04 Jun 2026 06:19:00 +00000",
        "Thu,  04 Jun 2026 06:19:00 GMT", "Thu, 04 Jun 2026 25:19:00 GMT"}) {
    EXPECT_FALSE(read_rfc822(text)) << text;
  }
}

}  // namespace
}  // namespace commonplace::date
