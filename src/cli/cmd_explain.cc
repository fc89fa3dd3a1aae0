// `commonplace explain NAME`: why something is as it is. What NAME is decides what is explained.

#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "app/engine.h"
#include "app/explain.h"
#include "app/explain_entry.h"
#include "app/topic_selection.h"
#include "app/unknown_name.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/terminal.h"
#include "cli/wrap.h"
#include "dedup/sketch.h"
#include "runtime/clock.h"

namespace commonplace::cli {
namespace {

void print(const app::Explanation& lines) {
  std::size_t width = 0;
  for (const auto& [label, words] : lines) width = std::max(width, label.size());
  for (const auto& [label, words] : lines) {
    std::cout << wrap(label + std::string(width + 2 - label.size(), ' '), words, terminal_width(STDOUT_FILENO));
  }
}

int explain_source(store::Store& store, const Source& source, bool json) {
  const auto row = store.source(source.slug);
  if (!row) return complain(row.error());
  if (!*row) {
    return complain({Errc::NotFound, "source '" + source.slug +
                                         "' is configured, but was never polled; `commonplace poll " + source.slug +
                                         "` does so"});
  }
  const Timestamp now = runtime::SystemClock().now();
  if (json) {
    std::cout << app::explain_source_as_json(**row, source, now) << '\n';
  } else {
    print(app::explain_source(**row, source, now));
  }
  return kDone;
}

// What is shown of the topics that the entry's story is in.
Result<app::ShownStories> shown_stories(store::Store& store, const store::EntryRow& row, const config::Config& config,
                                        Timestamp now) {
  app::ShownStories shown;
  const auto stored = store.topics();
  if (!stored) return fail(stored.error());
  for (const Topic& topic : config.topics) {
    std::set<std::string>& keys = shown[topic.slug];
    if (std::ranges::find(row.topics, topic.slug) == row.topics.end()) continue;
    const auto named = std::ranges::find(*stored, topic.slug, &store::TopicRow::slug);
    const auto found = store.newest(named->id, app::selection_of(topic, now));
    if (!found) return fail(found.error());
    for (const store::StoryRow& story : found->stories) keys.insert(story.key);
  }
  return shown;
}

int explain_entry(store::Store& store, const store::EntryRow& row, const config::Config& config, bool json) {
  const Timestamp now = runtime::SystemClock().now();
  const std::vector<dedup::CopySearch> searches = {
      {dedup::sketch_of(dedup::outline_of(row.entry)), row.entry.published}};
  std::vector<Entry> near;
  const auto take = [&near](std::size_t, std::span<const Entry> found) { near.assign(found.begin(), found.end()); };
  if (const auto looked = store.alike(searches, now, take); !looked) return complain(looked.error());
  const auto shown = shown_stories(store, row, config, now);
  if (!shown) return complain(shown.error());
  const auto configured = std::ranges::find(config.sources, row.entry.source, &Source::slug);
  const Source* source = configured == config.sources.end() ? nullptr : &*configured;
  const std::vector<app::TopicReason> topics = app::explain_topics(row, config.topics, config.sources, *shown, now);
  const std::vector<app::Comparison> comparisons = app::compare_with(row, near);
  if (json) {
    std::cout << app::explain_entry_as_json(row, comparisons, source, topics) << '\n';
  } else {
    print(app::explain_entry(row, comparisons, source, topics));
  }
  return kDone;
}

int explain_tombstone(const Tombstone& left, bool json) {
  if (json) {
    std::cout << app::explain_tombstone_as_json(left) << '\n';
  } else {
    print(app::explain_tombstone(left));
  }
  return kDone;
}

}  // namespace

int explain(const app::Launch& launch, const ExplainOptions& options) {
  const config::Loaded loaded = app::read_configuration(launch);
  const auto source = std::ranges::find(loaded.config.sources, options.name, &Source::slug);
  const auto store = app::open_for_reading(loaded.config.service);
  if (!store) return complain(store.error());
  if (source != loaded.config.sources.end()) return explain_source(**store, *source, options.json);
  const auto row = (*store)->entry(options.name);
  if (!row) return complain(row.error());
  if (*row) return explain_entry(**store, **row, loaded.config, options.json);
  const auto left = (*store)->tombstone(options.name);
  if (!left) return complain(left.error());
  if (*left) return explain_tombstone(**left, options.json);
  return complain(app::unknown_source_or_key(loaded.config, options.name));
}

}  // namespace commonplace::cli
