// What entries leave out or give wrongly: ids, dates, titles, links, authors.

#include <algorithm>
#include <string>
#include <unordered_set>

#include "base/text.h"
#include "commonplace/sanitize.h"
#include "normalize/dates.h"
#include "normalize/read_date.h"
#include "parse/link_terms.h"
#include "report/checks.h"

namespace commonplace::report {
namespace {

// "Thu, 24 Oct 2024" and the like have no time that a zone could move.
bool lacks_zone(const DateReading& reading) {
  return !reading.has_offset && reading.precision == DatePrecision::Instant;
}

void check_date(const ParsedDate& date, std::size_t entry, const Examined& document, Tally& tally) {
  const std::optional<DateReading> reading = normalize::read_date(date.text, document.context.dates);
  if (!reading) return tally.note_entry(Rule::UnreadableDate, entry, date.text);
  switch (normalize::judge_date(*reading, document.context.now)) {
    case normalize::Trust::TooOld:
      return tally.note_entry(Rule::OldDate, entry, date.text);
    case normalize::Trust::TooNew:
      if (document.context.future_dates != FutureDates::Event) tally.note_entry(Rule::FutureDate, entry, date.text);
      return;
    case normalize::Trust::Good:
      break;
  }
  if (reading->repaired)
    tally.note_entry(Rule::OddDate, entry, date.text);
  else if (lacks_zone(*reading))
    tally.note_entry(Rule::DateWithoutZone, entry, date.text);
}

bool has_role(const ParsedEntry& entry, DateRole role) {
  return std::any_of(entry.dates.begin(), entry.dates.end(),
                     [role](const ParsedDate& date) { return date.role == role; });
}

bool is_web_address(std::string_view text) {
  const Result<Url> url = parse_url(text);
  return url && !url->scheme().empty();
}

// What a reader of this title sees after decoding as often as the format says, and still holds codes.
bool shows_markup(const ParsedText& title) {
  switch (title.markup) {
    case Markup::Xhtml:
    case Markup::Html:
      return looks_like_html(html_to_text(title.value));
    case Markup::Plain:
    case Markup::Guess:
      return looks_like_html(title.value);
  }
  return false;
}

// Of the document's own words: what a relative link leads to depends on where the document was read.
bool has_link(const ParsedEntry& entry) {
  const auto leads_to_page = [](const ParsedLink& link) {
    const std::string_view name = parse::relation_name(base::trim(link.rel));
    return parse::is_alternate(link.rel) || base::equals_ignoring_case(name, "origin") ||
           base::equals_ignoring_case(name, "self");
  };
  return (entry.id_is_permalink && is_web_address(base::trim(entry.id))) ||
         std::any_of(entry.links.begin(), entry.links.end(), leads_to_page);
}

}  // namespace

void check_ids(const Examined& document, Tally& tally) {
  std::unordered_set<std::string_view> seen;
  for (std::size_t i = 0; i < document.parsed.entries.size(); ++i) {
    const ParsedEntry& entry = document.parsed.entries[i];
    const std::string_view id = base::trim(entry.id);
    if (id.empty()) {
      // RSS 1.0 names items by rdf:about, older ones by their link; CDF by nothing else.
      if (document.parsed.format != FeedFormat::Cdf) tally.note_entry(Rule::NoId, i);
      continue;
    }
    if (!seen.insert(id).second) tally.note_entry(Rule::DuplicateId, i, id);
    if (entry.id_is_permalink && !is_web_address(id)) tally.note_entry(Rule::IdNoAddress, i, id);
  }
}

void check_dates(const Examined& document, Tally& tally) {
  for (std::size_t i = 0; i < document.parsed.entries.size(); ++i) {
    const ParsedEntry& entry = document.parsed.entries[i];
    if (entry.dates.empty()) tally.note_entry(Rule::NoDate, i);
    for (const ParsedDate& date : entry.dates) check_date(date, i, document, tally);
    const bool updates = document.parsed.format == FeedFormat::Atom && !entry.dates.empty();
    if (updates && !has_role(entry, DateRole::Updated)) tally.note_entry(Rule::NoUpdated, i);
  }
}

void check_fields(const Examined& document, Tally& tally) {
  const bool atom = document.parsed.format == FeedFormat::Atom;
  for (std::size_t i = 0; i < document.parsed.entries.size(); ++i) {
    const ParsedEntry& entry = document.parsed.entries[i];
    if (base::trim(entry.title.value).empty())
      tally.note_entry(Rule::NoTitle, i);
    else if (shows_markup(entry.title))
      tally.note_entry(Rule::EscapedTitle, i, entry.title.value);
    if (!has_link(entry)) tally.note_entry(Rule::NoLink, i);
    for (const ParsedLink& link : entry.links) {
      if (leans_on_page(link.href, link.base)) tally.note_entry(Rule::RelativeLink, i, link.href);
    }
    if (atom && document.feed.entries[i].authors.empty() && !entry.origin) tally.note_entry(Rule::NoAuthor, i);
  }
}

}  // namespace commonplace::report
