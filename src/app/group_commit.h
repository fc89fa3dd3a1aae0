// Polls that end while the disk is busy with others are committed together: one transaction, and one wait for the disk,
// where one of them must wait for it.

#pragma once

#include <boost/asio/thread_pool.hpp>
#include <deque>
#include <exception>
#include <functional>
#include <optional>
#include <vector>

#include "runtime/task.h"
#include "store/store.h"

namespace commonplace::app {

// Lives on the net thread, as do all calls to it; the work is done on `writer`. Store and pool outlive it.
class GroupCommit {
 public:
  using Work = std::function<Result<store::ApplyOutcome>()>;

  // So many entries at most, for whoever comes next waits for them.
  static constexpr std::size_t kEntriesTogether = 4000;

  GroupCommit(store::RefreshStore& store, boost::asio::thread_pool& writer) : store_(store), writer_(writer) {}
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;

  // Runs `work`, which writes about so many entries; resumes once what it wrote is committed, and on the disk where it
  // must be. Where a group fails, each work of it is run a second time, by itself: it must come to the same both times.
  runtime::Task<Result<store::ApplyOutcome>> run(Work work, std::size_t entries, store::Sync sync);

 private:
  struct Job {
    Work work;
    std::size_t entries = 0;
    store::Sync sync = store::Sync::Now;
    std::optional<Result<store::ApplyOutcome>> outcome;
    std::exception_ptr failure;
  };
  // Whoever holds `resume` holds the coroutine that waits, and with it the job.
  struct Waiting {
    Job* job;
    std::function<void()> resume;
  };
  using Jobs = std::vector<Waiting>;

  void write_next(const boost::asio::any_io_executor& net);
  void write(const Jobs& jobs);
  static void attempt(Job& job);

  store::RefreshStore& store_;
  boost::asio::thread_pool& writer_;
  std::deque<Waiting> waiting_;
  bool writing_ = false;
};

}  // namespace commonplace::app
