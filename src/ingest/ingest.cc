// Bytes → Ingested: decode, parse, normalize, type and filter by query, match. One screen.

#include "commonplace/ingest.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/counted.h"
#include "commonplace/decode.h"
#include "commonplace/dedup.h"
#include "commonplace/parse.h"
#include "ingest/echo.h"
#include "parse/page.h"

namespace commonplace {
namespace {

Result<ParsedFeed> parse_document(const Utf8Text& text, const RawDocument& document, const Source& source) {
  return source.page ? parse::parse_page(text, document.url, *source.page) : parse_feed(text, document.url);
}

// The operator's queries outrank what the categories say.
void set_type_by_query(Entry& entry, const IngestContext& context) {
  for (const auto& [type, query] : context.queries.types) {
    if (query.matches(entry, context.source.tags)) {
      entry.type = type;
      return;
    }
  }
}

bool is_wanted(const Entry& entry, const IngestContext& context) {
  return context.queries.include.matches(entry, context.source.tags) &&
         !(context.queries.exclude && context.queries.exclude->matches(entry, context.source.tags));
}

// When each id was last withdrawn, where that is told.
using Withdrawn = std::unordered_map<std::string_view, Timestamp>;

Withdrawn withdrawn_by(const Feed& feed) {
  Withdrawn last;
  for (const Withdrawal& withdrawal : feed.withdrawn) {
    if (!withdrawal.when) continue;
    Timestamp& when = last.try_emplace(withdrawal.id, *withdrawal.when).first->second;
    when = std::max(when, *withdrawal.when);
  }
  return last;
}

// An entry that one document both lists and withdraws is what the later of the two says (RFC 6721 §2).
bool is_taken_back(const Entry& entry, const Withdrawn& withdrawn) {
  const auto found = withdrawn.find(entry.id);
  if (found == withdrawn.end()) return false;
  const std::optional<Timestamp> stated = entry.updated ? entry.updated : entry.published;
  return !stated || found->second >= *stated;
}

// What is to be published later stays out until then.
void hold_back(Feed& feed, Timestamp now) {
  std::erase_if(feed.entries, [&](const Entry& entry) {
    if (*entry.published <= now) return false;
    feed.left_out.push_back(identify(entry));
    feed.next_due = std::min(feed.next_due.value_or(*entry.published), *entry.published);
    return true;
  });
}

void leave_out(Feed& feed, const IngestContext& context) {
  if (const Withdrawn withdrawn = withdrawn_by(feed); !withdrawn.empty()) {
    std::erase_if(feed.entries, [&](const Entry& entry) { return is_taken_back(entry, withdrawn); });
  }
  const std::size_t echoes =
      std::erase_if(feed.entries, [&](const Entry& entry) { return is_echo(entry, context.self); });
  if (echoes > 0) {
    feed.issues.push_back({base::counted(echoes, "entry was", "entries were") +
                               " published by this service in the first place, and not taken in again",
                           0, IssueKind::Other});
  }
  std::erase_if(feed.entries, [&](const Entry& entry) {
    if (is_wanted(entry, context)) return false;
    feed.left_out.push_back(identify(entry));
    return true;
  });
}

}  // namespace

Result<Ingested> ingest(const RawDocument& document, const IngestContext& context) {
  const Result<Utf8Text> text = decode_to_utf8(document.bytes, {document.content_type});
  if (!text) return fail(text.error());
  const Result<ParsedFeed> parsed = parse_document(*text, document, context.source);
  if (!parsed) return fail(parsed.error());
  Feed feed = normalize_feed(*parsed, context.normalize);

  Ingested ingested;
  for (Entry& entry : feed.entries) set_type_by_query(entry, context);
  leave_out(feed, context);
  const NormalizeContext& normalize = context.normalize;
  if (normalize.future_dates == FutureDates::Hold && normalize.first_seen) hold_back(feed, normalize.now);
  for (const Entry& entry : feed.entries) ingested.topics.push_back(context.topics.match(entry));
  ingested.feed = std::move(feed);
  return ingested;
}

}  // namespace commonplace
