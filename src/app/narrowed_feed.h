// A topic's feed or calendar, narrowed by the parameters of its address.

#pragma once

#include <string>

#include "app/live.h"
#include "commonplace/publish.h"
#include "store/store.h"

namespace commonplace::app {

// So many stories of a topic are looked at, the newest: what lies further back is for the search.
constexpr std::size_t kStoriesLookedAt = 2000;

struct NarrowedFeed {
  TopicPage page;
  std::string problem;    // why there is none, in a sentence: a value that means nothing here
  bool is_whole = false;  // nothing that was asked for narrows it: it is the topic's own document
};

// Blocks on the store; for a reader pool. As of `now`, which `max_age` and events are counted from. Error: the store
// could not be read.
Result<NarrowedFeed> narrowed_feed(store::PageStore& store, const Live& live, const Topic& topic, OutputFormat format,
                                   FeedParameters asked, Timestamp now);

}  // namespace commonplace::app
