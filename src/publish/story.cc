#include "publish/story.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"
#include "publish/links.h"

namespace commonplace::publish {
namespace {

// RFC 9110 §5.6.2.
bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return base::is_ascii_alnum(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

bool is_quoted(std::string_view text) {
  if (text.size() < 2 || !text.starts_with('"') || !text.ends_with('"')) return false;
  return std::ranges::all_of(text.substr(1, text.size() - 2), [](char c) { return c >= ' ' && c != '"' && c != '\\'; });
}

// type "/" subtype *( ";" name "=" value ) (RFC 9110 §8.3.1).
bool is_media_type(std::string_view text) {
  const std::vector<std::string_view> parts = base::split(text, ';');
  const std::string_view name = base::trim(parts.front());
  const std::size_t slash = name.find('/');
  if (slash == std::string_view::npos || !is_token(name.substr(0, slash)) || !is_token(name.substr(slash + 1)))
    return false;
  return std::ranges::all_of(parts.begin() + 1, parts.end(), [](std::string_view part) {
    const std::string_view parameter = base::trim(part);
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos || !is_token(parameter.substr(0, equals))) return false;
    const std::string_view value = parameter.substr(equals + 1);
    return is_token(value) || is_quoted(value);
  });
}

Markup credit_paragraph(const Site& site, const Story& story, const Publisher& publisher) {
  return fill("<p><small>{credit}</small></p>",
              {{"credit", credit_line(publisher, story.lead.link, story.copies, labels_for(site.language))}});
}

// U+202D and U+202E make a title read otherwise than it is written; no script needs them.
std::string without_overrides(std::string_view title) {
  return base::replace_all(base::replace_all(title, "\u202D", ""), "\u202E", "");
}

}  // namespace

Publisher publisher_of(const std::map<std::string, Publisher>& publishers, const std::string& slug) {
  const auto found = publishers.find(slug);
  Publisher publisher = found == publishers.end() ? Publisher{} : found->second;
  if (publisher.slug.empty()) publisher.slug = slug;
  if (publisher.title.empty()) publisher.title = publisher.slug;
  return publisher;
}

std::string shown_title(const Entry& entry, const Labels& labels) {
  if (!entry.title.empty()) return without_overrides(entry.title);
  constexpr std::size_t kBytes = 120;
  if (entry.excerpt.size() > kBytes) return std::string(base::truncate_utf8(entry.excerpt, kBytes)) + "…";
  if (!entry.excerpt.empty()) return entry.excerpt;
  return entry.link.empty() ? std::string(labels.untitled) : entry.link;
}

std::vector<Person> authors_of(const Entry& entry, const Publisher& publisher) {
  std::vector<Person> authors;
  for (const Person& person : entry.authors) {
    if (person.name.empty()) continue;
    // Addresses of people are not spread further than where they were published.
    authors.push_back({person.name, {}, public_url_of(person.uri)});
  }
  if (authors.empty()) authors.push_back({publisher.title, {}, public_url_of(publisher.homepage)});
  return authors;
}

std::vector<Enclosure> enclosures_of(const Entry& entry) {
  std::vector<Enclosure> enclosures;
  for (const Enclosure& enclosure : entry.enclosures) {
    const std::string url = public_url_of(enclosure.url);
    if (url.empty()) continue;
    const bool is_typed = is_media_type(enclosure.type);
    const bool is_counted = base::parse_decimal(enclosure.length).has_value();
    enclosures.push_back(
        {url, is_typed ? enclosure.type : std::string(), is_counted ? enclosure.length : std::string()});
  }
  return enclosures;
}

const SafeHtml& full_text(const Entry& entry, const Publisher& publisher) {
  static const SafeHtml kNothing;
  if (publisher.republish != Republish::Full) return kNothing;
  return entry.content.empty() ? entry.summary : entry.content;
}

std::string_view license_of(const Entry& entry, const Publisher& publisher) {
  return entry.license.empty() ? publisher.license : entry.license;
}

std::string_view rights_of(const Entry& entry, const Publisher& publisher) {
  return entry.rights.empty() ? publisher.rights : entry.rights;
}

std::string_view name_of(const Copy& copy) { return copy.source_title.empty() ? copy.source : copy.source_title; }

std::string credits_of(const Image& image) {
  std::string names;
  for (const std::string& name : image.credit) names.append(names.empty() ? "" : ", ").append(name);
  return names;
}

Markup linked(std::string_view name, std::string_view url) {
  const std::string href = public_url_of(url);
  if (href.empty()) return fill(R"(<span dir="auto">{name}</span>)", {{"name", name}});
  return fill(R"(<a href="{href}" dir="auto">{name}</a>)", {{"href", href}, {"name", name}});
}

Markup credit_line(const Publisher& publisher, std::string_view fallback_link, const std::vector<Copy>& copies,
                   const Labels& labels) {
  const std::string_view home = publisher.homepage.empty() ? fallback_link : std::string_view(publisher.homepage);
  Markup line = fill("{label} {name}", {{"label", labels.source}, {"name", linked(publisher.title, home)}});
  std::string_view separator = " · ";
  for (const Copy& copy : copies) {
    if (separator == " · ")
      line += fill("{dot}{label} ", {{"dot", separator}, {"label", labels.also_at}});
    else
      line += fill("{comma}", {{"comma", separator}});
    line += linked(name_of(copy), copy.link);
    separator = ", ";
  }
  return line;
}

std::string feed_title(const TopicPage& page) {
  const FeedParameters& asked = page.asked;
  const Labels& labels = labels_for(page.site.language);
  std::string title = page.topic.title;
  const auto add = [&title](std::string_view part) {
    if (!part.empty()) title.append(" · ").append(part);
  };
  add(type_label(asked.type, labels));
  if (!asked.source.empty()) add(publisher_of(page.publishers, asked.source).title);
  add(asked.language);
  add(asked.query);
  return title;
}

std::string story_id(const Site& site, const Story& story) {
  return story.atom_id.empty() ? entry_url(site, story.key) : story.atom_id;
}

Timestamp last_change(const Story& story) { return std::max(story.updated.value_or(story.published), story.published); }

Markup summary_with_credit(const Site& site, const Story& story, const Publisher& publisher) {
  Markup summary;
  if (!story.lead.excerpt.empty()) summary = fill("<p>{excerpt}</p>", {{"excerpt", story.lead.excerpt}});
  summary += credit_paragraph(site, story, publisher);
  return summary;
}

Markup text_with_credit(const Site& site, const Story& story, const Publisher& publisher) {
  Markup text(full_text(story.lead, publisher));
  if (!text.empty()) text += credit_paragraph(site, story, publisher);
  return text;
}

}  // namespace commonplace::publish
