#include "parse/limits.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/utf8.h"
#include "parse/read_entries.h"

namespace commonplace::parse {
namespace {

constexpr std::size_t kTitle = 4096;
constexpr std::size_t kText = std::size_t{1} << 20;
constexpr std::size_t kId = 2048;
constexpr std::size_t kUrl = 8192;
constexpr std::size_t kWord = 1024;   // names, terms, dates, media types
constexpr std::size_t kFewParts = 3;  // of a list, once the document has had its share

using Issues = std::vector<Issue>;

void report(std::string_view what, std::size_t size, std::string_view action, std::size_t limit, Issues& issues) {
  std::string text(what);
  text.append(" has ").append(std::to_string(size)).append(" bytes: ").append(action);
  text.append(" (limit ").append(std::to_string(limit)).append(")");
  issues.push_back({std::move(text), 0, IssueKind::Limit});
}

void cut(std::string& text, std::size_t limit, std::string_view what, Issues& issues) {
  if (text.size() <= limit) return;
  report(what, text.size(), "cut", limit, issues);
  text = std::string(base::truncate_utf8(text, limit));
}

void drop(std::string& url, std::string_view what, Issues& issues) {
  if (url.size() <= kUrl) return;
  report(what, url.size(), "left out", kUrl, issues);
  url.clear();
}

void digest_long_id(std::string& id, Issues& issues) {
  if (id.size() <= kId) return;
  report("the id", id.size(), "kept as its SHA-256", kId, issues);
  id = base::to_hex(base::sha256(id));
}

template <class T>
void shorten(std::vector<T>& list, std::string_view what, Issues& issues, std::size_t length = kListLength) {
  if (list.size() <= length) return;
  const std::string limit = std::to_string(length);
  issues.push_back({"more than " + limit + " " + std::string(what) + ": only the first " + limit + " are kept", 0,
                    IssueKind::Limit});
  list.resize(length);
}

std::size_t parts_of(const ParsedEntry& entry) {
  return entry.links.size() + entry.media.size() + entry.categories.size() + entry.dates.size() + entry.authors.size() +
         entry.contributors.size();
}

void keep_few_parts(ParsedEntry& entry) {
  shorten(entry.links, "links", entry.issues, kFewParts);
  shorten(entry.media, "media", entry.issues, kFewParts);
  shorten(entry.categories, "categories", entry.issues, kFewParts);
  shorten(entry.dates, "dates", entry.issues, kFewParts);
  shorten(entry.authors, "authors", entry.issues, kFewParts);
  shorten(entry.contributors, "contributors", entry.issues, kFewParts);
}

void limit_people(std::vector<ParsedPerson>& people, std::string_view what, Issues& issues) {
  shorten(people, what, issues);
  for (ParsedPerson& person : people) {
    cut(person.name, kWord, "a name", issues);
    cut(person.email, kWord, "an e-mail address", issues);
    drop(person.uri, "a person's address", issues);
  }
}

void limit_categories(std::vector<Category>& categories, Issues& issues) {
  shorten(categories, "categories", issues);
  for (Category& category : categories) {
    cut(category.term, kWord, "a category", issues);
    cut(category.scheme, kWord, "a category's scheme", issues);
    cut(category.label, kWord, "a category's label", issues);
  }
}

void limit_links(std::vector<ParsedLink>& links, Issues& issues) {
  for (ParsedLink& link : links) {
    drop(link.href, "a link", issues);
    cut(link.rel, kWord, "a link's rel", issues);
    cut(link.type, kWord, "a link's type", issues);
    cut(link.title, kTitle, "a link's title", issues);
    cut(link.hreflang, kWord, "a link's language", issues);
    cut(link.length, kWord, "a link's length", issues);
  }
  std::erase_if(links, [](const ParsedLink& link) { return link.href.empty(); });
  shorten(links, "links", issues);
}

void limit_media(std::vector<ParsedMedia>& media, Issues& issues) {
  for (ParsedMedia& medium : media) {
    drop(medium.url, "a medium's address", issues);
    cut(medium.type, kWord, "a medium's type", issues);
    cut(medium.medium, kWord, "a medium's kind", issues);
    cut(medium.length, kWord, "a medium's length", issues);
    cut(medium.title, kTitle, "a medium's title", issues);
    cut(medium.description, kTitle, "a medium's description", issues);
    cut(medium.license, kUrl, "a medium's licence", issues);
    shorten(medium.credit, "credits", issues);
    for (std::string& credit : medium.credit) cut(credit, kWord, "a credit", issues);
  }
  std::erase_if(media, [](const ParsedMedia& medium) { return medium.url.empty(); });
  shorten(media, "media", issues);
}

void limit_dates(std::vector<ParsedDate>& dates, Issues& issues) {
  shorten(dates, "dates", issues);
  for (ParsedDate& date : dates) cut(date.text, kWord, "a date", issues);
}

void limit(ParsedHead& head, Issues& issues) {
  digest_long_id(head.id, issues);
  cut(head.title.value, kTitle, "the feed's title", issues);
  cut(head.subtitle.value, kText, "the feed's subtitle", issues);
  cut(head.rights.value, kTitle, "the feed's rights", issues);
  cut(head.license, kUrl, "the feed's licence", issues);
  cut(head.generator, kWord, "the generator", issues);
  cut(head.language, kWord, "the feed's language", issues);
  cut(head.ttl, kWord, "the ttl", issues);
  cut(head.update_base, kWord, "the time of the updates", issues);
  for (std::string& hour : head.skip_hours) cut(hour, kWord, "an hour to skip", issues);
  for (std::string& day : head.skip_days) cut(day, kWord, "a day to skip", issues);
  drop(head.image, "the feed's image", issues);
  drop(head.icon, "the feed's icon", issues);
  limit_links(head.links, issues);
  limit_dates(head.dates, issues);
  limit_people(head.authors, "authors", issues);
  limit_people(head.contributors, "contributors", issues);
  limit_categories(head.categories, issues);
}

}  // namespace

void limit_entry(ParsedEntry& entry, std::size_t& parts) {
  if (parts + parts_of(entry) > kMaxParts) keep_few_parts(entry);
  parts += parts_of(entry);
  Issues& issues = entry.issues;
  digest_long_id(entry.id, issues);
  cut(entry.title.value, kTitle, "the title", issues);
  cut(entry.summary.value, kText, "the summary", issues);
  cut(entry.content.value, kText, "the content", issues);
  cut(entry.rights.value, kTitle, "the rights", issues);
  cut(entry.license, kUrl, "the licence", issues);
  cut(entry.language, kWord, "the language", issues);
  drop(entry.comments, "the comments' address", issues);
  limit_links(entry.links, issues);
  limit_dates(entry.dates, issues);
  limit_people(entry.authors, "authors", issues);
  limit_people(entry.contributors, "contributors", issues);
  limit_categories(entry.categories, issues);
  limit_media(entry.media, issues);
  if (entry.event) {
    cut(entry.event->start, kWord, "the event's start", issues);
    cut(entry.event->end, kWord, "the event's end", issues);
    cut(entry.event->zone, kWord, "the event's time zone", issues);
    cut(entry.event->duration, kWord, "the event's duration", issues);
    cut(entry.event->location, kWord, "the event's place", issues);
  }
  if (entry.origin) {
    digest_long_id(entry.origin->id, issues);
    cut(entry.origin->title.value, kTitle, "the source's title", issues);
    drop(entry.origin->link, "the source's address", issues);
  }
}

void limit_head(ParsedFeed& feed) {
  limit(feed.head, feed.issues);
  cut(feed.version, kWord, "the version", feed.issues);
  if (feed.withdrawn.size() > kMaxEntries) {
    feed.issues.push_back(
        {"more than " + std::to_string(kMaxEntries) + " withdrawals: the others are left out", 0, IssueKind::Limit});
    feed.withdrawn.resize(kMaxEntries);
  }
  for (Withdrawal& withdrawal : feed.withdrawn) digest_long_id(withdrawal.id, feed.issues);
}

}  // namespace commonplace::parse
