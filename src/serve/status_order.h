// In which order the status page lists the sources, and which of them: /status?sort=-entries&show=broken. Pure.

#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "store/records.h"

namespace commonplace::serve {

enum class SortBy { Trouble, Source, State, Good, New, Next, Entries };

// What the columns are called in an address; Trouble is how a page begins, and has no name.
constexpr std::array<std::pair<SortBy, std::string_view>, 6> kSortNames = {{{SortBy::Source, "source"},
                                                                            {SortBy::State, "state"},
                                                                            {SortBy::Good, "good"},
                                                                            {SortBy::New, "new"},
                                                                            {SortBy::Next, "next"},
                                                                            {SortBy::Entries, "entries"}}};

struct StatusOrder {
  SortBy by = SortBy::Trouble;
  bool reversed = false;  // "-source"
  bool only_broken = false;

  friend bool operator==(const StatusOrder&, const StatusOrder&) = default;
};

// What means nothing is as if it were not there.
StatusOrder read_status_order(std::string_view query);
// "/status", with the parameters that say so.
std::string status_address(const StatusOrder& order);
// What a column's head leads to: sorted by it, or reversed where it is already.
StatusOrder order_by(const StatusOrder& present, SortBy column);

// Trouble and State: the worst first. Good, New and Next: the earliest first, never before that. Entries: the most
// first. Equals by slug.
std::vector<const store::SourceRow*> in_order(const std::vector<store::SourceRow>& rows, const StatusOrder& order);

}  // namespace commonplace::serve
