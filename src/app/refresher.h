// The due loop: claims the sources whose time has come and runs their pipelines, so many at a time.

#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/pipeline.h"
#include "app/polls_under_way.h"
#include "fetch/turns.h"

namespace commonplace::app {

// Lives on the net thread, as do all calls to it.
class Refresher {
 public:
  class Delegate {
   public:
    virtual ~Delegate() = default;
    virtual std::shared_ptr<const Live> live() = 0;
    // A poll was committed, or could not be (then `report.status` is Error and nothing was stored).
    // One that was asked for but not begun is reported, too.
    virtual void polled(const PollReport& report) = 0;
  };

  struct Parts {
    boost::asio::io_context& net;
    Pipeline& pipeline;
    store::RefreshStore& store;
    boost::asio::thread_pool& writer;
    const runtime::Clock& clock;
    fetch::Turns& turns;
    Delegate& delegate;
  };

  // Polls that may wait for their host's turn, for each transfer in flight.
  static constexpr std::size_t kWaitingPerTransfer = 8;
  // Places that have become free are filled together: when they are as many as transfers may be in flight, or a moment
  // later.
  static constexpr std::chrono::milliseconds kMoment{50};

  explicit Refresher(Parts parts);

  void start();
  // Claims nothing more. What is in flight goes on until it is cancelled through the fetcher.
  void stop();
  // The schedule may have changed (a reload): look again now.
  void wake();
  std::size_t in_flight() const { return polling_.size(); }

  // Polls the named sources at once (all enabled ones where none is named), and reports each as it ends, in any order.
  // What asked not to be asked now is left alone, unless forced.
  enum class Force { No, Yes };
  runtime::Task<std::vector<PollReport>> poll_now(std::vector<std::string> slugs, Force force = Force::No);

 private:
  // How many sources may begin now: as many as there are places. During an outage these are for files, and of the
  // others one is tried now and then.
  struct Places {
    store::Reach reach = store::Reach::Any;
    std::size_t free = 0;
    std::size_t tries = 0;
    bool is_crowded = false;  // there is room for files only
  };
  struct Round {
    std::vector<store::DueSource> due;
    std::optional<Timestamp> next;  // when the next of those that have places will be due
    store::Resumed resumed;
  };
  runtime::Task<bool> run();
  runtime::Task<std::chrono::milliseconds> begin_due();
  bool was_away(Timestamp now);
  Result<Round> claim(Places places, bool resume);
  // Begins what may begin, and returns what must come back later.
  std::vector<store::PutOff> begin(std::vector<store::DueSource> due);
  runtime::Task<PollReport> poll(std::shared_ptr<const Live> live, store::DueSource&& due, PollsUnderWay::Token token);
  // Why the source should not be polled now, though somebody wants it; nothing where it may be.
  std::optional<std::string> hold_of(const Live& live, const store::DueSource& due) const;
  // An outage began, or is over.
  void follow_outage();
  std::size_t transfers() const;  // that may be in flight at once
  std::size_t free_places() const;
  std::size_t room() const;  // of these, for sources of the network
  bool is_worth_a_claim() const;
  Places take_places();
  // `may_be_more`: as many were claimed as there were places, or there was no room for what is due.
  std::chrono::milliseconds sleep_until(const std::optional<Timestamp>& next_due, bool may_be_more);
  std::chrono::milliseconds sleep_during_outage(const std::optional<Timestamp>& next_due) const;
  // When a source comes back that was not asked, or not reached, for no fault of its own; nothing for any other error.
  std::optional<store::PutOff> comeback(Errc why, store::PutOff as_it_was, std::optional<Timestamp> held_until,
                                        std::string_view host) const;
  runtime::Task<bool> give_back(store::PutOff back);
  PollReport pass_over(const std::string& slug, PollStatus status, std::string why);
  void spawn(store::DueSource due, std::string host);
  // What one call of poll_now waits for.
  struct Batch;
  void spawn(std::shared_ptr<Batch> batch, store::DueSource due);
  runtime::Task<bool> sleep_until_woken();
  void ended(const PollReport& report);

  Parts parts_;
  boost::asio::steady_timer timer_;
  PollsUnderWay polling_;  // a source is polled once at a time
  std::optional<Timestamp> last_round_;
  std::optional<Timestamp> next_try_;      // of the network; set during an outage
  Timestamp wakes_at_ = Timestamp::min();  // while it sleeps: when it will look at the schedule again
  bool is_hungry_ = false;                 // while it sleeps: more may be due than there were places
  bool stopping_ = false;
  bool woken_ = false;
};

}  // namespace commonplace::app
