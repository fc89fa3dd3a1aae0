#include "app/outage.h"

#include <gtest/gtest.h>

#include "support/manual_clock.h"

namespace commonplace::app {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr Timestamp kNow = commonplace::testing::ManualClock::kStart;
const Error kCutOff{Errc::Offline, "the name server does not answer"};

TEST(Outage, ExcusesWhoCannotBeReachedUntilSomebodyCan) {
  Outage outage;
  EXPECT_FALSE(outage.is_on());
  EXPECT_TRUE(outage.excuses("a", kCutOff, kNow));
  EXPECT_TRUE(outage.excuses("b", kCutOff, kNow + minutes{1}));
  EXPECT_EQ(outage.in_words(),
            "cut off from the network since 2024-10-24T12:00:00Z (the name server does not "
            "answer); no source is to blame, and one is tried every 30 seconds");
  EXPECT_FALSE(outage.excuses("c", std::nullopt, kNow + minutes{2}));
  EXPECT_FALSE(outage.is_on());
  EXPECT_EQ(outage.in_words(), "");
}

TEST(Outage, EndsWithWhateverCameFromTheNetwork) {
  struct Case {
    Errc code;
    bool ends;
  };
  const Case cases[] = {{Errc::ConnectFailed, false},  {Errc::TlsFailed, true}, {Errc::HttpStatus, true},
                        {Errc::NameNotFound, true},    {Errc::TimedOut, false}, {Errc::Cancelled, false},
                        {Errc::AddressBlocked, false}, {Errc::BadUrl, false}};
  for (const Case& c : cases) {
    SCOPED_TRACE(name(c.code));
    Outage outage;
    outage.excuses("a", kCutOff, kNow);
    EXPECT_FALSE(outage.excuses("b", Error{c.code, ""}, kNow));
    EXPECT_EQ(outage.is_on(), !c.ends);
  }
}

// A name whose own name servers are broken looks like an outage; the others' answers tell them apart.
TEST(Outage, BlamesWhoAloneCannotBeReached) {
  Outage outage;
  for (int i = 0; i < Outage::kExcuses; ++i) {
    EXPECT_TRUE(outage.excuses("broken", kCutOff, kNow)) << "others may have had no need of the name server";
    EXPECT_FALSE(outage.excuses("other", std::nullopt, kNow));
  }
  EXPECT_FALSE(outage.excuses("broken", kCutOff, kNow)) << "this time it is its own fault";
  EXPECT_FALSE(outage.excuses("broken", kCutOff, kNow));
  EXPECT_FALSE(outage.is_on());
  EXPECT_FALSE(outage.excuses("broken", std::nullopt, kNow)) << "mended";
  EXPECT_TRUE(outage.excuses("broken", kCutOff, kNow));
}

// Where nobody else is polled over the network, nobody else can tell.
TEST(Outage, BlamesTheOnlyOneThatIsAskedWhereItCannotBeReached) {
  Outage outage;
  for (int i = 0; i < Outage::kExcuses; ++i) {
    EXPECT_TRUE(outage.excuses("only", kCutOff, kNow));
    EXPECT_TRUE(outage.is_on());
  }
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(outage.excuses("only", kCutOff, kNow));
    EXPECT_FALSE(outage.is_on());
  }
  EXPECT_TRUE(outage.excuses("another", kCutOff, kNow)) << "so it is the network after all";
  EXPECT_TRUE(outage.excuses("only", kCutOff, kNow));
  EXPECT_TRUE(outage.is_on());
  EXPECT_FALSE(outage.excuses("another", std::nullopt, kNow));
  EXPECT_FALSE(outage.is_on());
  EXPECT_TRUE(outage.excuses("only", kCutOff, kNow));
}

TEST(Outage, BlamesNoneOfSeveralThatCannotBeReached) {
  Outage outage;
  for (int i = 0; i < 3 * Outage::kExcuses; ++i) {
    EXPECT_TRUE(outage.excuses("a", kCutOff, kNow));
    if (i >= Outage::kExcuses - 1) {
      EXPECT_TRUE(outage.excuses("b", kCutOff, kNow));
    }
  }
}

TEST(Outage, WhoEndsItIsNoSuspect) {
  Outage outage;
  outage.excuses("a", kCutOff, kNow);
  outage.excuses("a", std::nullopt, kNow);
  EXPECT_TRUE(outage.excuses("a", kCutOff, kNow));
}

TEST(Outage, WaitsLongerEachTimeUpToHalfAMinute) {
  Outage outage;
  outage.excuses("a", kCutOff, kNow);
  for (const int wait : {5, 10, 20, 30, 30}) EXPECT_EQ(outage.next_wait(), seconds{wait});
  outage.excuses("a", std::nullopt, kNow);
  EXPECT_EQ(outage.next_wait(), seconds{5});
}

}  // namespace
}  // namespace commonplace::app
