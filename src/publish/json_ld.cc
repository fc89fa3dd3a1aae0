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

Object event_object(const Event& event, std::string_view name, std::string_view link) {
  Object object("EducationEvent");
  object.text("name", name).text("url", link);
  object.text("startDate", event_machine_date(event.start, event.precision));
  if (event.end) object.text("endDate", event_machine_date(*event.end, event.precision));
  if (!event.location.empty()) object.object("location", Object("Place").text("name", event.location));
  return object;
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
  object.object("publisher",
                Object("Organization").text("name", publisher.title).text("url", public_url_of(publisher.homepage)));
  object.text("license", read_license(license_of(entry, publisher)).url);
  if (entry.event) object.object("about", event_object(*entry.event, title, link));
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
