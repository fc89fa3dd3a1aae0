#include "parse/draft.h"

#include <algorithm>

#include "base/text.h"
#include "parse/limits.h"
#include "parse/link_terms.h"
#include "parse/syndication_module.h"

namespace commonplace::parse {
namespace {

constexpr std::size_t kMostInherited = 8192;

std::size_t bytes_of_facts(const ParsedMedia& facts) {
  std::size_t bytes =
      facts.title.size() + facts.description.size() + facts.license.size() + facts.type.size() + facts.length.size();
  for (const std::string& credit : facts.credit) bytes += sizeof(std::string) + credit.size();
  return bytes;
}

// FeedBurner counts downloads through a redirector and tells the real address beside it.
void restore_enclosure(const std::string& origin, std::vector<ParsedMedia>& media) {
  if (origin.empty()) return;
  const auto is_enclosure = [](const ParsedMedia& medium) { return medium.enclosure; };
  const auto found = std::find_if(media.begin(), media.end(), is_enclosure);
  if (found != media.end()) found->url = origin;
}

std::string picture_of(Draft& draft) {
  if (!draft.image.blank()) return std::move(draft.image).take();
  for (const ParsedMedia& medium : draft.media) {
    if (medium.thumbnail || medium.medium == "image" || medium.type.starts_with("image/")) return medium.url;
  }
  return {};
}

}  // namespace

void ClaimedPeople::offer(ParsedPerson person, Claim claim) {
  std::vector<ParsedPerson>& people = people_[static_cast<std::size_t>(claim)];
  if (person == Person{} || std::ranges::find(people, person) != people.end()) return;
  add_within_limit(people, std::move(person));
}

void ClaimedPeople::offer(std::vector<ParsedPerson> people, Claim claim) {
  for (ParsedPerson& person : people) offer(std::move(person), claim);
}

std::vector<ParsedPerson> ClaimedPeople::take() && {
  const auto is_used = [](const std::vector<ParsedPerson>& people) { return !people.empty(); };
  const auto best = std::ranges::find_if(people_, is_used);
  if (best == people_.end()) return {};
  if (best->size() > 1 || !best->front().name.empty()) return std::move(*best);
  const auto tells_names = [](const std::vector<ParsedPerson>& people) {
    return !people.empty() && !people.front().name.empty();
  };
  const auto next = std::find_if(best + 1, people_.end(), tells_names);
  if (next == people_.end()) return std::move(*best);
  if (next->size() > 1) return std::move(*next);
  best->front().name = std::move(next->front().name);
  return std::move(*best);
}

Draft::Draft(const xml::Element& element) : base(element.base()), offset(element.offset()) {
  language.offer(std::string(element.language()), Claim::Last);
}

void Draft::add_date(DateRole role, std::string text) {
  if (!text.empty()) add_within_limit(dates, {role, std::move(text)});
}

void Draft::add_category(std::string term, std::string scheme, std::string label) {
  constexpr std::size_t kUsual = 4;
  if (term.empty() && label.empty()) return;
  if (categories.capacity() == 0) categories.reserve(kUsual);
  Category category{std::move(term), std::move(scheme), std::move(label)};
  if (categories.empty() || categories.back() != category) add_within_limit(categories, std::move(category));
}

void Draft::add_keywords(std::string_view list, std::string_view scheme) {
  for (const std::string_view keyword : base::split(list, ',')) {
    add_category(std::string(base::trim(keyword)), std::string(scheme));
  }
}

void Draft::add_link(ParsedLink link) {
  if (base::equals_ignoring_case(relation_name(link.rel), "enclosure")) {
    ParsedMedia medium;
    medium.url = link.href;
    medium.type = link.type;
    medium.length = link.length;
    medium.title = link.title;
    medium.base = link.base;
    medium.enclosure = true;
    add_media(std::move(medium));
  }
  if (!link.href.empty()) add_within_limit(links, std::move(link));
}

void Draft::add_media(ParsedMedia medium) {
  if (!medium.url.empty()) add_within_limit(media, std::move(medium));
}

void Draft::add_picture(std::string url, Claim claim, std::string picture_base) {
  image.offer(url, claim);
  ParsedMedia medium;
  medium.url = std::move(url);
  medium.medium = "image";
  medium.picture = true;
  medium.base = std::move(picture_base);
  add_media(std::move(medium));
}

// The inner level's word goes before the outer's (Media RSS, "optional elements").
void Draft::inherit_facts(const ParsedMedia& outer, ParsedMedia& medium) {
  inherited_bytes_ += bytes_of_facts(outer);
  if (inherited_bytes_ > kMostInherited) return;
  if (medium.title.empty()) medium.title = outer.title;
  if (medium.description.empty()) medium.description = outer.description;
  if (medium.credit.empty()) medium.credit = outer.credit;
  if (medium.license.empty()) medium.license = outer.license;
  if (medium.type.empty()) medium.type = outer.type;
  if (medium.length.empty()) medium.length = outer.length;
}

ParsedEntry to_entry(Draft&& draft) {
  for (ParsedMedia& medium : draft.media) draft.inherit_facts(draft.media_facts, medium);
  restore_enclosure(draft.enclosure_origin, draft.media);
  ParsedEntry entry;
  entry.id = std::move(draft.id).take();
  entry.id_is_permalink = draft.id_is_permalink;
  entry.title = std::move(draft.title).take();
  entry.summary = std::move(draft.summary).take();
  entry.content = std::move(draft.content).take();
  entry.links = std::move(draft.links);
  entry.dates = std::move(draft.dates);
  entry.authors = std::move(draft.authors).take();
  entry.contributors = std::move(draft.contributors);
  entry.categories = std::move(draft.categories);
  entry.media = std::move(draft.media);
  entry.event = std::move(draft.event);
  entry.origin = std::move(draft.origin);
  entry.language = std::move(draft.language).take();
  entry.rights = std::move(draft.rights).take();
  entry.license = std::move(draft.license).take();
  entry.comments = std::move(draft.comments);
  entry.base = std::move(draft.base);
  entry.offset = draft.offset;
  return entry;
}

ParsedHead to_head(Draft&& draft) {
  ParsedHead head;
  head.image = picture_of(draft);
  head.id = std::move(draft.id).take();
  head.title = std::move(draft.title).take();
  head.subtitle = std::move(draft.summary).take();
  head.links = std::move(draft.links);
  head.dates = std::move(draft.dates);
  head.authors = std::move(draft.authors).take();
  head.contributors = std::move(draft.contributors);
  head.categories = std::move(draft.categories);
  head.rights = std::move(draft.rights).take();
  head.license = std::move(draft.license).take();
  head.generator = std::move(draft.generator).take();
  head.language = std::move(draft.language).take();
  head.icon = std::move(draft.icon).take();
  head.base = std::move(draft.base);
  head.offset = draft.offset;
  if (draft.ttl.empty()) {
    head.ttl = syndication_minutes(draft.update_period, draft.update_frequency);
    if (!head.ttl.empty()) head.update_base = std::move(draft.update_base);
  } else {
    head.ttl = std::move(draft.ttl);
  }
  head.skip_hours = std::move(draft.skip_hours);
  head.skip_days = std::move(draft.skip_days);
  return head;
}

}  // namespace commonplace::parse
