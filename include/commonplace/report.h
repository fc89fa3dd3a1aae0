// What is wrong with a feed's document, in words for whoever publishes it.
//
// A finding is one kind of mistake, however often it is made: what was found and where, what it means for readers, and
// what would be right. Judged is the document alone; nothing is asked of the network.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/normalize.h"
#include "commonplace/time.h"

namespace commonplace {

struct Finding {
  std::string rule;                   // a short name that does not change: "entry-without-date"
  std::string what;                   // "12 of 20 entries have no date"
  std::size_t count = 0;              // how many entries or places it concerns
  std::vector<std::uint32_t> lines;   // of the first of them, ascending; empty where it has no place
  std::vector<std::string> examples;  // as the document writes it, cut; at most three
  std::string effect;                 // what it means for readers
  std::string advice;                 // what would be right, with the specification
  bool serious = true;                // false: nothing breaks, but mending it would help

  friend bool operator==(const Finding&, const Finding&) = default;
};

struct FeedReport {
  bool readable = false;  // a feed was understood; if not, the one finding says what stands there instead
  std::string format;     // "RSS 2.0"
  std::string title;
  std::size_t entries = 0;
  std::optional<Timestamp> newest;
  std::vector<Finding> findings;  // serious ones first
};

// Never fails: a document that is no feed has that as its finding. `content_type` is the header it came with, or empty;
// `context` is how its source is read, and says where it came from.
FeedReport report_on(std::string_view bytes, std::string_view content_type, const NormalizeContext& context);

// The report as a letter of plain text, lines of at most 78 characters. `address` is where the document was read.
std::string write_letter(const FeedReport& report, std::string_view address);

}  // namespace commonplace
