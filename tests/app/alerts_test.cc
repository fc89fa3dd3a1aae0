// The webhook told step by step, with a clock moved by hand.

#include "app/alerts.h"

#include <boost/json.hpp>

#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace std::chrono_literals;
using testing::address;
using testing::make_response;
using testing::Newsroom;
using testing::rss;

constexpr char kHook[] = "https://chat.example/hook";

PollReport report_of(std::string source, SourceState state) {
  PollReport report;
  report.source = std::move(source);
  report.state = state;
  return report;
}

class AlertsTest : public ::testing::Test {
 protected:
  AlertsTest() {
    room_.config.service.alerts.webhook = kHook;
    room_.config.service.alerts.headers = {{"Authorization", "Bearer x"}};
    room_.add_source("a");
    room_.add_source("b");
    room_.apply();
    hook_.answer(kHook, make_response(204));
    apply();
  }

  void apply() { room_.run(alerts_.apply(room_.live)); }
  void poll(const std::string& slug, int status) {
    room_.network.answer(address(slug), make_response(status, rss({"One"})));
    // The last answer is given for ever, earlier ones once.
    while (true) {
      const PollReport report = room_.poll_well(slug);
      alerts_.polled(report);
      if (report.http == status) return;
    }
  }
  // Steps until nothing is left to do now; the next wait.
  std::optional<std::chrono::seconds> settle() {
    for (;;) {
      const auto wait = room_.run(alerts_.step());
      if (!wait || *wait > 0s) return wait;
    }
  }
  // What was told since the last call, as "event source".
  std::vector<std::string> told() {
    settle();
    std::vector<std::string> lines;
    for (; seen_ < hook_.requests().size(); ++seen_) {
      const auto object = boost::json::parse(hook_.requests()[seen_].body.value()).as_object();
      lines.push_back(std::string(object.at("event").as_string()) + " " + std::string(object.at("source").as_string()));
    }
    return lines;
  }

  using Lines = std::vector<std::string>;
  Newsroom room_;
  testing::FakeFetcher hook_;
  Alerts alerts_{{room_.net, hook_, room_.store, room_.writer, room_.clock}};
  std::size_t seen_ = 0;
};

TEST_F(AlertsTest, TellsAFailureOnceItHasLastedAndItsEnd) {
  poll("a", 200);
  poll("b", 200);
  EXPECT_EQ(told(), Lines{});
  EXPECT_EQ(alerts_.watched(), 0u);
  poll("a", 500);
  EXPECT_EQ(told(), Lines{});
  EXPECT_EQ(settle(), 6h);
  room_.clock.advance(5h);
  poll("a", 500);
  EXPECT_EQ(told(), Lines{});
  room_.clock.advance(1h);
  EXPECT_EQ(told(), Lines{"failing a"}) << "when its time has come, not at its next poll";
  poll("a", 500);
  poll("a", 503);
  EXPECT_EQ(told(), Lines{});
  poll("a", 200);
  EXPECT_EQ(told(), Lines{"recovered a"});
  poll("a", 200);
  EXPECT_EQ(told(), Lines{});
  EXPECT_EQ(alerts_.watched(), 0u);
  EXPECT_EQ(alerts_.delivered(), 2u);
}

TEST_F(AlertsTest, DoesNotTellWhatWasOverBefore) {
  poll("a", 500);
  room_.clock.advance(5h);
  poll("a", 200);
  room_.clock.advance(5h);
  EXPECT_EQ(told(), Lines{});
  EXPECT_EQ(alerts_.watched(), 0u);
}

TEST_F(AlertsTest, SendsJsonWithTheHeadersOfTheConfiguration) {
  poll("a", 410);
  EXPECT_EQ(told(), Lines{"gone a"});
  const fetch::FetchRequest& request = hook_.requests().at(0);
  EXPECT_EQ(request.headers.at("Content-Type"), "application/json");
  EXPECT_EQ(request.headers.at("Authorization"), "Bearer x");
  EXPECT_EQ(request.limits.total, 10s);
}

TEST_F(AlertsTest, RepeatsNothingAfterARestart) {
  poll("a", 410);
  EXPECT_EQ(told(), Lines{"gone a"});
  Alerts again({room_.net, hook_, room_.store, room_.writer, room_.clock});
  room_.run(again.apply(room_.live));
  while (room_.run(again.step()) == 0s) {
  }
  EXPECT_EQ(told(), Lines{});
  poll("a", 200);
  again.polled(report_of("a", SourceState::Ok));
  while (room_.run(again.step()) == 0s) {
  }
  EXPECT_EQ(hook_.requests().size(), 2u) << "the end of what an earlier life told";
}

TEST_F(AlertsTest, TellsAtTheStartWhatHappenedWithoutIt) {
  alerts_.polled(report_of("nobody", SourceState::Failing));  // a source that is gone by then
  EXPECT_EQ(told(), Lines{});
  room_.network.answer(address("a"), make_response(410));
  room_.poll_well("a");
  EXPECT_EQ(told(), Lines{});
  apply();
  EXPECT_EQ(told(), Lines{"gone a"});
}

TEST_F(AlertsTest, AStoreThatCannotBeReadIsNoFailureOfTheWebhook) {
  poll("a", 410);
  poll("b", 410);
  room_.store.failure = Error{Errc::StoreFailed, "disk"};
  EXPECT_EQ(settle(), 60s);
  room_.store.failure.reset();
  EXPECT_EQ(alerts_.failed(), 0u);
  room_.clock.advance(60s);
  EXPECT_EQ(told(), (Lines{"gone a", "gone b"}));
}

TEST_F(AlertsTest, WhatIsThrownHoldsUpNoOtherAlert) {
  poll("a", 410);
  poll("b", 410);
  hook_.script(kHook, [](const auto&) -> Result<fetch::FetchResponse> { throw std::bad_alloc(); });
  hook_.answer(kHook, make_response(204));
  EXPECT_EQ(settle(), 60s);
  room_.clock.advance(60s);
  settle();
  EXPECT_EQ(alerts_.delivered(), 2u);
}

TEST_F(AlertsTest, SurvivesADeadReceiverAndTellsWhatIsTrueThen) {
  poll("a", 410);
  poll("b", 410);
  testing::FakeFetcher dead;
  dead.script(kHook, [](const auto&) { return fail(Errc::ConnectFailed, "chat.example refused"); });
  Alerts alerts({room_.net, dead, room_.store, room_.writer, room_.clock});
  room_.run(alerts.apply(room_.live));
  for (const auto end = room_.clock.now() + 24h; room_.clock.now() < end;) {
    const auto wait = room_.run(alerts.step());
    ASSERT_TRUE(wait);
    room_.clock.advance(*wait);
  }
  EXPECT_LT(dead.requests().size(), 60u) << "about once an hour";
  EXPECT_GT(dead.requests().size(), 24u);
  EXPECT_EQ(alerts.failed(), dead.requests().size());
  room_.network.answer(address("b"), make_response(200, rss({"One"})));
  room_.poll_well("b");
  room_.poll_well("b");
  apply();  // the other receiver, which is well
  EXPECT_EQ(told(), Lines{"gone a"});
}

TEST_F(AlertsTest, OneThatIsNeverTakenHoldsUpNoOther) {
  testing::FakeFetcher picky;
  picky.script(kHook, [](const fetch::FetchRequest& request) -> Result<fetch::FetchResponse> {
    return make_response(request.body->find("\"source\":\"a\"") != std::string::npos ? 400 : 200);
  });
  poll("a", 410);
  poll("b", 410);
  Alerts alerts({room_.net, picky, room_.store, room_.writer, room_.clock});
  room_.run(alerts.apply(room_.live));
  for (int i = 0; i < 20 && alerts.delivered() == 0; ++i) {
    const auto wait = room_.run(alerts.step());
    ASSERT_TRUE(wait);
    room_.clock.advance(*wait);
  }
  EXPECT_EQ(alerts.delivered(), 1u);
  EXPECT_LE(picky.requests().size(), 3u);
}

TEST_F(AlertsTest, WaitsAsLongAsTheReceiverAsks) {
  testing::FakeFetcher busy;
  busy.answer(kHook, make_response(429, "", {{"retry-after", "600"}}));
  busy.answer(kHook, make_response(200));
  poll("a", 410);
  Alerts alerts({room_.net, busy, room_.store, room_.writer, room_.clock});
  room_.run(alerts.apply(room_.live));
  EXPECT_EQ(room_.run(alerts.step()), 0s);
  EXPECT_EQ(room_.run(alerts.step()), 600s);
  room_.clock.advance(600s);
  EXPECT_EQ(room_.run(alerts.step()), 0s);
  EXPECT_EQ(alerts.delivered(), 1u);
}

TEST_F(AlertsTest, TellsNothingTwiceWhileItCannotBeWrittenDown) {
  poll("a", 410);
  testing::FakeFetcher hook;
  hook.script(kHook, [this](const auto&) -> Result<fetch::FetchResponse> {
    room_.store.failure = Error{Errc::Io, "the disk is full"};
    return make_response(200);
  });
  Alerts alerts({room_.net, hook, room_.store, room_.writer, room_.clock});
  room_.run(alerts.apply(room_.live));
  EXPECT_EQ(room_.run(alerts.step()), 0s);
  room_.store.failure.reset();
  for (int i = 0; i < 3; ++i) {
    alerts.polled(report_of("a", SourceState::Gone));
    room_.run(alerts.step());
    room_.clock.advance(1h);
  }
  EXPECT_EQ(hook.requests().size(), 1u);
}

TEST_F(AlertsTest, WithoutAWebhookNothingIsWatched) {
  room_.config.service.alerts = {};
  room_.apply();
  apply();
  poll("a", 410);
  EXPECT_EQ(told(), Lines{});
  EXPECT_EQ(alerts_.watched(), 0u);
}

}  // namespace
}  // namespace commonplace::app
