#include "app/renormalize.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <set>

#include "app/unknown_name.h"
#include "json/entry_json.h"
#include "store/compressed.h"

namespace commonplace::app {
namespace {

ChangedEntry compare(const store::Amendment& amendment) {
  ChangedEntry changed{amendment.after.key, amendment.after.title, {}};
  const boost::json::value before_value = boost::json::parse(json::entry_to_json(amendment.before));
  const boost::json::value after_value = boost::json::parse(json::entry_to_json(amendment.after));
  const boost::json::object& before = before_value.as_object();
  const boost::json::object& after = after_value.as_object();
  for (const auto& [name, value] : before) {
    const boost::json::value* now = after.if_contains(name);
    if (!now || *now != value) changed.fields.push_back({std::string(name), value, now ? *now : nullptr});
  }
  for (const auto& [name, value] : after) {
    if (!before.contains(name)) changed.fields.push_back({std::string(name), nullptr, value});
  }
  return changed;
}

Result<Ingested> read_again(const store::Original& original, const Live& live, const Source& source) {
  const std::optional<std::string> document = store::decompressed(original.document);
  if (!document) return fail(Errc::StoreCorrupt, "a kept document of '" + source.slug + "' is damaged");
  const Result<Url> base = parse_url(original.url);
  if (!base) return fail(base.error());
  return ingest({*document, original.content_type, *base}, ingest_context(live, source, *base, original.fetched));
}

// Leaves the changes of entries that no later document had.
void leave_latest(Delta& delta, std::set<std::string>& seen) {
  std::erase_if(delta.changes, [&seen](const EntryChange& change) { return !seen.insert(change.key).second; });
}

}  // namespace

Result<std::vector<const Source*>> sources_to_renormalize(const Live& live, std::span<const std::string> slugs) {
  if (const auto unknown = first_unknown_source(live.config, slugs)) return fail(*unknown);
  std::vector<const Source*> sources;
  for (const Source& source : live.config.sources) {
    if (slugs.empty() || std::ranges::find(slugs, source.slug) != slugs.end()) sources.push_back(&source);
  }
  return sources;
}

Result<Renormalized> renormalize(store::Store& store, const Live& live, const Source& source,
                                 store::RetentionStore::Amending how, Timestamp now) {
  Renormalized all;
  const auto originals = store.originals(source.id);
  if (!originals) return fail(originals.error());
  std::set<std::string> seen;
  for (auto original = originals->rbegin(); original != originals->rend(); ++original) {
    Result<Ingested> ingested = read_again(*original, live, source);
    if (!ingested) {
      all.problems.push_back("the document of " + to_rfc3339(original->fetched) + ": " + ingested.error().detail);
      continue;
    }
    const Result<Known> known = store.known(source.id, ingested->feed);
    if (!known) return fail(known.error());
    store::Reading reading{source.id, &ingested->feed, reconcile(ingested->feed, *known, now),
                           std::move(ingested->topics)};
    leave_latest(reading.delta, seen);
    Result<store::Amended> amended = store.amend(reading, how, now);
    if (!amended) return fail(amended.error());
    for (const store::Amendment& amendment : amended->amendments) all.entries.push_back(compare(amendment));
    all.touched.insert(all.touched.end(), amended->touched.begin(), amended->touched.end());
  }
  return all;
}

std::string renormalized_to_json(const std::string& source, const Renormalized& outcome) {
  std::string lines;
  for (const ChangedEntry& entry : outcome.entries) {
    boost::json::object changes;
    for (const ChangedField& field : entry.fields) {
      changes[field.name] = boost::json::object{{"before", field.before}, {"after", field.after}};
    }
    lines += boost::json::serialize(boost::json::object{
                 {"source", source}, {"key", entry.key}, {"title", entry.title}, {"changes", std::move(changes)}}) +
             "\n";
  }
  for (const std::string& problem : outcome.problems) {
    lines += boost::json::serialize(boost::json::object{{"source", source}, {"problem", problem}}) + "\n";
  }
  return lines;
}

}  // namespace commonplace::app
