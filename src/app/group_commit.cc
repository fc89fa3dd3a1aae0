#include "app/group_commit.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <memory>

namespace commonplace::app {

using runtime::Task;

Task<Result<store::ApplyOutcome>> GroupCommit::run(Work work, std::size_t entries, store::Sync sync) {
  const auto net = co_await boost::asio::this_coro::executor;
  Job job;
  job.work = std::move(work);
  job.entries = entries;
  job.sync = sync;
  auto start = [&](auto handler) {
    const auto held = std::make_shared<decltype(handler)>(std::move(handler));
    waiting_.push_back({&job, [held] { std::move (*held)(); }});
    if (!writing_) write_next(net);
  };
  co_await boost::asio::async_initiate<decltype(boost::asio::use_awaitable), void()>(start, boost::asio::use_awaitable);
  if (job.failure) std::rethrow_exception(job.failure);
  co_return std::move(*job.outcome);
}

// As many as have gathered, within the limit; the others are next, with whoever comes meanwhile.
void GroupCommit::write_next(const boost::asio::any_io_executor& net) {
  Jobs jobs;
  for (std::size_t rows = 0; !waiting_.empty() && rows < kEntriesTogether; waiting_.pop_front()) {
    rows += waiting_.front().job->entries + 1;  // the source's own
    jobs.push_back(std::move(waiting_.front()));
  }
  writing_ = !jobs.empty();
  if (!writing_) return;
  boost::asio::post(writer_, [this, net, jobs = std::move(jobs)]() mutable {
    write(jobs);
    boost::asio::post(net, [this, net, jobs = std::move(jobs)] {
      write_next(net);
      for (const Waiting& done : jobs) done.resume();
    });
  });
}

void GroupCommit::write(const Jobs& jobs) {
  const auto attempt_all = [&jobs] {
    for (const Waiting& waiting : jobs) attempt(*waiting.job);
  };
  const auto can_wait = [](const Waiting& waiting) { return waiting.job->sync == store::Sync::Later; };
  const bool all_can_wait = std::ranges::all_of(jobs, can_wait);
  if (store_.together(attempt_all, all_can_wait ? store::Sync::Later : store::Sync::Now)) return;
  attempt_all();  // each by itself
}

void GroupCommit::attempt(Job& job) {
  job.failure = nullptr;
  try {
    job.outcome = job.work();
  } catch (...) {
    job.failure = std::current_exception();
  }
}

}  // namespace commonplace::app
