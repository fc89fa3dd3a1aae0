#include "serve/metrics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

namespace commonplace::serve {
namespace {

using namespace std::chrono_literals;

Metrics metrics() {
  Metrics made;
  made.version = "0.1.0";
  made.ready = true;
  made.config_errors = 2;
  made.sources.push_back({.slug = "alpha",
                          .state = SourceState::Ok,
                          .failures = 0,
                          .last_success = Timestamp(1729771200s),
                          .next_poll = Timestamp(1729774800s),
                          .adopted_url = "",
                          .told = {}});
  made.sources.push_back({.slug = "beta",
                          .state = SourceState::Gone,
                          .failures = 3,
                          .last_success = std::nullopt,
                          .next_poll = Timestamp(1729774900s),
                          .adopted_url = "",
                          .told = {}});
  made.polls["alpha"] = {.by_status = {{"ok", 2}, {"unchanged", 40}}, .entries = 14, .seconds = 1.25};
  made.polls["beta"] = {.by_status = {{"gone", 3}, {"ok", 1}}, .entries = 0, .seconds = 0.0635};
  made.polls["no longer configured"] = {.by_status = {{"ok", 1}}, .entries = 5, .seconds = 0};
  made.all_polls = {.by_status = {{"gone", 3}, {"ok", 4}, {"unchanged", 40}}, .entries = 19, .seconds = 1.314};
  made.published = {.documents = 12, .identity = 300000, .gzip = 60000, .brotli = 50000};
  made.connections = 7;
  made.alerts_delivered = 4;
  made.alerts_failed = 1;
  return made;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(WriteMetrics, SaysWhatCanBeWatched) {
  const std::vector<std::string> lines = lines_of(write_metrics(metrics()));
  for (const std::string_view line : {
           "commonplace_build_info{version=\"0.1.0\"} 1",
           "commonplace_ready 1",
           "commonplace_config_errors 2",
           "commonplace_sources{state=\"ok\"} 1",
           "commonplace_sources{state=\"gone\"} 1",
           "commonplace_sources{state=\"failing\"} 0",
           "commonplace_polls_total{status=\"ok\"} 4",
           "commonplace_poll_seconds_total 1.314",
           "commonplace_source_polls_total{source=\"alpha\",status=\"unchanged\"} 40",
           "commonplace_source_polls_total{source=\"beta\",status=\"gone\"} 3",
           "commonplace_source_entries_total{source=\"alpha\"} 14",
           "commonplace_source_entries_total{source=\"beta\"} 0",
           "commonplace_source_failures{source=\"beta\"} 3",
           "commonplace_source_trouble{source=\"alpha\"} 0",
           "commonplace_source_trouble{source=\"beta\"} 1",
           "commonplace_source_last_success_timestamp_seconds{source=\"alpha\"} 1729771200",
           "commonplace_source_next_poll_timestamp_seconds{source=\"beta\"} 1729774900",
           "commonplace_published_documents 12",
           "commonplace_published_bytes{encoding=\"identity\"} 300000",
           "commonplace_published_bytes{encoding=\"br\"} 50000",
           "commonplace_connections 7",
           "commonplace_alerts_total{result=\"delivered\"} 4",
           "commonplace_alerts_total{result=\"failed\"} 1",
           "commonplace_alerts_watched 0",
       })
    EXPECT_EQ(std::ranges::count(lines, line), 1) << line;
}

TEST(WriteMetrics, LabelsOnlyWhatIsConfigured) {
  const std::string text = write_metrics(metrics());
  EXPECT_EQ(text.find("no longer configured"), std::string::npos);
  EXPECT_EQ(text.find("last_success_timestamp_seconds{source=\"beta\""), std::string::npos) << "it never was";
}

// Each family is announced once and its samples stand together (Prometheus text format 0.0.4).
TEST(WriteMetrics, KeepsFamiliesTogether) {
  std::set<std::string> announced;
  std::string family;
  for (const std::string& line : lines_of(write_metrics(metrics()))) {
    if (line.starts_with("# TYPE ")) {
      family = line.substr(7, line.find(' ', 7) - 7);
      EXPECT_TRUE(announced.insert(family).second) << family;
    } else if (!line.starts_with("# HELP ")) {
      EXPECT_EQ(line.substr(0, line.find_first_of("{ ")), family);
    }
  }
  EXPECT_GE(announced.size(), 12u);
}

}  // namespace
}  // namespace commonplace::serve
