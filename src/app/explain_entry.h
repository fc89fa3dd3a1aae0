// Why an entry is what it is and belongs where it does, for `commonplace explain`. Pure.

#pragma once

#include <span>
#include <string>
#include <vector>

#include "app/explain.h"
#include "app/explain_topics.h"
#include "commonplace/entry.h"
#include "dedup/judgement.h"
#include "store/records.h"

namespace commonplace::app {

// Another entry beside the one that is explained.
struct Comparison {
  Entry other;
  dedup::Judgement judgement;
  bool same_address = false;
  bool same_story = false;
};

// The other copies of its story, then entries that are alike and were kept apart from it, the most alike first. `near`
// may hold copies too, and the entry itself: they are passed over.
std::vector<Comparison> compare_with(const store::EntryRow& row, std::span<const Entry> near);

// `source` is as configured, null where it is not any more.
Explanation explain_entry(const store::EntryRow& row, std::span<const Comparison> comparisons, const Source* source,
                          std::span<const TopicReason> topics);
std::string explain_entry_as_json(const store::EntryRow& row, std::span<const Comparison> comparisons,
                                  const Source* source, std::span<const TopicReason> topics);

// Of an entry that was taken away.
Explanation explain_tombstone(const Tombstone& tombstone);
std::string explain_tombstone_as_json(const Tombstone& tombstone);

}  // namespace commonplace::app
