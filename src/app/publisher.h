// Store × configuration → snapshot: rebuilds what a commit touched.

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/live.h"
#include "app/story_reader.h"
#include "commonplace/publish.h"
#include "serve/snapshot.h"
#include "store/store.h"

namespace commonplace::app {

// Builds snapshots. Used by one thread at a time; blocks on the store.
class SnapshotBuilder {
 public:
  static constexpr std::size_t kMostFiles = 4096;

  // Keeps so many descriptors open at most, for the bodies of documents.
  explicit SnapshotBuilder(store::Store& pages, std::size_t most_files = kMostFiles)
      : pages_(pages), files_(most_files) {}

  // The next snapshot, as of `now`: topics that are `touched`, show a publisher who has changed or what has grown too
  // old for them, or have pins, are built anew, the others are taken from the one before. A new `live` rebuilds
  // everything, and so does what follows a failure. Error: the store could not be read; the snapshot before stays good.
  Result<std::shared_ptr<const serve::Snapshot>> build(std::shared_ptr<const Live> live,
                                                       const std::set<TopicId>& touched, Timestamp now);

  // When something in the last snapshot grows too old for its topic, by `max_age`, or an event is over: it is to be
  // built anew then.
  std::optional<Timestamp> good_until() const;

 private:
  struct Built {
    std::shared_ptr<const serve::Representation> atom;
    std::shared_ptr<const serve::Representation> rss;
    std::shared_ptr<const serve::Representation> json;
    std::shared_ptr<const serve::Representation> calendar;
    std::shared_ptr<const serve::Representation> html;
    std::shared_ptr<const Embed> embed;  // none of a topic that is not for everybody
    std::shared_ptr<const serve::Representation> embed_page;
    IndexPage::Row row;
    EventsPage events;  // without the texts that are on no list
    std::map<std::string, Publisher> publishers;
    std::optional<Timestamp> good_until;
  };

  Result<bool> renew_topics(const std::set<TopicId>& touched);
  Result<bool> shows_what_publishers_say(const Built& built);
  bool is_good(const Topic& topic, const Built& built) const;
  Result<Built> build_topic(const Topic& topic);
  Result<bool> add_events(TopicPage& page, Built& built);
  Result<bool> put_pins_first(TopicPage& page);
  Result<bool> may_be_pinned(const Topic& topic, const store::StoryRow& story);
  Result<SourceList> sources_of(const Topic& topic);
  Result<std::uint64_t> digest_of_publishers();
  // The document that stands at `path` already, where it is the same; else a new one.
  std::shared_ptr<const serve::Representation> publish(const std::string& path, const Rendered& rendered,
                                                       std::chrono::seconds max_age,
                                                       serve::Audience audience = serve::Audience::Everybody,
                                                       serve::Shelf* shelf = nullptr) const;
  std::shared_ptr<const serve::FeedHistory> history_of(const std::string& path) const;
  void add_topics(serve::Snapshot& snapshot);
  Result<bool> add_lists_of_sources(serve::Snapshot& snapshot);
  void add_site(serve::Snapshot& snapshot);
  void add_events(serve::Snapshot& snapshot);

  store::Store& pages_;
  std::shared_ptr<const Live> live_;
  Timestamp now_;
  std::optional<StoryReader> stories_;  // while a build is under way
  std::map<TopicId, Built> built_;
  bool are_renewed_ = false;  // all that were touched
  std::shared_ptr<const serve::Snapshot> last_;
  std::uint64_t listed_ = 0;                 // digest of the publishers that the lists of sources in `last_` show
  std::shared_ptr<const Live> listed_live_;  // that these lists were made of
  serve::MemoryFiles files_;                 // one a topic
};

}  // namespace commonplace::app
