#include "app/refresher.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <stdexcept>
#include <utility>

#include "held_fetcher.h"
#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// Hosts that are busy, and who was there.
class FakeTurns final : public fetch::Turns {
 public:
  std::optional<seconds> admit(std::string_view host, fetch::HostLimits::Visit visit) override {
    if (host.empty()) return std::nullopt;
    visits.emplace_back(host, visit);
    const auto busy = busy_for.find(std::string(host));
    if (busy != busy_for.end()) return busy->second;
    ++inside;
    return std::nullopt;
  }
  void leave(std::string_view host) override { inside -= !host.empty(); }
  std::size_t room() const override { return most_inside - static_cast<std::size_t>(inside); }
  std::optional<seconds> held(std::string_view host) const override {
    const auto hold = holds.find(std::string(host));
    if (hold == holds.end()) return std::nullopt;
    return hold->second;
  }
  void lift_hold(std::string_view host) override { holds.erase(std::string(host)); }
  std::optional<Elsewhere> turned_back(std::string_view host) override {
    auto node = elsewhere.extract(std::string(host));
    if (node.empty()) return std::nullopt;
    return node.mapped();
  }

  std::map<std::string, seconds> busy_for;
  std::map<std::string, seconds> holds;
  std::map<std::string, Elsewhere> elsewhere;
  std::size_t most_inside = std::numeric_limits<std::size_t>::max();
  std::vector<std::pair<std::string, fetch::HostLimits::Visit>> visits;
  int inside = 0;
};

class RefresherTest : public ::testing::Test, public Refresher::Delegate {
 protected:
  ~RefresherTest() override {
    refresher_.stop();
    held_.release_all();
    settle();
  }

  void configure(std::initializer_list<const char*> slugs, int parallel = 64) {
    newsroom_.config.service.parallel = parallel;
    for (const char* slug : slugs) newsroom_.add_source(slug);
    newsroom_.apply();
  }

  // Until nothing moves but what waits for a timer or a held answer.
  void settle() {
    for (int round = 0; round < 20; ++round) {
      newsroom_.net.restart();
      newsroom_.net.poll();
      for (boost::asio::thread_pool* pool : {&newsroom_.workers, &newsroom_.writer}) {
        auto nothing = [] { return true; };
        newsroom_.run(runtime::run_on(*pool, nothing));
      }
    }
  }

  // Runs the net thread until it holds; the deadline is only there for the day when it never does.
  bool run_until(const std::function<bool()>& holds) {
    const auto deadline = std::chrono::steady_clock::now() + seconds{20};
    newsroom_.net.restart();
    while (!holds() && std::chrono::steady_clock::now() < deadline) newsroom_.net.run_one_for(seconds{1});
    return holds();
  }

  std::size_t polls_of(const std::string& slug) const {
    return static_cast<std::size_t>(std::ranges::count(reports_, slug, &PollReport::source));
  }

  std::map<std::string, PollStatus> poll_now(std::vector<std::string> slugs) {
    std::map<std::string, PollStatus> outcome;
    for (const PollReport& report : newsroom_.run(refresher_.poll_now(std::move(slugs))))
      EXPECT_TRUE(outcome.emplace(report.source, report.status).second) << report.source << " was reported twice";
    return outcome;
  }

  Newsroom newsroom_;
  HeldFetcher held_{rss({"One"})};
  Pipeline pipeline_{{held_, held_, newsroom_.store, newsroom_.workers, newsroom_.writer, newsroom_.clock,
                      [this] { return newsroom_.live; }}};
  FakeTurns turns_;
  Refresher refresher_{{newsroom_.net, pipeline_, newsroom_.store, newsroom_.writer, newsroom_.clock, turns_, *this}};
  std::vector<PollReport> reports_;
  std::function<void()> before_live_ = [] {};
  std::function<void()> after_poll_ = [] {};

 private:
  std::shared_ptr<const Live> live() override {
    before_live_();
    return newsroom_.live;
  }
  void polled(const PollReport& report) override {
    reports_.push_back(report);
    after_poll_();
  }
};

TEST_F(RefresherTest, PollsWhatIsDueAndThenRests) {
  configure({"a", "b", "c"});
  refresher_.start();
  settle();
  EXPECT_EQ(held_.waiting(), 3u);
  EXPECT_EQ(refresher_.in_flight(), 3u);
  held_.release_all();
  ASSERT_TRUE(run_until([&] { return reports_.size() == 3; }));
  settle();
  EXPECT_EQ(refresher_.in_flight(), 0u);
  EXPECT_EQ(held_.requested().size(), 3u);
  EXPECT_EQ(polls_of("a") + polls_of("b") + polls_of("c"), 3u);
  for (const PollReport& report : reports_) EXPECT_EQ(report.status, PollStatus::Ok);
}

TEST_F(RefresherTest, GoesOnAfterWhateverIsThrown) {
  configure({"a"});
  before_live_ = [this] {
    before_live_ = [] {};
    throw std::bad_alloc();
  };
  refresher_.start();
  EXPECT_TRUE(run_until([&] { return held_.waiting() == 1; }));
}

TEST_F(RefresherTest, PollsAgainWhenTheTimeHasCome) {
  configure({"a"});
  refresher_.start();
  settle();
  held_.release_all();
  ASSERT_TRUE(run_until([&] { return reports_.size() == 1; }));

  newsroom_.clock.advance(minutes{30});
  refresher_.wake();
  settle();
  EXPECT_EQ(held_.waiting(), 0u);

  // In small steps: after a long one it would take itself for having slept, and spread what is overdue.
  for (int step = 0; step < 120 && held_.waiting() == 0; ++step) {
    newsroom_.clock.advance(minutes{4});
    refresher_.wake();
    settle();
  }
  EXPECT_EQ(held_.waiting(), 1u);
  held_.release_all();
  ASSERT_TRUE(run_until([&] { return reports_.size() == 2; }));
}

// One transfer at a time, and so many polls that wait for their host's turn.
constexpr std::size_t kMost = Refresher::kWaitingPerTransfer;
constexpr std::initializer_list<const char*> kMany = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"};
static_assert(kMany.size() > kMost);

TEST_F(RefresherTest, ClaimsNoMoreThanParallelAllows) {
  configure(kMany, 1);
  refresher_.start();
  for (std::size_t done = 0; done < kMany.size(); ++done) {
    settle();
    EXPECT_EQ(held_.waiting(), std::min(kMost, kMany.size() - done)) << "after " << done;
    held_.release_one();
    ASSERT_TRUE(run_until([&] { return reports_.size() == done + 1; })) << "after " << done;
  }
  EXPECT_EQ(held_.most_at_once(), kMost);
}

TEST_F(RefresherTest, ClaimsNoMoreThanParallelAllowsHoweverOftenItIsWoken) {
  configure(kMany, 1);
  refresher_.start();
  // Woken while it claims, so that it claims again before what it claimed has begun.
  for (int i = 0; i < 50; ++i) {
    boost::asio::post(newsroom_.net, [this] { refresher_.wake(); });
    newsroom_.net.restart();
    newsroom_.net.poll();
  }
  settle();
  EXPECT_EQ(held_.most_at_once(), kMost);
  EXPECT_EQ(held_.waiting(), kMost);
}

TEST_F(RefresherTest, ClaimsNoMoreThanTheNetworkHasRoomFor) {
  turns_.most_inside = 3;
  configure(kMany, 1);
  refresher_.start();
  for (std::size_t done = 0; done < kMany.size(); ++done) {
    settle();
    EXPECT_EQ(held_.waiting(), std::min<std::size_t>(3, kMany.size() - done)) << "after " << done;
    held_.release_one();
    ASSERT_TRUE(run_until([&] { return reports_.size() == done + 1; })) << "after " << done;
  }
}

TEST_F(RefresherTest, FilesNeedNoRoomInTheNetwork) {
  turns_.most_inside = 1;
  configure({"a", "b"}, 1);
  refresher_.start();
  settle();
  ASSERT_EQ(held_.waiting(), 1u);
  newsroom_.add_source("file").url = "file:///feeds/file.xml";
  newsroom_.apply();
  refresher_.wake();
  settle();
  EXPECT_EQ(held_.waiting(), 2u) << "b must wait, the file need not";
  held_.release_all();
  EXPECT_TRUE(run_until([&] { return polls_of("file") == 1 && polls_of("a") == 1; }));
}

TEST_F(RefresherTest, LooksAgainWhereRoomIsMadeByNoPollThatEnds) {
  turns_.most_inside = 3;
  configure(kMany, 1);
  refresher_.start();
  settle();
  ASSERT_EQ(held_.waiting(), 3u);
  turns_.most_inside = 5;  // transfers that have become slow let others pass
  EXPECT_TRUE(run_until([&] { return held_.waiting() == 5; }));
}

TEST_F(RefresherTest, APollThatOutlastsItsLeaseIsNotBegunAgain) {
  configure({"a"});
  refresher_.start();
  settle();
  newsroom_.clock.advance(minutes{10});
  refresher_.wake();
  settle();
  EXPECT_EQ(held_.requested().size(), 1u);
  held_.release_all();
  ASSERT_TRUE(run_until([&] { return reports_.size() == 1; }));
  EXPECT_EQ(reports_[0].status, PollStatus::Ok);
}

TEST_F(RefresherTest, ANewSourceIsPolledOnceItIsWoken) {
  configure({"a"});
  refresher_.start();
  settle();
  newsroom_.add_source("b");
  newsroom_.apply();
  refresher_.wake();
  settle();
  EXPECT_EQ(held_.requested(), (std::vector<std::string>{"a.example", "b.example"}));
}

TEST_F(RefresherTest, DisabledSourcesAreNotPolled) {
  newsroom_.add_source("a").enabled = false;
  configure({"b"});
  refresher_.start();
  settle();
  EXPECT_EQ(held_.requested(), std::vector<std::string>{"b.example"});
}

TEST_F(RefresherTest, AFailedPollIsReportedToo) {
  configure({"a"});
  Refresher refresher(
      {newsroom_.net, newsroom_.pipeline, newsroom_.store, newsroom_.writer, newsroom_.clock, turns_, *this});
  const auto reports = newsroom_.run(refresher.poll_now({"a"}));
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].status, PollStatus::Error);
  EXPECT_EQ(reports_.size(), 1u);
}

TEST_F(RefresherTest, APollThatBreaksOffIsOneReportAndFreesItsSource) {
  configure({"a"});
  const auto broken = [](const fetch::FetchRequest&) -> Result<fetch::FetchResponse> {
    throw std::runtime_error("out of luck");
  };
  newsroom_.network.script(address("a"), broken);
  newsroom_.network.answer(address("a"), make_response(200, rss({"One"})));
  Refresher refresher(
      {newsroom_.net, newsroom_.pipeline, newsroom_.store, newsroom_.writer, newsroom_.clock, turns_, *this});
  const auto reports = newsroom_.run(refresher.poll_now({"a"}));
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].source, "a");
  EXPECT_EQ(reports[0].status, PollStatus::Error);
  EXPECT_EQ(reports[0].message, "the poll broke off: out of luck");
  EXPECT_EQ(refresher.in_flight(), 0u);
  EXPECT_EQ(newsroom_.run(refresher.poll_now({"a"})).at(0).status, PollStatus::Ok);
}

TEST_F(RefresherTest, WhatBreaksBeforeAPollFreesItsSource) {
  configure({"a"});
  bool broken = false;
  before_live_ = [&] {
    if (turns_.inside == 0 || std::exchange(broken, true)) return;
    throw std::runtime_error("out of luck");
  };
  refresher_.start();
  settle();
  EXPECT_TRUE(broken);
  EXPECT_EQ(refresher_.in_flight(), 0u);
  EXPECT_EQ(turns_.inside, 0);
}

TEST_F(RefresherTest, WhatBreaksAfterAPollFreesItsSource) {
  configure({"a"});
  after_poll_ = [] { throw std::runtime_error("out of luck"); };
  refresher_.start();
  settle();
  held_.release_all();
  ASSERT_TRUE(run_until([&] { return reports_.size() == 1; }));
  settle();
  EXPECT_EQ(refresher_.in_flight(), 0u);
  EXPECT_EQ(turns_.inside, 0);
}

TEST_F(RefresherTest, ASourceOfABusyHostComesBackAsToldAndHoldsUpNobody) {
  configure({"a", "b"});
  turns_.busy_for["a.example"] = minutes{2};
  refresher_.start();
  settle();
  EXPECT_EQ(held_.requested(), std::vector<std::string>{"b.example"});
  EXPECT_EQ(newsroom_.row("a").next_poll, newsroom_.clock.now() + minutes{2});
  EXPECT_EQ(newsroom_.row("a").next_poll_reason, "waits for its turn: a.example is busy, or asked us to stay away");
  EXPECT_EQ(turns_.inside, 1);

  turns_.busy_for.clear();
  newsroom_.clock.advance(minutes{2});
  refresher_.wake();
  settle();
  EXPECT_EQ(held_.requested(), (std::vector<std::string>{"b.example", "a.example"}));
  EXPECT_EQ(turns_.visits.front().second, fetch::HostLimits::Visit::First);
  EXPECT_EQ(turns_.visits.back().second, fetch::HostLimits::Visit::AsTold);
  held_.release_all();
  ASSERT_TRUE(run_until([&] { return reports_.size() == 2 && turns_.inside == 0; }));
}

TEST_F(RefresherTest, TriesOneSourceAtATimeWhileWeAreCutOff) {
  configure({"a", "b", "c"});
  for (const char* slug : {"a", "b", "c"}) {
    newsroom_.network.answer(address(slug), fail(Errc::Offline, "no network"));
  }
  Refresher refresher(
      {newsroom_.net, newsroom_.pipeline, newsroom_.store, newsroom_.writer, newsroom_.clock, turns_, *this});
  refresher.start();
  ASSERT_TRUE(run_until([&] { return reports_.size() == 3; }));
  settle();
  EXPECT_EQ(newsroom_.network.requests().size(), 3u) << "those under way, and then none at once";
  for (const char* slug : {"a", "b", "c"}) {
    EXPECT_EQ(newsroom_.row(slug).history.failures, 0) << slug;
    EXPECT_EQ(newsroom_.row(slug).next_poll, newsroom_.clock.now()) << "not after a back-off";
    EXPECT_EQ(newsroom_.row(slug).next_poll_reason, "it could not be reached: this machine was cut off");
  }
  refresher.stop();
  settle();
}

TEST_F(RefresherTest, FilesDoNotWaitForAnOutage) {
  newsroom_.add_source("file").url = "file:///feeds/file.xml";
  configure({"a", "b"});
  for (const char* slug : {"a", "b"}) newsroom_.network.answer(address(slug), fail(Errc::Offline, "no network"));
  newsroom_.files.answer("file:///feeds/file.xml", make_response(200, rss({"One"})));
  Refresher refresher(
      {newsroom_.net, newsroom_.pipeline, newsroom_.store, newsroom_.writer, newsroom_.clock, turns_, *this});
  refresher.start();
  ASSERT_TRUE(run_until([&] { return reports_.size() == 3; }));
  for (std::size_t polls = 1; polls < 4; ++polls) {
    EXPECT_EQ(polls_of("file"), polls);
    const std::size_t tries = newsroom_.network.requests().size();
    newsroom_.clock.set(*newsroom_.row("file").next_poll);
    refresher.wake();
    ASSERT_TRUE(run_until([&] { return polls_of("file") == polls + 1; })) << "one is due, and nobody waits for a try";
    settle();
    EXPECT_LE(newsroom_.network.requests().size(), tries + 1);
  }
  EXPECT_TRUE(newsroom_.pipeline.outage().is_on());
  refresher.stop();
  settle();
}

TEST_F(RefresherTest, TheOnlySourceThatCannotBeReachedIsBlamedInTheEnd) {
  configure({"a"});
  newsroom_.network.answer(address("a"), fail(Errc::Offline, "the name server of this machine does not answer"));
  Refresher refresher(
      {newsroom_.net, newsroom_.pipeline, newsroom_.store, newsroom_.writer, newsroom_.clock, turns_, *this});
  refresher.start();
  for (int tried = 1; tried <= Outage::kExcuses + 1; ++tried) {
    ASSERT_TRUE(run_until([&] { return reports_.size() == static_cast<std::size_t>(tried); }));
    settle();
    const bool blamed = tried > Outage::kExcuses;
    EXPECT_EQ(newsroom_.pipeline.outage().is_on(), !blamed);
    EXPECT_EQ(newsroom_.row("a").history.failures, blamed ? 1 : 0);
    newsroom_.clock.advance(seconds{30});
    refresher.wake();
  }
  settle();
  EXPECT_EQ(newsroom_.row("a").history.message, "the name server of this machine does not answer");
  EXPECT_GE(newsroom_.row("a").next_poll, newsroom_.clock.now() + minutes{14}) << "backed off as usual";
  EXPECT_EQ(newsroom_.network.requests().size(), 4u);
  refresher.stop();
  settle();
}

TEST_F(RefresherTest, RestsWhileATryOfTheNetworkIsUnderWay) {
  configure({"a"});
  pipeline_.outage().excuses("gone-since", Error{Errc::Offline, "no network"}, newsroom_.clock.now());
  refresher_.start();
  settle();
  newsroom_.clock.advance(Outage::kLongestWait);
  refresher_.wake();
  settle();
  ASSERT_EQ(held_.waiting(), 1u);
  newsroom_.clock.advance(Outage::kLongestWait);  // the next try is due before this one has ended
  refresher_.wake();
  settle();
  newsroom_.net.restart();
  EXPECT_EQ(newsroom_.net.run_for(std::chrono::milliseconds{200}), 0u) << "nothing happens";
  held_.release_all();
  ASSERT_TRUE(run_until([&] { return reports_.size() == 1; }));
  EXPECT_FALSE(pipeline_.outage().is_on());
}

TEST_F(RefresherTest, AnOutageDoesNotShortenWhatRetryAfterSaid) {
  configure({"a"});
  store::RefreshCommit commit;
  commit.source = newsroom_.row("a").id;
  commit.now = newsroom_.clock.now();
  commit.next_poll = commit.now + hours{3};
  commit.history.held_until = commit.now + hours{2};
  ASSERT_TRUE(newsroom_.store.commit(commit));
  newsroom_.network.answer(address("a"), fail(Errc::Offline, "no network"));
  Refresher refresher(
      {newsroom_.net, newsroom_.pipeline, newsroom_.store, newsroom_.writer, newsroom_.clock, turns_, *this});
  newsroom_.run(refresher.poll_now({"a"}, Refresher::Force::Yes));
  EXPECT_EQ(newsroom_.row("a").next_poll, commit.history.held_until);
}

// Asleep for a night, restarted after one, or a clock that jumped ahead: the same to us.
TEST_F(RefresherTest, DoesNotStampedeAfterALongSleep) {
  std::vector<std::string> slugs;
  for (int i = 0; i < 200; ++i) {
    slugs.push_back("s" + std::to_string(i));
    newsroom_.add_source(slugs.back());
  }
  configure({});
  refresher_.start();
  ASSERT_TRUE(run_until([&] {
    held_.release_all();
    return reports_.size() == 200;
  }));
  settle();
  newsroom_.clock.advance(hours{24});
  refresher_.wake();
  settle();
  EXPECT_LE(held_.waiting(), 30u) << "of 200 that are overdue, spread over 20 s";
  std::vector<Timestamp> next;
  const std::vector<store::SourceRow> rows = newsroom_.store.sources().value();
  for (const store::SourceRow& row : rows) next.push_back(*row.next_poll);
  EXPECT_LE(*std::ranges::max_element(next), newsroom_.clock.now() + minutes{3});  // nor stall: 20 s, or a lease
}

TEST_F(RefresherTest, NeitherStallsNorStormsWhenTheClockIsSetBack) {
  configure({"a", "b", "c"});
  refresher_.start();
  settle();
  held_.release_all();
  ASSERT_TRUE(run_until([&] { return reports_.size() == 3; }));
  settle();
  newsroom_.clock.advance(-hours{24});
  refresher_.wake();
  settle();
  EXPECT_EQ(held_.waiting(), 0u);
  for (const char* slug : {"a", "b", "c"}) {
    const store::SourceRow row = newsroom_.row(slug);
    EXPECT_LE(*row.next_poll, newsroom_.clock.now() + hours{14});
    EXPECT_LE(*row.history.last_poll, newsroom_.clock.now());
  }
}

class PollNow : public RefresherTest {
 protected:
  // Answers come as soon as they are asked for.
  std::map<std::string, PollStatus> poll_through(std::vector<std::string> slugs,
                                                 Refresher::Force force = Refresher::Force::No) {
    std::map<std::string, PollStatus> outcome;
    bool done = false;
    auto collect = [&](const std::exception_ptr& failure, std::vector<PollReport> reports) {
      EXPECT_FALSE(failure);
      for (const PollReport& report : reports) outcome.emplace(report.source, report.status);
      done = true;
    };
    boost::asio::co_spawn(newsroom_.net, refresher_.poll_now(std::move(slugs), force), std::move(collect));
    EXPECT_TRUE(run_until([&] {
      held_.release_all();
      return done;
    }));
    return outcome;
  }
};

using Outcome = std::map<std::string, PollStatus>;

TEST_F(PollNow, ReportsEveryEnabledSourceWhereNoneIsNamed) {
  newsroom_.add_source("off").enabled = false;
  configure({"a", "b"});
  EXPECT_EQ(poll_through({}), (Outcome{{"a", PollStatus::Ok}, {"b", PollStatus::Ok}}));
  EXPECT_EQ(reports_.size(), 2u);
}

TEST_F(PollNow, IgnoresTheSchedule) {
  configure({"a", "b"});
  EXPECT_EQ(poll_through({"a"}), (Outcome{{"a", PollStatus::Ok}}));
  EXPECT_EQ(poll_through({"a"}), (Outcome{{"a", PollStatus::Unchanged}}));
  EXPECT_EQ(held_.requested(), (std::vector<std::string>{"a.example", "a.example"}));
}

TEST_F(PollNow, SaysWhatItDidNotPoll) {
  newsroom_.add_source("off").enabled = false;
  configure({"a"});
  EXPECT_EQ(poll_through({"a", "off"}), (Outcome{{"a", PollStatus::Ok}, {"off", PollStatus::Error}}));
}

TEST_F(PollNow, PollsASourceThatIsNamedTwiceOnce) {
  configure({"a"});
  EXPECT_EQ(poll_through({"a", "a"}), (Outcome{{"a", PollStatus::Ok}}));
  EXPECT_EQ(reports_.size(), 1u);
}

TEST_F(PollNow, IsDoneAtOnceWhereThereIsNothingToPoll) {
  configure({});
  EXPECT_EQ(poll_through({}), Outcome{});
}

TEST_F(PollNow, WaitsForNobodyElsesPoll) {
  configure({"a", "b"});
  refresher_.start();
  settle();
  ASSERT_EQ(held_.waiting(), 2u);
  EXPECT_EQ(poll_now({"a"}), (Outcome{{"a", PollStatus::Waiting}}));
  EXPECT_EQ(held_.requested().size(), 2u);
  held_.release_all();
  ASSERT_TRUE(run_until([&] { return polls_of("a") == 2 && polls_of("b") == 1; }));
}

TEST_F(PollNow, LeavesAloneWhoAskedNotToBeAsked) {
  configure({"a", "b"});
  turns_.holds["a.example"] = minutes{2};
  EXPECT_EQ(poll_through({"a", "b"}), (Outcome{{"a", PollStatus::Waiting}, {"b", PollStatus::Ok}}));
  EXPECT_EQ(held_.requested(), std::vector<std::string>{"b.example"});
  EXPECT_EQ(reports_.at(0).message, "a.example asked us to stay away for 2m more; --force asks it all the same");
  EXPECT_EQ(newsroom_.row("a").next_poll, newsroom_.clock.now()) << "its turn is where it was";
}

TEST_F(PollNow, RemembersAcrossARestartWhoAskedNotToBeAsked) {
  configure({"a"});
  store::RefreshCommit commit;
  commit.source = newsroom_.row("a").id;
  commit.now = newsroom_.clock.now();
  commit.next_poll = commit.now + hours{3};
  commit.next_poll_reason = "it asked to wait 2h";
  commit.history.held_until = commit.now + hours{2};
  ASSERT_TRUE(newsroom_.store.commit(commit));
  EXPECT_EQ(poll_through({"a"}), (Outcome{{"a", PollStatus::Waiting}}));
  EXPECT_EQ(newsroom_.row("a").next_poll, commit.next_poll);
  EXPECT_EQ(newsroom_.row("a").next_poll_reason, commit.next_poll_reason);
  newsroom_.clock.advance(hours{2});
  EXPECT_EQ(poll_through({"a"}), (Outcome{{"a", PollStatus::Ok}}));
  EXPECT_EQ(newsroom_.row("a").history.held_until, std::nullopt);
}

// Another may have said so, to whom its host has sent us.
TEST_F(PollNow, BlamesNoHostForWhatASourceWasTold) {
  configure({"a"});
  store::RefreshCommit commit;
  commit.source = newsroom_.row("a").id;
  commit.now = newsroom_.clock.now();
  commit.next_poll = commit.now + hours{2};
  commit.history.last_poll = commit.now;
  commit.history.held_until = commit.next_poll;
  ASSERT_TRUE(newsroom_.store.commit(commit));
  poll_through({"a"});
  EXPECT_EQ(reports_.at(0).message, "its server asked us to stay away for 2h more; --force asks it all the same");
}

TEST_F(PollNow, WaitsNoLongerThanAskedWhereTheClockWasAhead) {
  configure({"a"});
  store::RefreshCommit commit;
  commit.source = newsroom_.row("a").id;
  commit.now = newsroom_.clock.now() + std::chrono::days{3650};
  commit.next_poll = commit.now + hours{2};
  commit.history.last_poll = commit.now;
  commit.history.held_until = commit.next_poll;
  ASSERT_TRUE(newsroom_.store.commit(commit));
  EXPECT_EQ(poll_through({"a"}), (Outcome{{"a", PollStatus::Waiting}}));
  newsroom_.clock.advance(hours{2});
  EXPECT_EQ(poll_through({"a"}), (Outcome{{"a", PollStatus::Ok}}));
}

TEST_F(PollNow, AsksEverybodyWhereForced) {
  configure({"a"});
  turns_.holds["a.example"] = minutes{2};
  EXPECT_EQ(poll_through({"a"}, Refresher::Force::Yes), (Outcome{{"a", PollStatus::Ok}}));
  EXPECT_TRUE(turns_.holds.empty());
}

TEST_F(PollNow, EndsThoughAPollBreaksOff) {
  configure({"a"});
  after_poll_ = [] { throw std::runtime_error("out of luck"); };
  poll_through({"a"});
  EXPECT_EQ(refresher_.in_flight(), 0u);
}

// The host says so to one of them, while the others wait in line.
TEST_F(PollNow, WhoseHostAsksToStayAwayMeanwhileIsPutBack) {
  configure({"a", "b"});
  store::RefreshCommit commit;
  commit.source = newsroom_.row("b").id;
  commit.now = newsroom_.clock.now();
  commit.next_poll = commit.now + hours{1};
  commit.next_poll_reason = "every 1h";
  ASSERT_TRUE(newsroom_.store.commit(commit));
  const auto hold = [this](const fetch::FetchRequest& request) -> Result<fetch::FetchResponse> {
    turns_.holds[std::string(request.url.host())] = minutes{2};
    return fail(Errc::Held, "it has asked us to stay away for a while");
  };
  for (const char* slug : {"a", "b"}) newsroom_.network.script(address(slug), hold);
  Refresher refresher(
      {newsroom_.net, newsroom_.pipeline, newsroom_.store, newsroom_.writer, newsroom_.clock, turns_, *this});
  for (const PollReport& report : newsroom_.run(refresher.poll_now({"a", "b"}))) {
    EXPECT_EQ(report.status, PollStatus::Waiting);
    EXPECT_EQ(report.message, "it has asked us to stay away for a while");
  }
  EXPECT_EQ(newsroom_.row("a").next_poll, commit.now + minutes{2});
  EXPECT_EQ(newsroom_.row("a").next_poll_reason, "waits for its turn: a.example is busy, or asked us to stay away");
  EXPECT_EQ(newsroom_.row("b").next_poll, commit.next_poll) << "later than its host asked for";
  EXPECT_EQ(newsroom_.row("b").next_poll_reason, "every 1h");
  EXPECT_FALSE(newsroom_.pipeline.outage().is_on());
}

TEST_F(PollNow, WhoIsSentOnToABusyHostComesBackWhenItsTurnIsThere) {
  configure({"a"});
  const auto turn_back = [this](const fetch::FetchRequest&) -> Result<fetch::FetchResponse> {
    turns_.elsewhere["a.example"] = {"cdn.example", seconds{90}};
    return fail(Errc::Held, "we were sent on to cdn.example");
  };
  newsroom_.network.script(address("a"), turn_back);
  Refresher refresher(
      {newsroom_.net, newsroom_.pipeline, newsroom_.store, newsroom_.writer, newsroom_.clock, turns_, *this});
  const auto reports = newsroom_.run(refresher.poll_now({"a"}));
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].status, PollStatus::Waiting);
  EXPECT_EQ(newsroom_.row("a").next_poll, newsroom_.clock.now() + seconds{90});
  EXPECT_EQ(newsroom_.row("a").next_poll_reason, "waits for its turn: cdn.example is busy, or asked us to stay away");
}

TEST_F(PollNow, TellsThatTheStoreCannotBeRead) {
  configure({"a"});
  newsroom_.store.failure = Error{Errc::StoreFailed, "the disk is gone"};
  const auto reports = newsroom_.run(refresher_.poll_now({"a"}));
  newsroom_.store.failure.reset();
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].status, PollStatus::Error);
  EXPECT_EQ(reports[0].message, "the disk is gone");
}

TEST_F(RefresherTest, AfterStopNothingMoreIsClaimedAndWhatIsInFlightEnds) {
  configure(kMany, 1);
  refresher_.start();
  settle();
  ASSERT_EQ(held_.waiting(), kMost);
  refresher_.stop();
  held_.release_all();
  newsroom_.net.restart();
  newsroom_.net.run();  // returns: nothing is left that would wait
  EXPECT_EQ(reports_.size(), kMost);
  EXPECT_EQ(held_.requested().size(), kMost);
  EXPECT_EQ(newsroom_.titles().size(), kMost);
}

}  // namespace
}  // namespace commonplace::app
