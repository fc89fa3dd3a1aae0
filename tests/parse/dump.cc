#include "parse/dump.h"

#include <string_view>

namespace commonplace::parse {
namespace {

// Line ends and tabs as escapes, so that a fact stays on its line.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (c == '\n')
      line += "\\n";
    else if (c == '\r')
      line += "\\r";
    else if (c == '\t')
      line += "\\t";
    else if (c == '\\')
      line += "\\\\";
    else
      line += c;
  }
  return line;
}

std::string_view name_of(Markup markup) {
  switch (markup) {
    case Markup::Plain:
      return "plain";
    case Markup::Html:
      return "html";
    case Markup::Xhtml:
      return "xhtml";
    case Markup::Guess:
      return "guess";
  }
  return "";
}

std::string_view name_of(DateRole role) {
  switch (role) {
    case DateRole::Published:
      return "published";
    case DateRole::Updated:
      return "updated";
    case DateRole::Created:
      return "created";
    case DateRole::DublinCore:
      return "dc";
    case DateRole::Meta:
      return "meta";
  }
  return "";
}

class Dump {
 public:
  explicit Dump(std::string indent) : indent_(std::move(indent)) {}

  // "name value", with what is said of the value in the same line: "name value {key=…}".
  Dump& fact(std::string_view name, std::string_view value) {
    if (!value.empty()) line(name, value);
    return *this;
  }
  Dump& text(std::string_view name, const ParsedText& text) {
    if (!text.present && text.value.empty()) return *this;
    line(std::string(name) + " " + std::string(name_of(text.markup)), text.value);
    return detail("base", text.base).detail("lang", text.language);
  }
  Dump& detail(std::string_view name, std::string_view value) {
    if (value.empty()) return *this;
    out_.pop_back();
    out_.append(" {").append(name).append("=").append(on_one_line(value)).append("}\n");
    return *this;
  }
  std::string take() { return std::move(out_); }

 private:
  void line(std::string_view name, std::string_view value) {
    out_.append(indent_).append(name).append(": ").append(on_one_line(value)).append("\n");
  }

  std::string indent_;
  std::string out_;
};

void add_people(Dump& dump, std::string_view name, const std::vector<ParsedPerson>& people) {
  for (const ParsedPerson& person : people) {
    dump.fact(name, person.name.empty() ? "-" : person.name)
        .detail("email", person.email)
        .detail("uri", person.uri)
        .detail("base", person.base);
  }
}

void add_categories(Dump& dump, const std::vector<Category>& categories) {
  for (const Category& category : categories) {
    dump.fact("category", category.term.empty() ? "-" : category.term)
        .detail("scheme", category.scheme)
        .detail("label", category.label);
  }
}

void add_links(Dump& dump, const std::vector<ParsedLink>& links) {
  for (const ParsedLink& link : links) {
    dump.fact(link.rel.empty() ? "link" : "link " + link.rel, link.href)
        .detail("type", link.type)
        .detail("title", link.title)
        .detail("hreflang", link.hreflang)
        .detail("length", link.length)
        .detail("base", link.base);
  }
}

void add_dates(Dump& dump, const std::vector<ParsedDate>& dates) {
  for (const ParsedDate& date : dates) dump.fact(name_of(date.role), date.text);
}

std::string_view kind_of(const ParsedMedia& medium) {
  if (medium.enclosure) return "enclosure";
  return medium.thumbnail ? "thumbnail" : medium.picture ? "picture" : "media";
}

void add_media(Dump& dump, const std::vector<ParsedMedia>& media) {
  for (const ParsedMedia& medium : media) {
    dump.fact(kind_of(medium), medium.url)
        .detail("type", medium.type)
        .detail("medium", medium.medium)
        .detail("length", medium.length)
        .detail("width", medium.width ? std::to_string(*medium.width) : "")
        .detail("default", medium.is_default ? "yes" : "")
        .detail("title", medium.title)
        .detail("description", medium.description);
    for (const std::string& credit : medium.credit) dump.detail("credit", credit);
    dump.detail("license", medium.license).detail("base", medium.base);
  }
}

void add_issues(Dump& dump, const std::vector<Issue>& issues) {
  for (const Issue& issue : issues) dump.fact("issue", issue.text);
}

std::string dump_head(const ParsedHead& head) {
  Dump dump("  ");
  dump.fact("id", head.id).text("title", head.title).text("subtitle", head.subtitle);
  add_links(dump, head.links);
  add_dates(dump, head.dates);
  add_people(dump, "author", head.authors);
  add_people(dump, "contributor", head.contributors);
  add_categories(dump, head.categories);
  dump.text("rights", head.rights)
      .fact("license", head.license)
      .fact("generator", head.generator)
      .fact("language", head.language)
      .fact("image", head.image)
      .fact("icon", head.icon)
      .fact("base", head.base)
      .fact("ttl", head.ttl)
      .fact("updates from", head.update_base);
  for (const std::string& hour : head.skip_hours) dump.fact("skip hour", hour);
  for (const std::string& day : head.skip_days) dump.fact("skip day", day);
  return dump.take();
}

}  // namespace

std::string dump(const ParsedEntry& entry) {
  Dump dump("  ");
  dump.fact("id", entry.id).detail("permalink", entry.id_is_permalink ? "yes" : "");
  dump.text("title", entry.title).text("summary", entry.summary).text("content", entry.content);
  add_links(dump, entry.links);
  add_dates(dump, entry.dates);
  add_people(dump, "author", entry.authors);
  add_people(dump, "contributor", entry.contributors);
  add_categories(dump, entry.categories);
  add_media(dump, entry.media);
  if (entry.event) {
    dump.fact("event", entry.event->start.empty() ? "-" : entry.event->start)
        .detail("end", entry.event->end)
        .detail("location", entry.event->location)
        .detail("from", entry.event->from)
        .detail("zone", entry.event->zone)
        .detail("duration", entry.event->duration);
  }
  if (entry.origin) {
    dump.fact("origin", entry.origin->id.empty() ? "-" : entry.origin->id)
        .detail("title", entry.origin->title.value)
        .detail("link", entry.origin->link)
        .detail("base", entry.origin->base);
  }
  dump.fact("type", entry.type).fact("language", entry.language).text("rights", entry.rights);
  dump.fact("license", entry.license).fact("comments", entry.comments).fact("base", entry.base);
  add_issues(dump, entry.issues);
  return dump.take();
}

std::string dump(const ParsedFeed& feed) {
  std::string out(name(feed.format));
  if (!feed.version.empty()) out.append(" ").append(feed.version);
  out.append(feed.complete ? " complete\n" : "\n").append(dump_head(feed.head));
  for (const ParsedEntry& entry : feed.entries) out.append("entry\n").append(dump(entry));
  Dump rest("");
  for (const Withdrawal& withdrawal : feed.withdrawn) {
    rest.fact("withdrawn", withdrawal.id).detail("when", withdrawal.when ? to_rfc3339(*withdrawal.when) : "");
  }
  add_issues(rest, feed.issues);
  return out + rest.take();
}

}  // namespace commonplace::parse
