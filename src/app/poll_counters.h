// Counts what polls come to, for /metrics. Lives on the net thread.

#pragma once

#include <map>
#include <string>

#include "app/live.h"
#include "app/pipeline.h"
#include "serve/metrics.h"

namespace commonplace::app {

class PollCounters {
 public:
  void count(const PollReport& report);
  // What is no longer configured is forgotten.
  void keep_only(const config::Config& config);

  const serve::PollCounts& all() const { return all_; }
  const std::map<std::string, serve::PollCounts, std::less<>>& by_source() const { return by_source_; }

 private:
  serve::PollCounts all_;
  std::map<std::string, serve::PollCounts, std::less<>> by_source_;
};

}  // namespace commonplace::app
