#include "serve/admin_json.h"

#include <boost/json.hpp>
#include <map>
#include <optional>

#include "base/utf8.h"
#include "commonplace/url.h"
#include "serve/health.h"

namespace commonplace::serve {
namespace {

namespace json = boost::json;

void put(json::object& object, std::string_view name, const std::string& text) {
  if (!text.empty()) object[name] = base::repair_utf8(text);
}

void put(json::object& object, std::string_view name, const std::optional<Timestamp>& time) {
  if (time) object[name] = to_rfc3339(*time);
}

json::object broken_object(const store::SourceRow& row, Timestamp now) {
  json::object object = source_object(row);
  put(object, "words", trouble_words(row, now));
  put(object, "next", next_words(row, now));
  return object;
}

json::object moved_object(const store::SourceRow& row) {
  json::object object = source_object(row);
  put(object, "words", move_words(row));
  return object;
}

json::object counts_by_state(const std::vector<store::SourceRow>& rows) {
  std::map<SourceState, std::size_t> counts;
  for (const store::SourceRow& row : rows) ++counts[row.history.state];
  json::object object;
  for (const auto& [state, count] : counts) object[name(state)] = count;
  return object;
}

std::optional<Timestamp> next_poll(const std::vector<store::SourceRow>& rows) {
  std::optional<Timestamp> next;
  for (const store::SourceRow& row : rows) {
    if (row.history.state == SourceState::Disabled || !row.next_poll) continue;
    if (!next || *row.next_poll < *next) next = row.next_poll;
  }
  return next;
}

json::array array_of(const std::vector<std::string>& texts) {
  json::array array;
  for (const std::string& text : texts) array.emplace_back(base::repair_utf8(text));
  return array;
}

json::object run_object(const store::PollRun& run) {
  json::object object{{"first", to_rfc3339(run.first)}, {"last", to_rfc3339(run.last)}, {"polls", run.polls}};
  if (run.http_status != 0) object["http"] = run.http_status;
  object["new"] = run.inserted;
  object["revised"] = run.revised;
  object["seconds"] = static_cast<double>(run.took.count()) / 1000;
  put(object, "message", run.message);
  return object;
}

}  // namespace

json::object source_object(const store::SourceRow& row) {
  const RefreshHistory& history = row.history;
  json::object object;
  object["source"] = row.slug;
  put(object, "title", row.head.title);
  put(object, "url", without_userinfo(row.url));
  put(object, "adopted_url", without_userinfo(row.adopted_url));
  object["state"] = name(history.state);
  put(object, "since", history.since);
  object["failures"] = history.failures;
  if (history.http_status != 0) object["http"] = history.http_status;
  put(object, "message", history.message);
  put(object, "last_poll", history.last_poll);
  put(object, "last_success", history.last_success);
  put(object, "last_new", history.last_new);
  put(object, "next_poll", row.next_poll);
  put(object, "next_poll_reason", row.next_poll_reason);
  object["entries"] = row.entries;
  return object;
}

std::string source_view_to_json(const Admin::SourceView& view) {
  json::object object = source_object(view.row);
  boost::system::error_code none;
  const json::value explanation = json::parse(view.explanation, none);
  if (const json::object* more = explanation.if_object()) object.insert(more->begin(), more->end());
  put(object, "words", trouble_words(view.row, view.now));
  put(object, "next", next_words(view.row, view.now));
  json::array warnings;
  for (const auto& [words, entries] : view.warnings)
    warnings.push_back(json::object{{"warning", base::repair_utf8(words)}, {"entries", entries}});
  object["warnings"] = std::move(warnings);
  json::object settings;
  for (const auto& [key, value] : view.configured) settings[key] = base::repair_utf8(value);
  if (!settings.empty()) object["settings"] = std::move(settings);
  json::array polls;
  for (const store::PollRun& run : view.polls) polls.push_back(run_object(run));
  object["polls"] = std::move(polls);
  return json::serialize(object);
}

std::string sources_to_json(const Admin::State& state) {
  json::array sources;
  for (const store::SourceRow& row : state.sources) sources.push_back(source_object(row));
  return json::serialize(sources);
}

std::string status_to_json(const Admin::State& state) {
  json::object object;
  put(object, "service", state.site.title);
  put(object, "version", state.site.version);
  object["now"] = to_rfc3339(state.now);
  put(object, "started", state.started);
  object["ready"] = state.ready;
  object["verdict"] = verdict(state);
  put(object, "outage", state.outage);
  object["sources"] = state.sources.size();
  object["states"] = counts_by_state(state.sources);
  object["topics"] = state.topics;
  std::size_t entries = 0;
  json::array broken, moved;
  for (const store::SourceRow& row : state.sources) {
    entries += row.entries;
    if (is_broken(row)) broken.push_back(broken_object(row, state.now));
    if (has_moved(row)) moved.push_back(moved_object(row));
  }
  object["entries"] = entries;
  put(object, "next_poll", next_poll(state.sources));
  object["broken"] = std::move(broken);
  object["moved"] = std::move(moved);
  object["messages"] = array_of(state.messages);
  object["left_out"] = array_of(state.left_out);
  object["kept"] = array_of(state.kept);
  return json::serialize(object);
}

}  // namespace commonplace::serve
