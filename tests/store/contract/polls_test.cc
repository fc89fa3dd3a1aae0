// What is remembered of polls, and what can be measured of sources.

#include "store/contract/contract.h"

namespace commonplace::testing {
namespace {

using namespace std::chrono_literals;
using store::PollRun;
using store::Told;

template <class Backend>
class PollsContract : public StoreContract<Backend> {
 protected:
  // A poll without a document, a minute after the last.
  void answer(SourceId source, int http_status, const std::string& message = "", std::chrono::milliseconds took = 5ms) {
    store::RefreshCommit commit;
    commit.source = source;
    commit.now = this->now_ += 1min;
    commit.next_poll = this->now_ + 1h;
    commit.took = took;
    commit.history.http_status = http_status;
    commit.history.state = message.empty() ? SourceState::Ok : SourceState::Failing;
    commit.history.failures = message.empty() ? 0 : 1;
    commit.history.message = message;
    commit.history.last_poll = this->now_;
    RefreshHistory before = this->store_->source(this->slug_of(source)).value()->history;
    before.last_poll = commit.history.last_poll;
    commit.learned_nothing = message.empty() && before == commit.history;
    EXPECT_TRUE(this->store_->commit(commit));
  }
  std::vector<PollRun> polls(SourceId source) { return this->store_->polls(source).value(); }
};
TYPED_TEST_SUITE(PollsContract, Backends);

TYPED_TEST(PollsContract, ASourceThatWasNeverPolledHasNoHistory) {
  EXPECT_TRUE(this->polls(this->add_source("a")).empty());
  EXPECT_TRUE(this->polls(SourceId{99}).empty());
}

TYPED_TEST(PollsContract, PollsThatSayTheSameAreOneRun) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  this->answer(a, 304, "", 5ms);
  this->answer(b, 200);
  this->answer(a, 304, "", 900ms);
  this->answer(a, 304, "", 7ms);
  const std::vector<PollRun> expected = {
      {.first = kNow + 1min, .last = kNow + 4min, .polls = 3, .http_status = 304, .took = 900ms, .message = ""}};
  EXPECT_EQ(this->polls(a), expected);
  EXPECT_EQ(this->polls(b).size(), 1u);
}

TYPED_TEST(PollsContract, AnAnswerThatTaughtNothingIsThereAllTheSame) {
  const SourceId a = this->add_source("a");
  for (int polls = 1; polls < 4; ++polls) {
    this->answer(a, 304);
    const store::SourceRow row = *this->store_->source("a").value();
    EXPECT_EQ(row.history.last_poll, this->now_);
    EXPECT_EQ(row.next_poll, this->now_ + 1h);
    EXPECT_EQ(this->polls(a).at(0).polls, polls);
  }
}

TYPED_TEST(PollsContract, AnAnswerDoesNotScheduleASourceThatWasDisabledMeanwhile) {
  const SourceId a = this->add_source("a");
  this->answer(a, 304);
  for (int round = 0; round < 2; ++round) {
    this->sources_[0].enabled = false;
    this->sync_sources();
    this->answer(a, round == 0 ? 304 : 200);
    EXPECT_EQ(this->store_->next_due(store::Reach::Any).value(), std::nullopt);
    this->sources_[0].enabled = true;
    this->sync_sources();
    EXPECT_EQ(this->store_->next_due(store::Reach::Any).value(), this->now_);
  }
}

TYPED_TEST(PollsContract, WhateverDiffersIsARunOfItsOwnTheNewestFirst) {
  const SourceId a = this->add_source("a");
  this->answer(a, 304);
  this->answer(a, 500, "the server failed");
  this->answer(a, 500, "the server failed");
  this->answer(a, 500, "the server failed in another way");
  this->answer(a, 0, "nobody answers");
  this->answer(a, 200);
  const auto runs = this->polls(a);
  ASSERT_EQ(runs.size(), 5u);
  EXPECT_EQ(runs[0].http_status, 200);
  EXPECT_EQ(runs[0].message, "");
  EXPECT_EQ(runs[1].message, "nobody answers");
  EXPECT_EQ(runs[1].http_status, 0);
  EXPECT_EQ(runs[3].polls, 2);
  EXPECT_EQ(runs[3].first, kNow + 2min);
  EXPECT_EQ(runs[3].last, kNow + 3min);
  EXPECT_EQ(runs[4].http_status, 304);
}

TYPED_TEST(PollsContract, APollThatBroughtSomethingStandsAlone) {
  const SourceId a = this->add_source("a");
  this->poll(a, feed_of({article("1"), article("2")}));
  this->poll(a, feed_of({article("1"), article("2", "Another title"), article("3")}));
  this->poll(a, feed_of({article("1"), article("2", "Another title"), article("3")}));
  this->poll(a, feed_of({article("1"), article("2", "Another title"), article("3")}));
  const auto runs = this->polls(a);
  ASSERT_EQ(runs.size(), 3u);
  EXPECT_EQ(runs[0].polls, 2);
  EXPECT_EQ(runs[0].inserted + runs[0].revised, 0u);
  EXPECT_EQ(runs[1].inserted, 1u);
  EXPECT_EQ(runs[1].revised, 1u);
  EXPECT_EQ(runs[2].inserted, 2u);
}

TYPED_TEST(PollsContract, TheHistoryIsBoundedAndKeepsTheNewest) {
  const SourceId a = this->add_source("a");
  const int more = static_cast<int>(store::kRunsKept) * 2 + 7;
  for (int i = 1; i <= more; ++i) {
    this->answer(a, i);
    const auto runs = this->polls(a);
    ASSERT_EQ(runs.size(), std::min<std::size_t>(static_cast<std::size_t>(i), store::kRunsKept));
    for (std::size_t k = 0; k < runs.size(); ++k) ASSERT_EQ(runs[k].http_status, i - static_cast<int>(k));
  }
}

TYPED_TEST(PollsContract, TheHistorySurvivesAnotherAddress) {
  const SourceId a = this->add_source("a");
  this->answer(a, 404, "no such page");
  this->sources_[0].url = "https://elsewhere.example.org/feed";
  this->sync_sources();
  this->answer(a, 200);
  const auto runs = this->polls(a);
  ASSERT_EQ(runs.size(), 2u);
  EXPECT_EQ(runs[1].http_status, 404);
  EXPECT_EQ(runs[1].message, "no such page");
}

TYPED_TEST(PollsContract, TheHistoryMovesBackWithTheClock) {
  const SourceId a = this->add_source("a");
  this->answer(a, 304);
  this->answer(a, 200);
  ASSERT_TRUE(this->store_->resume({.now = kNow - 24h}));
  for (const PollRun& run : this->polls(a)) {
    EXPECT_LE(run.first, kNow - 24h);
    EXPECT_LE(run.last, kNow - 24h);
  }
}

TYPED_TEST(PollsContract, RemembersWhatTheOperatorWasTold) {
  const SourceId a = this->add_source("a");
  EXPECT_EQ(this->store_->source("a").value()->told, Told{});
  const Told told{SourceState::Gone, "https://new.example.org/feed"};
  ASSERT_TRUE(this->store_->remember_told(a, told));
  this->answer(a, 304);
  EXPECT_EQ(this->store_->source("a").value()->told, told);
  EXPECT_EQ(this->store_->sources().value()[0].told, told);
}

TYPED_TEST(PollsContract, FindsOneSourceByItsSlug) {
  this->poll(this->add_source("a"), feed_of({article("1"), article("2")}));
  const auto row = this->store_->source("a").value();
  ASSERT_TRUE(row);
  EXPECT_EQ(row->slug, "a");
  EXPECT_EQ(row->entries, 2u);
  EXPECT_FALSE(this->store_->source("b").value());
}

TYPED_TEST(PollsContract, MeasuresTheEnabledSources) {
  const SourceId b = this->add_source("b");
  this->add_source("off");
  this->sources_.back().enabled = false;
  this->add_source("a");
  this->answer(b, 500, "the server failed");
  const auto gauges = this->store_->gauges().value();
  ASSERT_EQ(gauges.size(), 2u);
  EXPECT_EQ(gauges[0].slug, "a");
  EXPECT_EQ(gauges[0].state, SourceState::New);
  EXPECT_EQ(gauges[1].slug, "b");
  EXPECT_EQ(gauges[1].state, SourceState::Failing);
  EXPECT_EQ(gauges[1].failures, 1);
  EXPECT_EQ(gauges[1].next_poll, kNow + 1min + 1h);
  EXPECT_FALSE(gauges[1].last_success);
  const Told told{SourceState::Failing, "https://new.example.org/feed"};
  ASSERT_TRUE(this->store_->remember_told(b, told));
  EXPECT_EQ(this->store_->gauges().value()[1].told, told);
}

}  // namespace
}  // namespace commonplace::testing
