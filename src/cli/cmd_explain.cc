// `commonplace explain NAME`: why something is as it is. What NAME is decides what is explained.

#include <algorithm>
#include <iostream>

#include "app/engine.h"
#include "app/explain.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "runtime/clock.h"

namespace commonplace::cli {
namespace {

void print(const app::Explanation& lines) {
  std::size_t width = 0;
  for (const auto& [label, words] : lines) width = std::max(width, label.size());
  for (const auto& [label, words] : lines) {
    std::cout << label << std::string(width + 2 - label.size(), ' ') << words << '\n';
  }
}

int explain_source(const config::Config& config, const Source& source, bool json) {
  const auto store = app::open_for_reading(config.service);
  if (!store) return complain(store.error());
  const auto rows = (*store)->sources();
  if (!rows) return complain(rows.error());
  const auto row = std::ranges::find(*rows, source.slug, &store::SourceRow::slug);
  if (row == rows->end()) {
    return complain({Errc::NotFound, "source '" + source.slug + "' is configured, but no daemon has read it yet"});
  }
  const Timestamp now = runtime::SystemClock().now();
  if (json) {
    std::cout << app::explain_source_as_json(*row, source, now) << '\n';
  } else {
    print(app::explain_source(*row, source, now));
  }
  return kDone;
}

}  // namespace

int explain(const app::Launch& launch, const ExplainOptions& options) {
  const config::Loaded loaded = app::read_configuration(launch);
  const auto source = std::ranges::find(loaded.config.sources, options.name, &Source::slug);
  if (source != loaded.config.sources.end()) return explain_source(loaded.config, *source, options.json);
  return complain(
      {Errc::NotFound, "nothing is called '" + options.name + "'; `commonplace sources` lists the sources"});
}

}  // namespace commonplace::cli
