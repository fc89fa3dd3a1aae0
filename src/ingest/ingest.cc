// Bytes → Ingested: decode, parse, normalize, type and filter by query, match. One screen.

#include "commonplace/ingest.h"

#include "commonplace/decode.h"
#include "commonplace/parse.h"
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

}  // namespace

Result<Ingested> ingest(const RawDocument& document, const IngestContext& context) {
  const Result<Utf8Text> text = decode_to_utf8(document.bytes, {document.content_type});
  if (!text) return fail(text.error());
  const Result<ParsedFeed> parsed = parse_document(*text, document, context.source);
  if (!parsed) return fail(parsed.error());
  Feed feed = normalize_feed(*parsed, context.normalize);

  Ingested ingested;
  for (Entry& entry : feed.entries) set_type_by_query(entry, context);
  std::erase_if(feed.entries, [&](const Entry& entry) { return !is_wanted(entry, context); });
  for (const Entry& entry : feed.entries) ingested.topics.push_back(context.topics.match(entry));
  ingested.feed = std::move(feed);
  return ingested;
}

}  // namespace commonplace
