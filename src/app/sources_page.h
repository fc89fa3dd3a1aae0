// The store and the configuration → the page that says who is aggregated here.

#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <utility>

#include "app/live.h"
#include "commonplace/publish.h"
#include "serve/snapshot.h"
#include "store/store.h"

namespace commonplace::app {

// The sources with entries in topics that everybody may read. Blocks on the store. Error: it could not be read.
Result<SourcesPage> sources_page(store::PageStore& pages, const Live& live);

// As it is served, by the daemon and from files.
Result<std::shared_ptr<const serve::Representation>> sources_document(store::PageStore& pages, const Live& live);

// The page as it was made last, made anew when somebody asks for it and it may have changed: a poll that nobody looks
// at costs nothing. Used by one thread at a time.
class SourcesPageKeeper {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;
  explicit SourcesPageKeeper(store::PageStore& pages, Clock clock = &std::chrono::steady_clock::now)
      : pages_(pages), clock_(std::move(clock)) {}

  Result<std::shared_ptr<const serve::Representation>> get(const std::shared_ptr<const Live>& live);

 private:
  store::PageStore& pages_;
  Clock clock_;
  std::shared_ptr<const Live> live_;  // what it was made of
  std::shared_ptr<const serve::Representation> page_;
  std::chrono::steady_clock::time_point good_until_;
};

}  // namespace commonplace::app
