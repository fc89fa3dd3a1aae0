// Bytes under a Content-Type, all the way to entries: every text can be published as XML, every address is absolute and
// harmless, all markup is inert, and a second poll finds the same.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "commonplace/ingest.h"
#include "fuzz/checks.h"
#include "html/inert.h"

namespace {

using namespace commonplace;
using fuzz::check;

void check_texts(std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) check(fuzz::is_publishable(text));
}

void check_people(const std::vector<Person>& people) {
  for (const Person& person : people) {
    check_texts({person.name, person.email});
    check(fuzz::is_harmless_address(person.uri));
  }
}

void check_categories(const std::vector<Category>& categories) {
  for (const Category& category : categories) check_texts({category.term, category.scheme, category.label});
}

void check_links(const std::vector<Link>& links) {
  for (const Link& link : links) {
    check(!link.href.empty() && !link.rel.empty() && fuzz::is_harmless_address(link.href));
    check_texts({link.rel, link.type, link.title, link.hreflang, link.length});
  }
}

void check_media(const Entry& entry) {
  for (const Enclosure& enclosure : entry.enclosures) {
    check(!enclosure.url.empty() && fuzz::is_harmless_address(enclosure.url));
    check_texts({enclosure.type, enclosure.length});
  }
  if (!entry.image) return;
  check(!entry.image->url.empty() && fuzz::is_web_address(entry.image->url));
  check_texts({entry.image->alt, entry.image->license});
  for (const std::string& credit : entry.image->credit) check_texts({credit});
}

void check_entry(const Entry& entry) {
  check(!entry.id.empty() && base::count_code_points(entry.excerpt) <= 250);
  check(fuzz::is_web_address(entry.link) && fuzz::is_harmless_address(entry.comments));
  check_texts(
      {entry.id, entry.title, entry.date_text, entry.type, entry.excerpt, entry.language, entry.rights, entry.license});
  check(html::why_not_inert(entry.summary.html()).empty() && html::why_not_inert(entry.content.html()).empty());
  check_links(entry.links);
  check_people(entry.authors);
  check_people(entry.contributors);
  check_categories(entry.categories);
  check_media(entry);
  if (entry.event) check_texts({entry.event->location, entry.event->from});
  if (entry.origin) {
    check_texts({entry.origin->id, entry.origin->title});
    check(fuzz::is_harmless_address(entry.origin->link));
  }
  for (const std::string& warning : entry.warnings) check_texts({warning});
}

void check_head(const FeedHead& head) {
  check_texts({head.id, head.title, head.subtitle, head.language, head.rights, head.license, head.generator});
  for (const std::string* url : {&head.link, &head.self, &head.image, &head.icon}) {
    check(fuzz::is_harmless_address(*url));
  }
  for (const std::string& hub : head.hubs) check(fuzz::is_harmless_address(hub));
  check_people(head.authors);
  check_categories(head.categories);
}

// The first line may be a header.
RawDocument document_of(std::string_view input) {
  constexpr std::string_view kHeader = "Content-Type: ";
  static const Url url = *parse_url("https://feeds.example.org/news/feed");
  if (!input.starts_with(kHeader)) return {input, {}, url};
  const std::string_view line = input.substr(0, input.find('\n'));
  return {input.substr(std::min(line.size() + 1, input.size())), std::string(line.substr(kHeader.size())), url};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Source source;
  static const SourceQueries queries;
  static const TopicMatcher topics;
  static const Self self{"news.example.org", "https://news.example.org"};
  const RawDocument document = document_of({reinterpret_cast<const char*>(data), size});
  NormalizeContext context;
  context.base = document.url;
  context.now = Timestamp(std::chrono::seconds{1'729'771'200});
  const auto ingested = ingest(document, {source, queries, topics, self, context});
  if (!ingested) {
    check(!ingested.error().detail.empty());
    return 0;
  }
  const Feed& feed = ingested->feed;
  check_head(feed.head);
  check_texts({feed.version});
  for (const Entry& entry : feed.entries) check_entry(entry);
  for (const Withdrawal& withdrawal : feed.withdrawn) check_texts({withdrawal.id});
  for (const Issue& issue : feed.issues) check_texts({issue.text});
  check(ingest(document, {source, queries, topics, self, context})->feed.entries == feed.entries);
  return 0;
}
