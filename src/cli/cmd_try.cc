// `commonplace try 'QUERY'`: what a topic with that query would hold, before anybody writes its drop-in.

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <iostream>

#include "app/engine.h"
#include "app/search_request.h"
#include "base/counted.h"
#include "cli/caret.h"
#include "cli/commands.h"
#include "cli/entry_table.h"
#include "cli/exit.h"
#include "json/entry_json.h"

namespace commonplace::cli {
namespace {

constexpr std::size_t kShown = 20;

using Counts = std::map<std::string, std::size_t>;
using Count = std::pair<std::string, std::size_t>;

// The greatest first.
std::vector<Count> ranked(const Counts& counts) {
  std::vector<Count> list(counts.begin(), counts.end());
  std::ranges::stable_sort(list, std::ranges::greater{}, &Count::second);
  return list;
}

void print_counts(const char* label, const Counts& counts) {
  if (counts.empty()) return;
  std::string line;
  for (const auto& [name, count] : ranked(counts))
    line += (line.empty() ? "" : ", ") + name + " " + std::to_string(count);
  std::cout << label << line << '\n';
}

void print(const store::SearchResult& found) {
  if (found.total == 0) {
    std::cout << "Nothing that is stored matches.\n";
    return;
  }
  std::cout << base::counted(found.total, "entry", "entries") << " in "
            << base::counted(found.stories, "story", "stories") << '\n';
  print_counts("by source: ", found.by_source);
  print_counts("by type:   ", found.by_type);
  print_counts("by topic:  ", found.by_topic);
  std::cout << '\n';
  print_entries(found.entries);
}

boost::json::object object_of(const Counts& counts) {
  boost::json::object object;
  for (const auto& [name, count] : ranked(counts)) object[name] = count;
  return object;
}

std::string to_json(const std::string& query, const store::SearchResult& found) {
  boost::json::array newest;
  for (const Entry& entry : found.entries) newest.push_back(boost::json::parse(json::entry_to_json(entry)));
  return boost::json::serialize(boost::json::object{{"query", query},
                                                    {"entries", found.total},
                                                    {"stories", found.stories},
                                                    {"by_source", object_of(found.by_source)},
                                                    {"by_type", object_of(found.by_type)},
                                                    {"by_topic", object_of(found.by_topic)},
                                                    {"newest", std::move(newest)}});
}

}  // namespace

int try_query(const app::Launch& launch, const TryOptions& options) {
  const auto query = Query::compile(options.query);
  if (!query) return complain_about_query(options.query, query.error());
  const config::Loaded loaded = app::read_configuration(launch);
  const auto store = app::open_for_reading(loaded.config.service);
  if (!store) return complain(store.error());
  store::SearchRequest request = app::search_request(*query, loaded.config);
  request.order = store::SearchRequest::Order::Date;
  request.filter.limit = options.limit.value_or(kShown);
  const auto found = (*store)->search(request);
  if (!found) return complain(found.error());
  if (options.json) {
    std::cout << to_json(options.query, *found) << '\n';
  } else {
    print(*found);
  }
  return kDone;
}

}  // namespace commonplace::cli
