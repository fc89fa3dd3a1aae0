#include "app/explain_entry.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>

#include "base/text.h"
#include "commonplace/url.h"

namespace commonplace::app {
namespace {

namespace json = boost::json;

std::string address_of(const Entry& entry) {
  const Result<Url> url = parse_url(entry.link);
  return url ? comparison_key(*url) : std::string();
}

std::string_view words_of(DateFrom from) {
  constexpr std::string_view kWords[] = {"no date",
                                         "the entry's date of publication",
                                         "the entry's date of change",
                                         "Dublin Core's date",
                                         "what its page says beside it",
                                         "none is given: when it was first seen"};
  return kWords[static_cast<std::size_t>(from)];
}

std::string date_of(const Entry& entry) {
  std::string words = entry.date_precision == DatePrecision::Day && entry.published
                          ? to_rfc3339(*entry.published).substr(0, 10) + " (a day)"
                      : entry.published ? to_rfc3339(*entry.published)
                                        : "unknown";
  words.append(", from: ").append(words_of(entry.date_from));
  if (!entry.date_text.empty()) words.append(" \"").append(entry.date_text).append("\"");
  return words;
}

// In the order of SPEC §2. Which query named a type is not stored; that one did is known where nothing else can have.
std::string type_of(const Entry& entry, const Source* source) {
  const auto is_type = [&](const Category& category) {
    return base::equals_ignoring_case(category.term, entry.type) ||
           base::equals_ignoring_case(category.label, entry.type);
  };
  if (std::any_of(entry.categories.begin(), entry.categories.end(), is_type)) return entry.type + ", from: a category";
  if (source && source->type == entry.type) return entry.type + ", from: the source's `type`";
  return entry.type + ", from: a query of the source's `types`, or what its page says";
}

std::string reason_of(const Comparison& comparison) {
  if (comparison.same_story && comparison.same_address) return "the same address";
  if (comparison.same_story && !comparison.judgement.is_copy) {
    return "joined by another copy, by the operator, or before an edit; by itself: " +
           std::string(describe(comparison.judgement.rule));
  }
  if (!comparison.same_story && comparison.judgement.is_copy) {
    return "kept apart by the operator, or not compared; by itself: " +
           std::string(describe(comparison.judgement.rule));
  }
  return std::string(describe(comparison.judgement.rule));
}

std::string words_of(const Comparison& comparison) {
  const long percent = std::lround(comparison.judgement.likeness * 100);
  return comparison.other.source + " " + comparison.other.key + ", " + std::to_string(percent) +
         " % of the shorter text: " + reason_of(comparison) + " (\"" + comparison.other.title + "\")";
}

json::object object_of(const Comparison& comparison) {
  return {{"key", comparison.other.key},
          {"source", comparison.other.source},
          {"title", comparison.other.title},
          {"likeness", std::round(comparison.judgement.likeness * 1000) / 1000},
          {"same_address", comparison.same_address},
          {"reason", reason_of(comparison)}};
}

}  // namespace

std::vector<Comparison> compare_with(const store::EntryRow& row, std::span<const Entry> near) {
  const dedup::Outline outline = dedup::outline_of(row.entry);
  const std::string address = address_of(row.entry);
  const auto compared = [&](const Entry& other, bool same_story) {
    return Comparison{other, judge(row.entry, outline, other, dedup::outline_of(other)),
                      !address.empty() && address_of(other) == address, same_story};
  };
  std::vector<Comparison> comparisons;
  for (const Entry& copy : row.others) comparisons.push_back(compared(copy, true));
  const auto copies = static_cast<std::ptrdiff_t>(comparisons.size());
  for (const Entry& entry : near) {
    if (entry.story != row.entry.story) comparisons.push_back(compared(entry, false));
  }
  std::stable_sort(comparisons.begin() + copies, comparisons.end(), [](const Comparison& a, const Comparison& b) {
    return a.judgement.likeness > b.judgement.likeness;
  });
  return comparisons;
}

Explanation explain_entry(const store::EntryRow& row, std::span<const Comparison> comparisons, const Source* source,
                          std::span<const TopicReason> topics) {
  const Entry& entry = row.entry;
  Explanation lines = {
      {"entry", entry.key + ", " + entry.title},
      {"source", entry.source + (source ? "" : ", which is not configured any more")},
      {"id", entry.id},
      {"link", entry.link.empty() ? "none" : entry.link},
      {"published", date_of(entry)},
      {"first seen", to_rfc3339(*entry.first_seen)},
      {"revision", std::to_string(entry.revision)},
      {"type", type_of(entry, source)},
      {"story", entry.story + (row.others.empty() ? ", of this entry alone"
                                                  : ", of " + std::to_string(row.others.size() + 1) + " copies")}};
  for (const Comparison& comparison : comparisons) {
    lines.emplace_back(comparison.same_story ? "copy" : "kept apart", words_of(comparison));
  }
  for (const TopicReason& reason : topics) {
    lines.emplace_back(std::string(label_of(reason.place)), reason.topic + ", " + reason.why);
  }
  for (const std::string& warning : entry.warnings) lines.emplace_back("warning", warning);
  return lines;
}

std::string explain_entry_as_json(const store::EntryRow& row, std::span<const Comparison> comparisons,
                                  const Source* source, std::span<const TopicReason> topics) {
  const Entry& entry = row.entry;
  json::array reasons;
  for (const TopicReason& reason : topics) {
    reasons.push_back({{"topic", reason.topic}, {"verdict", label_of(reason.place)}, {"why", reason.why}});
  }
  json::array copies;
  json::array apart;
  for (const Comparison& comparison : comparisons) {
    (comparison.same_story ? copies : apart).push_back(object_of(comparison));
  }
  json::object object{{"key", entry.key},
                      {"source", entry.source},
                      {"title", entry.title},
                      {"published", date_of(entry)},
                      {"date_text", entry.date_text},
                      {"type", type_of(entry, source)},
                      {"topics", json::value_from(row.topics)},
                      {"topic_reasons", std::move(reasons)},
                      {"story", entry.story},
                      {"copies", std::move(copies)},
                      {"kept_apart", std::move(apart)},
                      {"warnings", json::value_from(entry.warnings)}};
  return json::serialize(object);
}

Explanation explain_tombstone(const Tombstone& tombstone) {
  constexpr std::string_view kWhy[] = {"pruned: it was older than what is kept", "withdrawn by its publisher",
                                       "hidden by the operator"};
  return {{"title", tombstone.title},
          {"source", tombstone.source},
          {"link", tombstone.link},
          {"published", to_rfc3339(tombstone.published)},
          {"gone", std::string(kWhy[static_cast<std::size_t>(tombstone.why)]) + ", on " + to_rfc3339(tombstone.since)}};
}

std::string explain_tombstone_as_json(const Tombstone& tombstone) {
  return boost::json::serialize(boost::json::object{{"key", tombstone.key},
                                                    {"source", tombstone.source},
                                                    {"title", tombstone.title},
                                                    {"link", tombstone.link},
                                                    {"published", to_rfc3339(tombstone.published)},
                                                    {"gone", name(tombstone.why)},
                                                    {"since", to_rfc3339(tombstone.since)}});
}

}  // namespace commonplace::app
