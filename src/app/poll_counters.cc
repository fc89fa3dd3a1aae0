#include "app/poll_counters.h"

#include <algorithm>

namespace commonplace::app {

void PollCounters::count(const PollReport& report) {
  if (report.source.empty()) return;  // of no source: the store could not be asked
  for (serve::PollCounts* counts : {&all_, &by_source_[report.source]}) {
    ++counts->by_status[name(report.status)];
    counts->entries += report.fresh;
    counts->seconds += report.seconds;
  }
}

void PollCounters::keep_only(const config::Config& config) {
  std::erase_if(by_source_, [&](const auto& counted) {
    return !std::ranges::binary_search(config.sources, counted.first, {}, &Source::slug);
  });
}

}  // namespace commonplace::app
