// The documents that are kept of a source, read by today's parser: what that changes of the entries that are stored.

#pragma once

#include <boost/json/value.hpp>
#include <span>
#include <string>
#include <vector>

#include "app/live.h"
#include "commonplace/result.h"
#include "store/store.h"

namespace commonplace::app {

// A member of an entry's JSON (SPEC §2), before and after; null where it has none.
struct ChangedField {
  std::string name;
  boost::json::value before;
  boost::json::value after;
};

struct ChangedEntry {
  std::string key;
  std::string title;  // as it is now
  std::vector<ChangedField> fields;
};

struct Renormalized {
  std::vector<ChangedEntry> entries;
  std::vector<TopicId> touched;       // topics to publish anew
  std::vector<std::string> problems;  // documents that could not be read, each a sentence
};

// Those of these slugs, all where none is given. Error NotFound: a slug that no source has.
Result<std::vector<const Source*>> sources_to_renormalize(const Live& live, std::span<const std::string> slugs);

// Blocks on the store and on parsing; for the writer, a source at a time. Where it is only tried, nothing is stored.
Result<Renormalized> renormalize(store::Store& store, const Live& live, const Source& source,
                                 store::RetentionStore::Amending how, Timestamp now);

// One line of JSON an entry, {"source","key","title","changes":{"FIELD":{"before","after"}}}, and one a problem,
// {"source","problem"}.
std::string renormalized_to_json(const std::string& source, const Renormalized& outcome);

}  // namespace commonplace::app
