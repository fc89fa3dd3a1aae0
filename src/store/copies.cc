#include "store/copies.h"

#include <algorithm>

#include "commonplace/url.h"

namespace commonplace::store {
namespace {

// A publisher that edits without saying so, or that says a time it has said before, edited when we saw it.
Timestamp updated_after_edit(const Entry& stored, const Entry& incoming, Timestamp now) {
  const Timestamp before = std::max(*stored.published, stored.updated.value_or(*stored.published));
  if (incoming.updated && *incoming.updated > before) return *incoming.updated;
  return std::max(before, now);
}

}  // namespace

std::string url_key(const Entry& entry) {
  if (entry.link.empty()) return {};
  const Result<Url> url = parse_url(entry.link);
  return url ? comparison_key(*url) : std::string{};
}

Entry first_stored(const Entry& incoming, std::string_view key, std::string_view source, Timestamp now) {
  Entry entry = incoming;
  entry.key = key;
  entry.source = source;
  entry.revision = 1;
  if (!entry.first_seen) entry.first_seen = now;
  if (!entry.published) {
    entry.published = entry.first_seen;
    entry.date_precision = DatePrecision::Instant;
    entry.published_day.reset();
    entry.date_from = DateFrom::FirstSeen;
  }
  return entry;
}

Entry returned(const Entry& incoming, const Tombstone& tombstone) {
  Entry entry = first_stored(incoming, tombstone.key, tombstone.source, tombstone.first_seen);
  entry.first_seen = tombstone.first_seen;
  if (entry.published == tombstone.published) return entry;
  entry.published = tombstone.published;
  entry.date_precision = DatePrecision::Instant;
  entry.published_day.reset();
  return entry;
}

Entry moved(const Entry& stored, const Entry& incoming) {
  Entry entry = incoming;
  entry.key = stored.key;
  entry.source = stored.source;
  entry.story = stored.story;
  entry.position = stored.position;
  entry.first_seen = stored.first_seen;
  entry.published = stored.published;
  entry.published_day = stored.published_day;
  entry.date_precision = stored.date_precision;
  entry.date_from = stored.date_from;
  entry.date_text = stored.date_text;
  entry.updated = stored.updated;
  entry.revision = stored.revision;
  return entry;
}

Entry revised(const Entry& stored, const Entry& incoming, Timestamp now) {
  Entry entry = moved(stored, incoming);
  entry.updated = updated_after_edit(stored, incoming, now);
  entry.revision = stored.revision + 1;
  return entry;
}

Tombstone tombstone_of(const Entry& entry, std::string_view identity, std::string_view url_key, TombstoneReason why,
                       Timestamp now) {
  Tombstone left;
  left.key = entry.key;
  left.source = entry.source;
  left.identity = identity;
  left.url_key = url_key;
  left.title = entry.title;
  left.link = entry.link;
  left.published = *entry.published;
  left.first_seen = *entry.first_seen;
  left.why = why;
  left.since = now;
  return left;
}

void keep_latest(std::vector<RetractionRow>& retracted) {
  std::stable_sort(retracted.begin(), retracted.end(),
                   [](const RetractionRow& a, const RetractionRow& b) { return a.since > b.since; });
  if (retracted.size() > kRetractionsTold) retracted.resize(kRetractionsTold);
}

const Event* event_of(std::span<const Entry> copies) {
  const auto found = std::ranges::find_if(copies, [](const Entry& copy) { return copy.event.has_value(); });
  return found == copies.end() ? nullptr : &*found->event;
}

Event bare(const Event& event) {
  Event left;
  left.precision = event.precision;
  left.start = event.start;
  left.end = event.end;
  return left;
}

}  // namespace commonplace::store
