#include "app/holds.h"

#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(HoldLeft, EndsInTimeWhateverTheClockSaid) {
  const Timestamp now = ManualClock().now();
  struct Case {
    const char* name;
    std::optional<Timestamp> until;
    std::optional<seconds> left;
  };
  const Case cases[] = {{"never asked", std::nullopt, std::nullopt},
                        {"over", now, std::nullopt},
                        {"in force", now + hours{2}, hours{2}},
                        {"from a clock ten years ahead", now + days{3650}, days{7}}};
  for (const Case& c : cases) {
    RefreshHistory history;
    history.held_until = c.until;
    EXPECT_EQ(hold_left(history, now), c.left) << c.name;
  }
}

class HostHolds : public ::testing::Test {
 protected:
  // Polled so long ago, it asked to be left alone for so long.
  void hold(const std::string& slug, seconds ago, seconds wait) {
    store::RefreshCommit commit;
    commit.source = newsroom_.row(slug).id;
    commit.now = newsroom_.clock.now() - ago;
    commit.next_poll = commit.now + wait;
    commit.history.state = SourceState::Failing;
    commit.history.failures = 1;
    commit.history.last_poll = commit.now;
    commit.history.held_until = commit.next_poll;
    ASSERT_TRUE(newsroom_.store.commit(commit));
  }

  Newsroom newsroom_;
};

TEST_F(HostHolds, AreThoseOfTheSourcesThatAreStillHeldTheEarliestFirst) {
  for (const char* slug : {"a", "b", "c", "well"}) newsroom_.add_source(slug);
  newsroom_.add_source("file").url = "file:///feeds/a.xml";
  newsroom_.apply();
  hold("a", minutes{5}, hours{3});
  hold("b", minutes{50}, hours{1});
  hold("c", hours{3}, hours{2});
  hold("file", minutes{5}, hours{3});
  newsroom_.poll("well");
  const Timestamp now = newsroom_.clock.now();
  const auto holds = host_holds(newsroom_.store, *newsroom_.live, now);
  ASSERT_TRUE(holds);
  ASSERT_EQ(holds->size(), 2u);
  EXPECT_EQ((*holds)[0].host, "b.example");
  EXPECT_EQ((*holds)[0].since, now - minutes{50});
  EXPECT_EQ((*holds)[0].wait, hours{1});
  EXPECT_EQ((*holds)[1].host, "a.example");
}

TEST_F(HostHolds, DoNotComeFromTheFuture) {
  newsroom_.add_source("a");
  newsroom_.apply();
  hold("a", -days{3650}, hours{2});
  const Timestamp now = newsroom_.clock.now();
  const auto holds = host_holds(newsroom_.store, *newsroom_.live, now);
  ASSERT_EQ(holds->size(), 1u);
  EXPECT_EQ((*holds)[0].since, now);
  EXPECT_EQ((*holds)[0].wait, hours{2});
}

}  // namespace
}  // namespace commonplace::app
