// A query and one entry → which part of the query matched where, or which part failed: for people who ask why.

#pragma once

#include <span>
#include <string>
#include <vector>

#include "commonplace/entry.h"
#include "topic/tree.h"

namespace commonplace::topic {

// One part of a query that decided: words, a value or a condition.
struct Reason {
  std::string part;          // as one would write it: title:partner*
  bool holds = false;        // of the entry
  bool is_excluded = false;  // the query wants the opposite
  std::string place{};       // where words stand: title, excerpt, summary, content, category, author
  std::string found{};       // those words as the entry has them, or the value that it has instead or as wanted

  friend bool operator==(const Reason&, const Reason&) = default;
};

struct Verdict {
  bool matches = false;
  // Of a match, every part that holds, or what is excluded and missing where there is nothing else. Else the smallest
  // part of an AND that fails, and of an OR all parts. Empty for a query of everything.
  std::vector<Reason> reasons;
};

Verdict explain(const QueryNode& query, const Entry& entry, std::span<const std::string> source_tags);

// "partner* in the title: Partners", "type:Webinar: its type is News".
std::string in_words(const Reason& reason);
// All of them, those whose words are missing together: "none of garden, cook* is there; type:Event: its type is News".
std::string in_words(std::span<const Reason> reasons);

}  // namespace commonplace::topic
