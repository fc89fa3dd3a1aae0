// `commonplace explain NAME`: why something is as it is. What NAME is decides what is explained.

#include <algorithm>
#include <iostream>

#include "app/engine.h"
#include "app/explain.h"
#include "app/explain_entry.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "dedup/sketch.h"
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

int explain_source(store::Store& store, const Source& source, bool json) {
  const auto row = store.source(source.slug);
  if (!row) return complain(row.error());
  if (!*row) {
    return complain({Errc::NotFound, "source '" + source.slug + "' is configured, but no daemon has read it yet"});
  }
  const Timestamp now = runtime::SystemClock().now();
  if (json) {
    std::cout << app::explain_source_as_json(**row, source, now) << '\n';
  } else {
    print(app::explain_source(**row, source, now));
  }
  return kDone;
}

int explain_entry(store::Store& store, const store::EntryRow& row, const Source* source, bool json) {
  const std::vector<dedup::Sketch> sketches = {dedup::sketch_of(dedup::outline_of(row.entry))};
  const auto near = store.alike(sketches, runtime::SystemClock().now());
  if (!near) return complain(near.error());
  const std::vector<app::Comparison> comparisons = app::compare_with(row, near->front());
  if (json) {
    std::cout << app::explain_entry_as_json(row, comparisons, source) << '\n';
  } else {
    print(app::explain_entry(row, comparisons, source));
  }
  return kDone;
}

}  // namespace

int explain(const app::Launch& launch, const ExplainOptions& options) {
  const config::Loaded loaded = app::read_configuration(launch);
  const auto source_named = [&loaded](std::string_view slug) -> const Source* {
    const auto source = std::ranges::find(loaded.config.sources, slug, &Source::slug);
    return source == loaded.config.sources.end() ? nullptr : &*source;
  };
  const Source* source = source_named(options.name);
  const auto store = app::open_for_reading(loaded.config.service);
  if (!store) return complain(store.error());
  if (source) return explain_source(**store, *source, options.json);
  const auto row = (*store)->entry(options.name);
  if (!row) return complain(row.error());
  if (*row) return explain_entry(**store, **row, source_named((*row)->entry.source), options.json);
  return complain(
      {Errc::NotFound, "nothing is called '" + options.name +
                           "'; `commonplace sources` lists the sources, `commonplace entries --json` the keys"});
}

}  // namespace commonplace::cli
