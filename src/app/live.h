// A configuration in force: the drop-ins, and everything that is compiled from them once.

#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "commonplace/ingest.h"
#include "commonplace/publish.h"
#include "config/config.h"
#include "store/records.h"

namespace commonplace::app {

// How the drop-ins are that a configuration was read from.
struct DropIns {
  std::string digest;                 // of all that was read
  std::vector<std::string> kept;      // files that are bad now: their last good text is in force
  std::vector<std::string> left_out;  // files that are bad, and nothing of them is in force
};

// Immutable; whoever works with it holds it until done, so a reload never pulls it from under a poll.
struct Live {
  config::Config config;
  TopicMatcher matcher;
  std::map<std::string, SourceQueries, std::less<>> queries;                  // by slug, where any is set
  std::map<std::string, std::shared_ptr<const TimeZone>, std::less<>> zones;  // by slug, where one is set
  std::shared_ptr<const TimeZone> page_zone;
  std::set<TopicId> guarded_topics;  // what is not for everybody, as the configuration has it and the store remembers
  store::Slugs guarded_sources;
  Self self;
  Timestamp shown_since{};                // see appearance.h
  std::vector<std::string> type_names;    // that any source's `types` uses
  std::vector<config::Message> messages;  // about the drop-ins as they are now
  DropIns drop_ins;

  const Source* source(std::string_view slug) const;
  const SourceQueries& queries_of(const Source& source) const;
  const Topic* topic(TopicId id) const;
  Site site() const;
};

// The name under which a service mints ids.
std::string tag_authority(const config::Service& service);

// Compiles queries and topics. The ids of sources and topics must be those of the store. Error: BadQuery.
Result<std::shared_ptr<const Live>> make_live(config::Config config, std::vector<config::Message> messages,
                                              DropIns drop_ins = {}, store::Guarded remembered = {},
                                              Timestamp shown_since = {});

// How a document of this source is to be read. The first refers to `live` and `source`.
IngestContext ingest_context(const Live& live, const Source& source, Url base, Timestamp now);
NormalizeContext normalize_context(const Live& live, const Source& source, Url base, Timestamp now);

}  // namespace commonplace::app
