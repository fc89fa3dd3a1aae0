// Bytes → a report: decoded, parsed and normalized as a poll would, then every check in turn.

#include "commonplace/report.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "commonplace/decode.h"
#include "parse/link_terms.h"
#include "report/checks.h"

namespace commonplace {
namespace {

using namespace report;

// Fetched by every subscriber, most of them several times a day.
constexpr std::size_t kLargeDocument = 1u << 20;
constexpr std::size_t kManyEntries = 500;

constexpr std::string_view kFeedTypes[] = {
    "application/rss+xml", "application/atom+xml",  "application/rdf+xml", "application/xml", "text/xml",
    "application/json",    "application/feed+json", "application/x-cdf",
};

FeedReport unreadable(const Error& error) {
  const ParsedFeed none;
  const Places places({}, none);
  Tally tally(places);
  tally.note(Rule::NotRead, 0, "No feed could be read: " + error.detail);
  FeedReport report;
  report.findings = std::move(tally).findings(FeedFormat::Rss, 0);
  return report;
}

void check_delivery(std::string_view bytes, std::string_view content_type, const ParsedFeed& parsed, Tally& tally) {
  const std::string type = parse::media_type(content_type);
  if (!type.empty() && std::ranges::find(kFeedTypes, type) == std::end(kFeedTypes)) {
    tally.note(Rule::MediaType, 0, "The feed is served as '" + type + "', which is not a feed's type");
  }
  if (bytes.size() > kLargeDocument || parsed.entries.size() > kManyEntries) {
    tally.note(Rule::TooLarge, 0,
               "The document has " + std::to_string(bytes.size() / 1024) + " KiB and " +
                   std::to_string(parsed.entries.size()) + " entries");
  }
}

std::optional<Timestamp> newest_of(const Feed& feed) {
  std::optional<Timestamp> newest;
  for (const Entry& entry : feed.entries) {
    if (entry.published && (!newest || *entry.published > *newest)) newest = entry.published;
  }
  return newest;
}

}  // namespace

FeedReport report_on(std::string_view bytes, std::string_view content_type, const NormalizeContext& context) {
  const Result<Utf8Text> text = decode_to_utf8(bytes, {std::string(content_type)});
  if (!text) return unreadable(text.error());
  const Result<ParsedFeed> parsed = parse_feed(*text, context.base);
  if (!parsed) return unreadable(parsed.error());
  NormalizeContext as_written = context;
  as_written.first_seen.reset();  // a date that we made up is none of the document's
  const Feed feed = normalize_feed(*parsed, as_written);

  const Places places(text->text, *parsed);
  const Examined document{text->text, *parsed, feed, as_written};
  Tally tally(places);
  check_delivery(bytes, content_type, *parsed, tally);
  check_issues(document, places, tally);
  check_namespaces(document, places, tally);
  check_head(document, places, tally);
  check_ids(document, tally);
  check_dates(document, tally);
  check_fields(document, tally);
  check_texts(document, tally);
  check_cut_texts(document, tally);
  return {true,
          describe(feed.format, feed.version),
          feed.head.title,
          feed.entries.size(),
          newest_of(feed),
          std::move(tally).findings(feed.format, feed.entries.size())};
}

}  // namespace commonplace
