// One source, end to end: fetch → ingest → reconcile → commit. Reads as the pipeline.

#pragma once

#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/group_commit.h"
#include "app/live.h"
#include "app/outage.h"
#include "fetch/fetcher.h"
#include "runtime/clock.h"
#include "runtime/task.h"
#include "store/store.h"

namespace commonplace::app {

enum class PollStatus { Ok, Unchanged, Waiting, Blocked, Gone, Error };

std::string_view name(PollStatus status);  // "ok" "unchanged" "waiting" "blocked" "gone" "error"

// What one poll came to, for `poll`, the log and the metrics.
struct PollReport {
  std::string source;
  PollStatus status = PollStatus::Ok;
  int http = 0;           // 0: no HTTP answer
  std::size_t fresh = 0;  // entries new to the store
  std::size_t revised = 0;
  std::size_t entries = 0;  // in the document
  double seconds = 0;
  std::string message;  // one sentence; empty where all is well
  std::vector<TopicId> touched;
  SourceState state = SourceState::New;  // of the source from now on; New where nothing was committed
  bool adopted = false;                  // another address was, or was given up
  std::optional<Timestamp> next_poll;    // nothing where nothing was committed
};

class Pipeline {
 public:
  // All of these outlive the pipeline. `store` is used on `writer` only.
  struct Parts {
    fetch::Fetcher& network;
    fetch::Fetcher& files;
    store::RefreshStore& store;
    boost::asio::thread_pool& workers;
    boost::asio::thread_pool& writer;
    const runtime::Clock& clock;
    std::function<std::shared_ptr<const Live>()> in_force;  // what the store was last made to agree with; on `writer`
  };

  explicit Pipeline(Parts parts) : parts_(std::move(parts)), commits_(parts_.store, parts_.writer) {}

  // What the polls so far tell of this machine's network. Belongs to the net thread.
  Outage& outage() { return outage_; }

  // Polls the source once and commits the outcome. Where a reload comes between, what is committed is right under the
  // new configuration: a source that it changed is asked again. Called on the net thread. Errors: the store could not
  // commit; Offline: it is our network, Held: its host wants to be left alone, and nothing is committed; NotFound: the
  // source is not configured any more.
  // `due` outlives the task, which uses it up.
  runtime::Task<Result<PollReport>> refresh(std::shared_ptr<const Live> live, store::DueSource&& due);

 private:
  struct Poll;
  runtime::Task<Result<PollReport>> attempt(std::shared_ptr<Poll> poll, store::DueSource&& due);
  runtime::Task<Result<PollReport>> accept(std::shared_ptr<Poll> poll, fetch::FetchResponse response);
  // Apart, for what they need is much, and most polls need none of it: an answer that brings no document; a document
  // that is not the one we know.
  runtime::Task<Result<PollReport>> refuse(std::shared_ptr<Poll> poll, fetch::FetchResponse response, Error error);
  runtime::Task<Result<PollReport>> take_in(std::shared_ptr<Poll> poll, fetch::FetchResponse response,
                                            std::uint64_t hash);
  runtime::Task<bool> fill_back(Poll& poll);
  // What the source's site announces, now that its feed is not there any more; empty where that is nothing.
  runtime::Task<std::string> suggest(std::shared_ptr<Poll> poll, Url asked);
  runtime::Task<Result<PollReport>> finish(std::shared_ptr<Poll> poll);
  Result<store::ApplyOutcome> give_way(Poll& poll, std::shared_ptr<const Live> in_force);

  Parts parts_;
  Outage outage_;
  GroupCommit commits_;
};

}  // namespace commonplace::app
