// Which polls are told as one: the same in every store.

#pragma once

#include <algorithm>

#include "store/records.h"

namespace commonplace::store {

inline PollRun run_of(const RefreshCommit& commit, const ApplyOutcome& outcome) {
  PollRun run;
  run.first = run.last = commit.now;
  run.http_status = commit.history.http_status;
  run.inserted = outcome.inserted;
  run.revised = outcome.revised;
  run.took = commit.took;
  if (commit.history.failures > 0) run.message = commit.history.message;
  return run;
}

// Whether the poll said again what the run says.
inline bool continues(const PollRun& run, const PollRun& poll) {
  const bool brought_nothing = run.inserted + run.revised + poll.inserted + poll.revised == 0;
  return brought_nothing && run.http_status == poll.http_status && run.message == poll.message;
}

inline PollRun joined(PollRun run, const PollRun& poll) {
  run.last = poll.last;
  run.polls += poll.polls;
  run.took = std::max(run.took, poll.took);
  return run;
}

}  // namespace commonplace::store
