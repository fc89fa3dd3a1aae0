#include "publish/json_ld.h"

#include "base/utf8.h"
#include "publish/dates.h"
#include "publish/links.h"
#include "publish/story.h"

namespace commonplace::publish {
namespace {

// Inside a script element only "<" can do harm ("</script>", "<!--"); as \u003c it cannot.
std::string quoted(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out = "\"";
  std::size_t position = 0;
  while (position < text.size()) {
    const std::size_t begin = position;
    const char32_t c = base::next_code_point(text, position);
    if (c == '"' || c == '\\') {
      out.append("\\").append(1, static_cast<char>(c));
    } else if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == 0x7F) {
      out.append("\\u00").append(1, kHex[c >> 4]).append(1, kHex[c & 15]);
    } else if (c == base::kReplacement) {
      out += base::kReplacementUtf8;
    } else {
      out += text.substr(begin, position - begin);
    }
  }
  return out += '"';
}

// An object under construction; members without a value are left out.
class Object {
 public:
  explicit Object(std::string_view type) { text("@type", type); }

  Object& text(std::string_view name, std::string_view value) {
    return value.empty() ? *this : raw(name, quoted(value));
  }
  Object& object(std::string_view name, const Object& value) { return raw(name, value.json()); }
  Object& raw(std::string_view name, std::string_view json) {
    if (!members_.empty()) members_ += ',';
    members_.append(quoted(name)).append(":").append(json);
    return *this;
  }
  std::string json() const { return "{" + members_ + "}"; }

 private:
  std::string members_;
};

Object picture(const TopicImage& image) {
  Object object("ImageObject");
  object.text("contentUrl", public_url_of(image.url)).text("caption", image.alt).text("creditText", image.credit);
  object.text("license", read_license(image.license, image.license_url).url);
  return object;
}

Object picture(const Image& image) {
  Object object("ImageObject");
  object.text("contentUrl", public_url_of(image.url)).text("caption", image.alt).text("creditText", credits_of(image));
  object.text("license", read_license(image.license).url);
  return object;
}

Object organization(const Publisher& publisher) {
  return Object("Organization").text("name", publisher.title).text("url", public_url_of(publisher.homepage));
}

// Where there is no place, a webinar takes place at its own address; search engines want one or the other.
void add_place(Object& object, const Entry& entry, const Event& event, std::string_view link) {
  if (!event.location.empty()) {
    object.object("location", Object("Place").text("name", event.location).text("address", event.location));
  } else if (entry.type == "Webinar") {
    object.text("eventAttendanceMode", "https://schema.org/OnlineEventAttendanceMode");
    object.object("location", Object("VirtualLocation").text("url", link));
  }
}

Object event_object(const Entry& entry, const Event& event, const Publisher& publisher, std::string_view name,
                    std::string_view link) {
  Object object("EducationEvent");
  object.text("name", name).text("url", link).text("description", entry.excerpt);
  object.text("startDate", event_machine_date(event.start, event.precision));
  if (event.end) object.text("endDate", event_machine_date(*event.end, event.precision));
  add_place(object, entry, event, link);
  object.text("inLanguage", entry.language).object("organizer", organization(publisher));
  return object;
}

std::string authors(const Entry& entry, const Publisher& publisher) {
  std::string list;
  for (const Person& person : authors_of(entry, publisher)) {
    // Who is named like the publisher is no person.
    Object author(person.name == publisher.title ? "Organization" : "Person");
    list += (list.empty() ? "" : ",") + author.text("name", person.name).text("url", person.uri).json();
  }
  return "[" + list + "]";
}

Object article(const TopicPage& page, const Story& story) {
  const Publisher publisher = publisher_of(page.publishers, story.lead.source);
  const Entry& entry = story.lead;
  const Labels& labels = labels_for(page.site.language);
  const std::string title = shown_title(entry, labels);
  const std::string link = story_link(page.site, story);
  Object object("NewsArticle");
  object.text("headline", title).text("url", link);
  object.text("datePublished", published_date(page.site, story, labels).machine);
  if (story.updated) object.text("dateModified", to_rfc3339(*story.updated));
  object.text("abstract", entry.excerpt).text("inLanguage", entry.language).text("articleSection", entry.type);
  object.raw("author", authors(entry, publisher)).object("publisher", organization(publisher));
  if (entry.image && !public_url_of(entry.image->url).empty()) object.object("image", picture(*entry.image));
  object.text("license", read_license(license_of(entry, publisher)).url);
  if (entry.event) object.object("about", event_object(entry, *entry.event, publisher, title, link));
  return object;
}

std::string item_list(const TopicPage& page) {
  std::string elements;
  std::size_t position = 0;
  for (const Story& story : page.stories) {
    Object element("ListItem");
    element.raw("position", std::to_string(++position)).object("item", article(page, story));
    if (!elements.empty()) elements += ",";
    elements += "\n" + element.json();
  }
  return "[" + elements + "]";
}

}  // namespace

Markup json_ld(const TopicPage& page) {
  Object list("ItemList");
  list.raw("numberOfItems", std::to_string(page.stories.size()));
  list.raw("itemListElement", item_list(page));
  Object collection("CollectionPage");
  collection.text("@context", "https://schema.org").text("@id", topic_url(page.site, page.topic.slug));
  collection.text("url", topic_url(page.site, page.topic.slug)).text("name", page.topic.title);
  collection.text("description", page.topic.description).text("inLanguage", labels_for(page.site.language).code);
  collection.text("dateModified", to_rfc3339(page.updated));
  if (page.topic.image) collection.object("image", picture(*page.topic.image));
  collection.object("isPartOf", Object("WebSite").text("name", page.site.title).text("url", index_url(page.site)));
  collection.object("mainEntity", list);
  return Markup("<script type=\"application/ld+json\">" + collection.json() + "</script>\n");
}

}  // namespace commonplace::publish
