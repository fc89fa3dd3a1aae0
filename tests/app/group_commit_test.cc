// Polls that are committed together, and what becomes of them where that fails.

#include "app/group_commit.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <future>
#include <stdexcept>

#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;
using Outcome = Result<store::ApplyOutcome>;

// Counts the groups, and fails them on demand.
class CountingStore final : public store::RefreshStore {
 public:
  Result<std::vector<store::DueSource>> claim_due(const store::Claim&) override { return {}; }
  Result<std::vector<store::DueSource>> claim(std::span<const std::string>, const store::Claim&) override { return {}; }
  Result<std::optional<Timestamp>> next_due(store::Reach) override { return std::nullopt; }
  Result<bool> put_off(std::span<const store::PutOff>) override { return true; }
  Result<store::Resumed> resume(const store::Resume&) override { return store::Resumed{}; }
  Result<std::string> homepage(SourceId) override { return {}; }
  Result<Known> known(SourceId, const Feed&) override { return Known{}; }
  Result<std::vector<std::optional<dedup::Twin>>> twins(SourceId, std::span<const dedup::TwinSearch> searches,
                                                        Timestamp) override {
    return std::vector<std::optional<dedup::Twin>>(searches.size());
  }
  Result<bool> alike(std::span<const dedup::CopySearch>, Timestamp, const TakeAlike&) override { return true; }
  Result<std::vector<dedup::StoredName>> names(SourceId) override { return std::vector<dedup::StoredName>(); }
  Result<store::ApplyOutcome> commit(const store::RefreshCommit&) override { return store::ApplyOutcome{}; }
  Result<std::vector<TopicId>> bury(std::span<const std::string>, TombstoneReason, Timestamp) override {
    return std::vector<TopicId>();
  }
  Result<bool> remember_told(SourceId, const store::Told&) override { return true; }
  Result<bool> together(const std::function<void()>& calls, store::Sync sync) override {
    ++groups;
    last_sync = sync;
    calls();
    if (fails) return fail(Errc::StoreFailed, "the disk is full");
    return true;
  }

  int groups = 0;
  std::optional<store::Sync> last_sync;
  bool fails = false;
};

class GroupCommitTest : public ::testing::Test {
 protected:
  ~GroupCommitTest() override { writer_.join(); }

  void begin(GroupCommit::Work work, std::size_t entries = 1, store::Sync sync = store::Sync::Now) {
    auto keep = [this, place = outcomes_.size()](const std::exception_ptr& thrown, Outcome outcome) {
      outcomes_[place] = thrown ? Outcome(fail(Errc::Io, "thrown")) : std::move(outcome);
    };
    outcomes_.emplace_back(fail(Errc::Cancelled, "not done"));
    boost::asio::co_spawn(net_, commits_.run(std::move(work), entries, sync), std::move(keep));
  }
  // The first work is under way, and holds up the writer, until all others have come.
  void run_behind_a_slow_one(const std::function<void()>& begin_others) {
    net_.restart();
    std::promise<void> release;
    begin([&release]() -> Outcome {
      release.get_future().wait();
      return store::ApplyOutcome{};
    });
    net_.poll();
    begin_others();
    net_.poll();
    release.set_value();
    run_to_end();
  }
  void run_to_end() {
    net_.restart();
    auto guard = boost::asio::make_work_guard(net_);
    const auto is_done = [](const Outcome& outcome) { return outcome || outcome.error().code != Errc::Cancelled; };
    while (!std::ranges::all_of(outcomes_, is_done)) net_.run_one();
  }

  GroupCommit::Work inserting(std::size_t entries) {
    return [this, entries]() -> Outcome {
      ++runs_;
      store::ApplyOutcome outcome;
      outcome.inserted = entries;
      return outcome;
    };
  }

  boost::asio::io_context net_{1};
  boost::asio::thread_pool writer_{1};
  CountingStore store_;
  GroupCommit commits_{store_, writer_};
  std::vector<Outcome> outcomes_;
  int runs_ = 0;  // on the writer; read once it rests
};

TEST_F(GroupCommitTest, WhatGathersWhileTheWriterIsBusyIsOneGroup) {
  run_behind_a_slow_one([this] {
    for (std::size_t i = 1; i <= 5; ++i) begin(inserting(i));
  });
  EXPECT_EQ(store_.groups, 2) << "the first, and all that came while it was written";
  EXPECT_EQ(runs_, 5);
  for (std::size_t i = 1; i <= 5; ++i) EXPECT_EQ(outcomes_[i].value().inserted, i);
}

TEST_F(GroupCommitTest, AGroupIsOnTheDiskWhereOneOfItMustBe) {
  for (const store::Sync of_one : {store::Sync::Later, store::Sync::Now}) {
    outcomes_.clear();
    run_behind_a_slow_one([this, of_one] {
      for (const store::Sync sync : {store::Sync::Later, of_one, store::Sync::Later}) begin(inserting(0), 0, sync);
    });
    EXPECT_EQ(store_.last_sync, of_one);
  }
}

TEST_F(GroupCommitTest, WhatIsAloneWaitsForTheDiskOnlyWhereItMust) {
  for (const store::Sync sync : {store::Sync::Later, store::Sync::Now}) {
    begin(inserting(0), 0, sync);
    run_to_end();
    EXPECT_EQ(store_.last_sync, sync);
  }
}

TEST_F(GroupCommitTest, AGroupHoldsNoMoreThanIsSoonWritten) {
  run_behind_a_slow_one([this] {
    for (int i = 0; i < 4; ++i) begin(inserting(1), GroupCommit::kEntriesTogether / 2);
  });
  EXPECT_EQ(store_.groups, 3) << "the first, and twice two";
  EXPECT_EQ(runs_, 4);
}

TEST_F(GroupCommitTest, WhereAGroupFailsEachIsWrittenByItself) {
  store_.fails = true;
  run_behind_a_slow_one([this] {
    begin(inserting(1));
    begin([]() -> Outcome { return fail(Errc::NotFound, "no such source"); });
    begin(inserting(3));
  });
  EXPECT_EQ(runs_, 4) << "two, twice";
  EXPECT_EQ(outcomes_[1].value().inserted, 1u);
  EXPECT_EQ(outcomes_[2].error().code, Errc::NotFound);
  EXPECT_EQ(outcomes_[3].value().inserted, 3u);
}

TEST_F(GroupCommitTest, WhatOneThrowsIsItsOwn) {
  run_behind_a_slow_one([this] {
    begin([]() -> Outcome { throw std::runtime_error("out of luck"); });
    begin(inserting(2));
  });
  EXPECT_EQ(outcomes_[1].error().detail, "thrown");
  EXPECT_EQ(outcomes_[2].value().inserted, 2u);
}

}  // namespace
}  // namespace commonplace::app
