// Bytes → a feed with identities, types and topics: the pure stages in order.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commonplace/feed.h"
#include "commonplace/normalize.h"
#include "commonplace/result.h"
#include "commonplace/source.h"
#include "commonplace/topic.h"

namespace commonplace {

struct RawDocument {
  std::string_view bytes;
  std::string content_type;
  Url url;  // where it was fetched from in the end
};

// A source's queries, compiled once per configuration.
struct SourceQueries {
  std::vector<std::pair<std::string, Query>> types;  // type → query, in the order of the configuration
  Query include;
  std::optional<Query> exclude;
};

// By what a service recognizes its own publications.
struct Self {
  std::string tag_authority;  // in the ids that it mints
  std::string public_url;
};

struct IngestContext {
  const Source& source;
  const SourceQueries& queries;
  const TopicMatcher& topics;
  const Self& self;
  NormalizeContext normalize;
};

struct Ingested {
  Feed feed;                                 // entries that are wanted, and were not ours in the first place
  std::vector<std::vector<TopicId>> topics;  // one list per entry
};

Result<Ingested> ingest(const RawDocument& document, const IngestContext& context);

}  // namespace commonplace
