// ParsedFeed → Feed: what a document says becomes what we make of it, one step after another.

#include "commonplace/normalize.h"

#include <algorithm>

#include "base/digest.h"
#include "base/in_place.h"
#include "base/text.h"
#include "commonplace/sanitize.h"
#include "normalize/dates.h"
#include "normalize/event.h"
#include "normalize/excerpt.h"
#include "normalize/fields.h"
#include "normalize/image.h"
#include "normalize/links.h"
#include "normalize/read_date.h"
#include "normalize/text_construct.h"
#include "normalize/type.h"
#include "text/language.h"
#include "text/line.h"

namespace commonplace {
namespace {

using namespace normalize;

std::string first_of(std::initializer_list<std::string_view> choices) {
  for (const std::string_view choice : choices) {
    if (!choice.empty()) return std::string(choice);
  }
  return {};
}

constexpr std::uint64_t kLongestTtl = 1'000'000;  // minutes: nearly two years, longer than anybody waits

// A licence is usually an address, but may be a name.
std::string clean_license(std::string_view license, std::string_view base, const Url& document_base) {
  license = base::trim(license);
  if (license.find("://") == std::string_view::npos && !license.starts_with('/')) return to_plain_line(license);
  return resolve_reference(license, base, document_base);
}

// As the publisher wrote it, so that it stays what it was.
std::string clean_id(std::string_view id) { return text::without_controls(base::trim(id)); }

FeedHead normalize_head(const ParsedHead& parsed, const NormalizeContext& context) {
  FeedHead head;
  const std::vector<Link> links = resolve_links(parsed.links, context.base);
  head.id = clean_id(parsed.id);
  head.title = to_plain_text(parsed.title);
  head.subtitle = to_plain_text(parsed.subtitle);
  head.link = page_href(links);
  head.self = first_href(links, "self");
  for (const Link& link : links) {
    if (link.rel == "hub" && head.hubs.size() < 3) head.hubs.push_back(link.href);
  }
  head.language = clean_language(parsed.language);
  head.updated = head_date(parsed.dates, DateRole::Updated, context);
  head.published = head_date(parsed.dates, DateRole::Published, context);
  if (!head.updated) head.updated = head_date(parsed.dates, DateRole::DublinCore, context);
  head.authors = clean_people(parsed.authors, context.base);
  head.categories = clean_categories(parsed.categories);
  head.rights = to_plain_text(parsed.rights);
  head.license = first_of({first_href(links, "license"), clean_license(parsed.license, parsed.base, context.base)});
  head.generator = to_plain_line(parsed.generator);
  head.image = resolve_reference(parsed.image, parsed.base, context.base);
  head.icon = resolve_reference(parsed.icon, parsed.base, context.base);
  if (const auto minutes = base::parse_decimal(base::trim(parsed.ttl))) {
    head.ttl_minutes = static_cast<int>(std::min<std::uint64_t>(*minutes, kLongestTtl));
  }
  if (const auto base = read_date(parsed.update_base, context.dates)) head.update_base = base->instant;
  for (const std::string& hour : parsed.skip_hours) head.skip_hours.push_back(to_plain_line(hour));
  for (const std::string& day : parsed.skip_days) head.skip_days.push_back(to_plain_line(day));
  return head;
}

std::optional<Origin> normalize_origin(const ParsedEntry& parsed, const NormalizeContext& context) {
  if (!parsed.origin) return std::nullopt;
  Origin origin{clean_id(parsed.origin->id), to_plain_text(parsed.origin->title),
                resolve_reference(parsed.origin->link, parsed.origin->base, context.base)};
  return origin == Origin{} ? std::nullopt : std::optional(std::move(origin));
}

void set_dates(Entry& entry, const ParsedEntry& parsed, const NormalizeContext& context) {
  EntryDates dates = choose_dates(parsed, context);
  entry.published = dates.published;
  entry.updated = dates.updated;
  entry.date_precision = dates.precision;
  entry.published_day = dates.day;
  entry.date_from = dates.from;
  entry.date_text = text::without_controls(dates.text);
  entry.first_seen = context.first_seen;
  for (std::string& warning : dates.warnings) entry.warnings.push_back(text::without_controls(warning));
  if (dates.announced) {
    const bool day = dates.announced->precision == DatePrecision::Day;
    const Timestamp start = day ? Timestamp(std::chrono::sys_days{dates.announced->day}) : dates.announced->instant;
    entry.event = Event{dates.announced->precision, start, std::nullopt, {}, "published"};
  }
}

void set_event(Entry& entry, const ParsedEntry& parsed, const NormalizeContext& context) {
  if (parsed.event) {
    if (auto declared = declared_event(*parsed.event, context.dates)) entry.event = std::move(declared);
  }
  if (entry.event) return;
  const Timestamp published = entry.published.value_or(context.now);
  std::optional<TitleEvent> announced = event_in_title(entry.title, published, context.dates);
  if (!announced) return;
  entry.event = std::move(announced->event);
  if (!announced->warning.empty()) entry.warnings.push_back(std::move(announced->warning));
}

// More than any excerpt holds, in any script, so the rest of a long text need not be read for one.
constexpr std::size_t kEnoughForExcerpt = 2048;

// A text that had no tags, but has some now, was escaped once too often; an excerpt has no use for them. Where there
// were others, these were to be shown.
template <class HadTags>
Excerpt excerpt_of(std::string line, HadTags had_tags) {
  return looks_like_html(line) && !had_tags() ? make_excerpt(html_to_text(line)) : cut_excerpt(std::move(line));
}

void set_texts(Entry& entry, const ParsedEntry& parsed, const Url* page, const NormalizeContext& context) {
  entry.summary = to_safe_html(parsed.summary, context.base, page);
  entry.content = to_safe_html(parsed.content, context.base, page);
  // An excerpt is made of what a reader would see of the summary, else of the content.
  const auto summary_has_tags = [&] { return has_tags(parsed.summary); };
  Excerpt excerpt = excerpt_of(to_plain_text(parsed.summary, kEnoughForExcerpt), summary_has_tags);
  if (excerpt.text.empty()) {
    const std::string& html = entry.content.html();
    const auto content_has_tags = [&] { return html.find('<') != std::string::npos; };
    excerpt = excerpt_of(text::clean_line(html_to_text(html, kEnoughForExcerpt)), content_has_tags);
  }
  entry.excerpt = std::move(excerpt.text);
  entry.excerpt_truncated = excerpt.truncated;
}

// What all entries of a feed take from its head.
struct Inherited {
  FeedHead head;
  std::string_view declared_language;  // as the head has it; most entries repeat it, if any
};

void set_language(Entry& entry, const ParsedEntry& parsed, const Inherited& feed, const NormalizeContext& context) {
  if (parsed.language != feed.declared_language) entry.language = clean_language(parsed.language);
  if (entry.language.empty()) entry.language = feed.head.language;
  if (entry.language.empty()) entry.language = clean_language(context.default_language);
  if (entry.language.empty()) entry.language = text::detect_language(entry.title + "\n" + entry.excerpt);
}

// A name for an entry that has neither id nor address: made of its title and date, so the next poll finds it again.
std::string minted_id(const Entry& entry) {
  base::Sha256 digest = base::sha256(entry.title + "\n" + entry.date_text);
  digest[6] = static_cast<std::uint8_t>((digest[6] & 0x0F) | 0x80);  // RFC 9562 §5.8: a UUID of our own making
  digest[8] = static_cast<std::uint8_t>((digest[8] & 0x3F) | 0x80);
  const std::string hex = base::to_hex(std::span(digest).first(16));
  return "urn:uuid:" + hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) +
         "-" + hex.substr(20);
}

// `place` becomes the link with its fragment, which other entries of the page may make necessary.
Entry normalize_entry(const ParsedEntry& parsed, const Inherited& feed, const NormalizeContext& context,
                      std::string& place) {
  Entry entry;
  entry.source = context.source;
  entry.links = resolve_links(parsed.links, context.base);
  const std::optional<Url> address = choose_address(parsed, entry.links, context.base);
  const std::optional<Url> page = address ? std::optional(canonicalize(*address)) : std::nullopt;
  if (page) entry.link = page->href();
  if (address) place = with_place(*address);
  entry.origin = normalize_origin(parsed, context);
  entry.title = to_plain_text(parsed.title);
  set_texts(entry, parsed, page ? &*page : nullptr, context);
  if (entry.title.empty()) entry.title = make_excerpt(entry.excerpt, 80).text;
  set_dates(entry, parsed, context);
  entry.id = first_of({clean_id(parsed.id), place});
  if (entry.id.empty()) entry.id = minted_id(entry);
  set_event(entry, parsed, context);
  entry.authors = clean_people(parsed.authors, context.base);
  if (entry.authors.empty()) entry.authors = feed.head.authors;
  entry.contributors = clean_people(parsed.contributors, context.base);
  entry.categories = clean_categories(parsed.categories);
  entry.type = named_type(parsed.type, entry.categories, context.type_names).value_or(context.default_type);
  entry.enclosures = choose_enclosures(parsed.media, context.base);
  entry.image = choose_image(parsed.media, context.base);
  set_language(entry, parsed, feed, context);
  entry.rights = first_of({to_plain_text(parsed.rights), feed.head.rights});
  entry.license =
      first_of({first_href(entry.links, "license"), clean_license(parsed.license, parsed.base, context.base),
                feed.head.license, context.default_license});
  entry.comments = comments_page(parsed, entry.links, context.base);
  for (const Issue& issue : parsed.issues) entry.warnings.push_back(text::without_controls(issue.text));
  return entry;
}

void tell_apart(std::vector<Entry>& entries, const std::vector<std::string>& places) {
  std::vector<std::string*> links;
  links.reserve(entries.size());
  for (Entry& entry : entries) links.push_back(&entry.link);
  keep_selecting_fragments(links, places);
}

// What entries that say nothing themselves take from the head. Ten thousand may, so what is longer than it ever is in
// earnest stays with the feed.
FeedHead heritable(const FeedHead& head) {
  constexpr std::size_t kMostPeople = 16, kMostBytes = 1024;
  FeedHead inherited;
  inherited.language = head.language;
  if (head.rights.size() <= kMostBytes) inherited.rights = head.rights;
  if (head.license.size() <= kMostBytes) inherited.license = head.license;
  std::size_t bytes = 0;
  for (const Person& author : head.authors) {
    bytes += author.name.size() + author.email.size() + author.uri.size();
    if (bytes > kMostBytes || inherited.authors.size() == kMostPeople) break;
    inherited.authors.push_back(author);
  }
  return inherited;
}

// What a source said before we knew it is no newer than the document that says it.
void date_by_document(Feed& feed) {
  const std::optional<Timestamp> stated = feed.head.updated ? feed.head.updated : feed.head.published;
  if (!stated) return;
  for (Entry& entry : feed.entries) {
    if (entry.date_from == DateFrom::FirstSeen) entry.published = std::min(*entry.published, *stated);
  }
}

}  // namespace

Feed normalize_feed(const ParsedFeed& parsed, const NormalizeContext& context) {
  Feed feed;
  feed.format = parsed.format;
  feed.version = text::clean_line(parsed.version);
  feed.head = normalize_head(parsed.head, context);
  for (const Withdrawal& withdrawal : parsed.withdrawn) {
    if (std::string id = clean_id(withdrawal.id); !id.empty())
      feed.withdrawn.push_back({std::move(id), withdrawal.when});
  }
  feed.complete = parsed.complete;
  feed.prev_archive = first_href(resolve_links(parsed.head.links, context.base), "prev-archive");
  for (const Issue& issue : parsed.issues)
    feed.issues.push_back({text::without_controls(issue.text), issue.line, issue.kind});
  feed.entries.reserve(parsed.entries.size());
  const Inherited inherited{heritable(feed.head), parsed.head.language};
  std::vector<std::string> places;
  places.reserve(parsed.entries.size());
  for (const ParsedEntry& entry : parsed.entries) {
    if (clean_id(entry.id).empty()) ++feed.without_id;
    const auto normalized = [&] { return normalize_entry(entry, inherited, context, places.emplace_back()); };
    Entry& made = feed.entries.emplace_back(base::InPlace{normalized});
    made.position = static_cast<std::uint32_t>(feed.entries.size() - 1);
  }
  tell_apart(feed.entries, places);
  if (context.is_backlog) date_by_document(feed);
  return feed;
}

}  // namespace commonplace
