// Stories as the store has them → stories as pages show them, with those who published them.

#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

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
  // Of the copies that the row has, the first leads. Their publishers are added to `publishers`.
  Result<Story> tell(store::StoryRow row, Publishers& publishers);
  // As readers of the topic may see it; nothing where they may not. Its publishers are added to `publishers`.
  Result<std::optional<Story>> read(store::StoryRow row, const Topic& topic, Publishers& publishers);
  // The same of a story that announces an event: without the texts that no calendar shows. Nothing where no copy that
  // they may see announces it.
  Result<std::optional<Story>> read_event(store::StoryRow row, const Topic& topic, Publishers& publishers);
  // By the ids by which they know the stories; of none that has the id of one of these.
  Result<std::vector<Retraction>> retractions(std::span<const store::RetractionRow> rows, const Topic& topic,
                                              std::span<const Story> shown);

 private:
  store::PageStore& store_;
  const Live& live_;
  Publishers known_;
};

}  // namespace commonplace::app
