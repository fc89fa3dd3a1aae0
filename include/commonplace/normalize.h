// What a document says → what we make of it: one item model for every format (SPEC §2).

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/feed.h"
#include "commonplace/parse.h"
#include "commonplace/source.h"
#include "commonplace/time.h"
#include "commonplace/url.h"

namespace commonplace {

struct NormalizeContext {
  Url base;            // where the document was fetched from, or the source's homepage for files
  std::string source;  // slug, copied into entries
  std::string default_type = "News";
  std::vector<std::string> type_names;  // besides the known ones: a category that equals one becomes the type
  std::string default_language;         // where neither entry nor feed declares one
  std::string default_license;
  DateRules dates;
  FutureDates future_dates = FutureDates::FirstSeen;
  Timestamp now;                        // what "more than a day ahead" is measured from
  std::optional<Timestamp> first_seen;  // stands in for a missing date; none in `parse`
  bool is_backlog = false;              // the source's first document: then the document's own date does, if earlier
};

// Never fails: what cannot be used is left out, with a warning in words fit for the publisher.
Feed normalize_feed(const ParsedFeed& parsed, const NormalizeContext& context);

struct Excerpt {
  std::string text;
  bool truncated = false;

  friend bool operator==(const Excerpt&, const Excerpt&) = default;
};

// At most `limit` code points with the closing "…", cut between words, never inside a grapheme. A text that arrives
// already cut (ends in "..." or "…") loses its last run of non-space characters and gets one "…".
Excerpt make_excerpt(std::string_view plain_text, std::size_t limit = 250);

}  // namespace commonplace
