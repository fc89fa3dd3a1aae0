// Stories as the store has them → stories as pages show them, with those who published them.

#pragma once

#include <map>
#include <string>

#include "app/live.h"
#include "commonplace/publish.h"
#include "store/store.h"

namespace commonplace::app {

// How readers see a source: the operator's words, else the feed's own.
Publisher publisher_of(const Live& live, std::string_view slug, const FeedHead& head);

Copy copy_of(const Entry& entry, const Publisher& publisher);

// Reads each source's head once; for one configuration, and for as long as what sources say may be that old.
class StoryReader {
 public:
  using Publishers = std::map<std::string, Publisher>;  // by slug

  StoryReader(store::PageStore& store, const Live& live) : store_(store), live_(live) {}

  Result<Publisher> publisher(const std::string& slug);
  // As readers of the topic may see it. Its publishers are added to `publishers`.
  Result<Story> read(store::StoryRow row, const Topic& topic, Publishers& publishers);
  // The same of a story that announces an event: without the texts that no calendar shows.
  Result<Story> read_event(store::StoryRow row, const Topic& topic, Publishers& publishers);

 private:
  store::PageStore& store_;
  const Live& live_;
  Publishers known_;
};

}  // namespace commonplace::app
