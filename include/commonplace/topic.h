// An editorial selection: what belongs to it, and how its page reads (SPEC §1, §6).

#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/entry.h"
#include "commonplace/result.h"
#include "commonplace/source.h"

namespace commonplace {

namespace topic {
struct QueryNode;
}

// A picture that is always shown with its credit and licence.
struct TopicImage {
  std::string url;
  std::string alt;
  std::string credit;
  std::string license;
  std::string license_url;

  friend bool operator==(const TopicImage&, const TopicImage&) = default;
};

// A [topic.SLUG] table with the defaults filled in.
struct Topic {
  TopicId id{};
  std::string slug;
  std::string title;
  std::string description;
  std::string match;                 // query; empty: everything
  std::vector<std::string> sources;  // slugs and #tags; empty: all
  std::vector<std::string> types;
  std::vector<std::string> languages;
  std::optional<std::chrono::seconds> max_age;
  std::size_t limit = 20;  // entries in the subscription document and on the page
  std::optional<std::size_t> per_source;
  std::optional<TopicImage> image;
  std::vector<std::string> related;  // slugs
  std::vector<std::string> pin;      // entry keys
  std::vector<std::string> hide;     // entry keys
  std::vector<std::string> tokens;   // whoever has one of these may read it; empty: everybody may. Never published
  bool is_closed = false;            // nobody may: it asks for tokens, and none of them is there

  friend bool operator==(const Topic&, const Topic&) = default;
};

// Whether everybody may read it, without a token.
inline bool is_public(const Topic& topic) { return topic.tokens.empty() && !topic.is_closed; }

// Where a query is wrong, and what was expected there. `offset` counts bytes into the query.
struct QueryError {
  std::size_t offset = 0;
  std::string message;

  friend bool operator==(const QueryError&, const QueryError&) = default;
};

// One test of a query, in canonical spelling, and whether an entry passes it: what `explain` and `try` show.
struct QueryFinding {
  std::string test;
  bool holds = false;

  friend bool operator==(const QueryFinding&, const QueryFinding&) = default;
};

// One compiled query of SPEC §6. Immutable, cheap to copy, safe to share between threads.
class Query {
 public:
  Query();  // matches everything
  static tl::expected<Query, QueryError> compile(std::string_view text);

  bool matches(const Entry& entry, std::span<const std::string> source_tags = {}) const;
  bool matches_everything() const;
  // Every distinct test of the query, in the order of its text.
  std::vector<QueryFinding> explain(const Entry& entry, std::span<const std::string> source_tags = {}) const;

  // What it asks for (topic/tree.h), for whoever looks it up elsewhere. Valid as long as this is.
  const topic::QueryNode& tree() const;

 private:
  friend class TopicMatcher;
  std::shared_ptr<const struct QueryProgram> program_;
};

// All topics as one immutable matcher: an entry is analysed once and asked of all of them. Safe to share.
class TopicMatcher {
 public:
  TopicMatcher();  // no topics
  // `sources` give the tags that `#tag` in a topic's `sources` names. Error: BadQuery, naming the topic's slug.
  static Result<TopicMatcher> compile(std::span<const Topic> topics, std::span<const Source> sources);

  // The topics that the entry belongs to, in the order given to compile. Age, limits, pins and hides are not
  // looked at: they depend on the moment of publishing.
  std::vector<TopicId> match(const Entry& entry) const;

 private:
  std::shared_ptr<const struct TopicIndex> index_;
};

}  // namespace commonplace
