// A document of a source that is not in the store yet → what it would bring, and to which topics. Pure.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/live.h"
#include "fetch/fetcher.h"

namespace commonplace::app {

struct Preview {
  struct Share {
    std::string topic;  // slug
    std::string title;
    std::size_t entries = 0;  // that the topic would take
  };

  std::string title;
  std::string format;          // "RSS 2.0"
  std::string site;            // the publisher's, as the feed names it; empty: it does not
  std::vector<Entry> entries;  // the newest first
  std::vector<std::string> warnings;
  std::vector<Share> topics;  // those that would take some, by slug
};

// `source` is one of `live`. Errors: those of reading a document (NotAFeed, …), in words that say what it is instead.
Result<Preview> preview(const Live& live, const Source& source, const fetch::FetchResponse& response, Timestamp now);

// A configuration whose topics the store may not have seen: compiled with ids that are good for nothing else.
Result<std::shared_ptr<const Live>> make_live_for_preview(config::Config config);

}  // namespace commonplace::app
