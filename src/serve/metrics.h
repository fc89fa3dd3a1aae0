// What Prometheus reads at /metrics (text format 0.0.4).
//
// Labels are slugs of enabled sources and words of fixed lists, so there are as many series as the configuration says:
// no message, address or status of a server becomes one.

#pragma once

#include <boost/container/flat_map.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "serve/snapshot.h"
#include "store/records.h"

namespace commonplace::serve {

// Since the daemon began, as Prometheus expects of counters.
struct PollCounts {
  boost::container::flat_map<std::string_view, std::uint64_t> by_status;  // "ok", "unchanged", …: literals
  std::uint64_t entries = 0;                                              // new to the store
  double seconds = 0;
};

struct Metrics {
  std::string version;
  bool ready = false;
  std::size_t config_errors = 0;
  std::vector<store::SourceGauge> sources;
  PollCounts all_polls;                                  // also of sources that were taken out since
  std::map<std::string, PollCounts, std::less<>> polls;  // by slug
  SnapshotSize published;
  std::size_t connections = 0;  // of readers
  std::size_t alerts_delivered = 0;
  std::size_t alerts_failed = 0;
  std::size_t alerts_watched = 0;
};

std::string write_metrics(const Metrics& metrics);

}  // namespace commonplace::serve
