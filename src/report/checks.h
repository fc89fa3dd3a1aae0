// The checks: each looks at one side of a feed and notes what it finds.

#pragma once

#include <string_view>

#include "commonplace/normalize.h"
#include "commonplace/parse.h"
#include "report/tally.h"

namespace commonplace::report {

// What all checks look at. Views live as long as the report is made.
struct Examined {
  std::string_view text;  // decoded
  const ParsedFeed& parsed;
  const Feed& feed;  // the same, normalized; entries in the same order
  const NormalizeContext& context;
};

// Whether an address means another page on every site: relative, without a base, and no place within the text.
bool leans_on_page(std::string_view address, std::string_view base);

void check_issues(const Examined& document, const Places& places, Tally& tally);      // what parsing told
void check_namespaces(const Examined& document, const Places& places, Tally& tally);  // how they are spelled
void check_head(const Examined& document, const Places& places, Tally& tally);
void check_ids(const Examined& document, Tally& tally);
void check_dates(const Examined& document, Tally& tally);
void check_fields(const Examined& document, Tally& tally);  // titles, links, authors
void check_texts(const Examined& document, Tally& tally);   // what the HTML of summary and content holds
void check_cut_texts(const Examined& document, Tally& tally);

}  // namespace commonplace::report
