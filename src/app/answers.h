// Requests of readers → answers: from the snapshot at once, else from the store on a thread of its own.

#pragma once

#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <memory>

#include "app/engine.h"
#include "app/kept_answers.h"
#include "app/sources_page.h"
#include "runtime/task.h"
#include "serve/listener.h"
#include "serve/respond.h"
#include "serve/snapshot.h"
#include "store/store.h"

namespace commonplace::app {

// Used on the net thread; `readers` is the only one to use `store` meanwhile.
class Answers {
 public:
  struct Parts {
    store::Store& store;
    boost::asio::thread_pool& readers;
    const serve::SnapshotHolder& snapshots;
    Engine& engine;
  };
  explicit Answers(Parts parts) : parts_(parts), sources_page_(parts.store) {}

  serve::Reply answer(serve::Request request);

  // Something was published: what was made for narrowed feeds and frames is no longer good.
  void forget() { kept_.forget(); }

 private:
  using Work = std::function<Result<serve::Response>()>;
  // Makes a document that others may ask for, too; null where there is none to keep.
  using Make = std::function<Result<serve::Response>(KeptAnswers::Document& made)>;

  runtime::Task<serve::Response> answer_entry(serve::Request request, serve::EntryQuery query);
  runtime::Task<serve::Response> answer_sources(serve::Request request);
  runtime::Task<serve::Response> answer_search(serve::Request request, serve::SearchQuery query);
  runtime::Task<serve::Response> answer_feed(serve::Request request, serve::FeedQuery query,
                                             std::shared_ptr<const serve::Snapshot> snapshot);
  runtime::Task<serve::Response> answer_archive(serve::Request request, serve::ArchiveQuery query);
  runtime::Task<serve::Response> answer_embed(serve::Request request, serve::EmbedQuery query);
  // For whoever asks this question again before anything changes; nobody where it is empty.
  runtime::Task<serve::Response> make_and_keep(std::shared_ptr<const Live> live, std::string question, Make make);
  runtime::Task<serve::Response> read(std::shared_ptr<const Live> live, Work work);
  runtime::Task<serve::Response> read_in_line(std::shared_ptr<const Live> live, Work work);

  Parts parts_;
  SourcesPageKeeper sources_page_;
  KeptAnswers kept_;
  std::size_t waiting_ = 0;  // for `read_in_line`
};

}  // namespace commonplace::app
