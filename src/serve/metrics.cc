#include "serve/metrics.h"

#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <string_view>

#include "model/trouble.h"

namespace commonplace::serve {
namespace {

using store::SourceGauge;

constexpr SourceState kStates[] = {SourceState::New, SourceState::Ok, SourceState::Failing, SourceState::Gone,
                                   SourceState::Silent};

// Whole numbers as they are, others with three digits.
std::string number(double value) {
  if (value == std::floor(value)) return std::to_string(static_cast<std::int64_t>(value));
  const auto thousandths = static_cast<std::int64_t>(std::llround(value * 1000));
  std::string fraction = std::to_string(thousandths % 1000);
  fraction.insert(0, 3 - fraction.size(), '0');
  return std::to_string(thousandths / 1000) + "." + fraction;
}

std::string label(std::string_view name, std::string_view value) {
  std::string text = std::string(name) + "=\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') text += '\\';
    text += c == '\n' ? ' ' : c;
  }
  return text + '"';
}

class Page {
 public:
  void family(std::string_view name, std::string_view type, std::string_view help) {
    name_ = name;
    out_ += "# HELP " + name_ + " " + std::string(help) + "\n# TYPE " + name_ + " " + std::string(type) + "\n";
  }
  void sample(double value, std::string_view labels = {}) {
    out_ += name_;
    if (!labels.empty()) out_ += "{" + std::string(labels) + "}";
    out_ += " " + number(value) + "\n";
  }
  std::string take() && { return std::move(out_); }

 private:
  std::string out_;
  std::string name_;
};

double seconds_of(Timestamp time) { return static_cast<double>(time.time_since_epoch().count()); }

std::optional<double> failures(const SourceGauge& source) { return source.failures; }
std::optional<double> trouble(const SourceGauge& source) { return is_trouble(source.state) ? 1 : 0; }
std::optional<double> last_success(const SourceGauge& source) {
  if (!source.last_success) return std::nullopt;
  return seconds_of(*source.last_success);
}
std::optional<double> next_poll(const SourceGauge& source) { return seconds_of(source.next_poll); }

struct SourceFamily {
  std::string_view name, help;
  std::optional<double> (*value)(const SourceGauge&);
};
constexpr SourceFamily kGauges[] = {
    {"commonplace_source_failures", "Polls of this source that failed in a row.", &failures},
    {"commonplace_source_trouble", "1 where the source fails, is gone or is silent.", &trouble},
    {"commonplace_source_last_success_timestamp_seconds", "When this source last answered well.", &last_success},
    {"commonplace_source_next_poll_timestamp_seconds", "When this source is asked next.", &next_poll},
};

void write_service(Page& page, const Metrics& metrics) {
  page.family("commonplace_build_info", "gauge", "1; the version is a label.");
  page.sample(1, label("version", metrics.version));
  page.family("commonplace_ready", "gauge", "1 once readers are answered.");
  page.sample(metrics.ready ? 1 : 0);
  page.family("commonplace_config_errors", "gauge", "Mistakes in the drop-ins that are in force.");
  page.sample(static_cast<double>(metrics.config_errors));
  page.family("commonplace_sources", "gauge", "Enabled sources by their state.");
  for (const SourceState state : kStates) {
    double count = 0;
    for (const SourceGauge& source : metrics.sources) count += source.state == state ? 1 : 0;
    page.sample(count, label("state", name(state)));
  }
  page.family("commonplace_published_documents", "gauge", "Documents that readers are answered with from memory.");
  page.sample(static_cast<double>(metrics.published.documents));
  page.family("commonplace_published_bytes", "gauge", "Memory of these documents in each encoding.");
  page.sample(static_cast<double>(metrics.published.identity), label("encoding", "identity"));
  page.sample(static_cast<double>(metrics.published.gzip), label("encoding", "gzip"));
  page.sample(static_cast<double>(metrics.published.brotli), label("encoding", "br"));
  page.family("commonplace_connections", "gauge", "Connections of readers that are open.");
  page.sample(static_cast<double>(metrics.connections));
  page.family("commonplace_alerts_total", "counter", "Alerts sent to the webhook.");
  page.sample(static_cast<double>(metrics.alerts_delivered), label("result", "delivered"));
  page.sample(static_cast<double>(metrics.alerts_failed), label("result", "failed"));
  page.family("commonplace_alerts_watched", "gauge", "Sources of which there is or may be something to tell.");
  page.sample(static_cast<double>(metrics.alerts_watched));
}

void write_polls(Page& page, const Metrics& metrics) {
  const PollCounts& all = metrics.all_polls;
  page.family("commonplace_polls_total", "counter", "Polls of all sources by their outcome.");
  for (const auto& [status, count] : all.by_status) page.sample(static_cast<double>(count), label("status", status));
  page.family("commonplace_poll_seconds_total", "counter", "Time that polls took.");
  page.sample(all.seconds);
}

// Of the enabled sources only: what is taken out of the configuration goes out of here.
void write_sources(Page& page, const Metrics& metrics) {
  page.family("commonplace_source_polls_total", "counter", "Polls of this source by their outcome.");
  for (const SourceGauge& source : metrics.sources) {
    const auto counts = metrics.polls.find(source.slug);
    if (counts == metrics.polls.end()) continue;
    for (const auto& [status, count] : counts->second.by_status) {
      page.sample(static_cast<double>(count), label("source", source.slug) + "," + label("status", status));
    }
  }
  page.family("commonplace_source_entries_total", "counter", "Entries of this source that were new.");
  for (const SourceGauge& source : metrics.sources) {
    const auto counts = metrics.polls.find(source.slug);
    const double entries = counts == metrics.polls.end() ? 0 : static_cast<double>(counts->second.entries);
    page.sample(entries, label("source", source.slug));
  }
  for (const SourceFamily& family : kGauges) {
    page.family(family.name, "gauge", family.help);
    for (const SourceGauge& source : metrics.sources) {
      if (const auto value = family.value(source)) page.sample(*value, label("source", source.slug));
    }
  }
}

}  // namespace

std::string write_metrics(const Metrics& metrics) {
  Page page;
  write_service(page, metrics);
  write_polls(page, metrics);
  write_sources(page, metrics);
  return std::move(page).take();
}

}  // namespace commonplace::serve
