// `commonplace sources`, `topics`, `entries`: what is configured and stored, read beside a running daemon.

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <iostream>

#include "app/engine.h"
#include "app/listings.h"
#include "app/unknown_name.h"
#include "cli/caret.h"
#include "cli/commands.h"
#include "cli/entry_table.h"
#include "cli/exit.h"
#include "cli/table.h"
#include "commonplace/topic.h"
#include "json/entry_json.h"
#include "serve/admin_json.h"

namespace commonplace::cli {
namespace {

// Beside a table that is empty.
void hint(const char* words) { std::cerr << "commonplace: " << words << '\n'; }

struct Opened {
  config::Config config;
  std::unique_ptr<store::Store> store;
};

Result<Opened> open(const app::Launch& launch) {
  config::Loaded loaded = app::read_configuration(launch);
  auto store = app::open_for_reading(loaded.config.service);
  if (!store) return fail(store.error());
  return Opened{std::move(loaded.config), std::move(*store)};
}

// Which of the filter's words nothing goes by; nothing where all is well.
std::optional<Error> unknown_name(const EntriesOptions& options, const config::Config& config) {
  if (!options.topic.empty() && !app::find_topic(config, options.topic)) {
    return app::unknown_topic(config, options.topic);
  }
  const auto has = [&](const Source& source) { return source.slug == options.source; };
  if (!options.source.empty() && std::none_of(config.sources.begin(), config.sources.end(), has)) {
    return app::unknown_source(config, options.source);
  }
  return std::nullopt;
}

}  // namespace

int sources(const app::Launch& launch, bool json) {
  const Result<Opened> opened = open(launch);
  if (!opened) return complain(opened.error());
  const auto rows = opened->store->sources();
  if (!rows) return complain(rows.error());
  std::vector<std::vector<std::string>> table;
  for (const store::SourceRow& row : *rows) {
    if (json) std::cout << serve::source_object(row) << '\n';
    table.push_back({row.slug, std::string(name(row.history.state)), std::to_string(row.entries),
                     minutes_of(row.history.last_success), minutes_of(row.next_poll), row.history.message});
  }
  if (!json && rows->empty())
    hint("no source is known yet; `commonplace add URL` makes one, `commonplace poll` asks it");
  if (!json) print_table({"SOURCE", "STATE", "ENTRIES", "LAST GOOD (UTC)", "NEXT POLL (UTC)", "MESSAGE"}, table);
  return kDone;
}

int topics(const app::Launch& launch, bool json) {
  const Result<Opened> opened = open(launch);
  if (!opened) return complain(opened.error());
  const auto rows = opened->store->topics();
  if (!rows) return complain(rows.error());
  std::vector<std::vector<std::string>> table;
  for (const store::TopicRow& row : *rows) {
    const Topic* topic = app::find_topic(opened->config, row.slug);
    if (json) std::cout << app::topic_object(row, topic) << '\n';
    table.push_back({row.slug, std::to_string(row.stories), minutes_of(row.changed), topic ? topic->title : ""});
  }
  if (!json && rows->empty()) hint("no topic is known yet; a drop-in with [topic.SLUG] makes one");
  if (!json) print_table({"TOPIC", "STORIES", "CHANGED (UTC)", "TITLE"}, table);
  return kDone;
}

int entries(const app::Launch& launch, const EntriesOptions& options) {
  const auto query = Query::compile(options.match);
  if (!query) return complain_about_query(options.match, query.error());
  store::EntryFilter filter{options.topic, options.source, std::nullopt, std::nullopt};
  if (!options.since.empty()) {
    const auto since = parse_date(options.since);
    if (!since)
      return complain({Errc::BadQuery, "'" + options.since + "' is not a date; write one such as 2024-10-24"});
    filter.since = since->instant;
  }
  filter.limit = options.limit;
  if (!options.limit && !options.json) filter.limit = 50;
  const Result<Opened> opened = open(launch);
  if (!opened) return complain(opened.error());
  if (const auto error = unknown_name(options, opened->config)) return complain(*error);
  const auto found = app::entries_that_match(*opened->store, opened->config, *query, std::move(filter));
  if (!found) return complain(found.error());
  if (!options.json) {
    if (found->empty()) hint("nothing that is stored is so; `commonplace sources` tells what was polled");
    print_entries(*found);
    return kDone;
  }
  for (const Entry& entry : *found) std::cout << json::entry_to_json(entry) << '\n';
  return kDone;
}

}  // namespace commonplace::cli
