#include "publish/html_parts.h"

#include "publish/links.h"
#include "publish/story.h"

namespace commonplace::publish {
namespace {

std::string_view name_of(OutputFormat format) {
  switch (format) {
    case OutputFormat::Atom:
      return "Atom";
    case OutputFormat::Rss:
      return "RSS";
    case OutputFormat::Json:
      return "JSON Feed";
    case OutputFormat::Calendar:
      return "iCalendar";
    case OutputFormat::Html:
      break;
  }
  return "HTML";
}

// `caption` is markup; an image without alternative text is decoration beside it.
Markup figure(std::string_view url, std::string_view alt, const Markup& caption) {
  const std::string source = public_url_of(url);
  if (source.empty()) return {};
  Markup out =
      fill(R"(<figure><img src="{source}" alt="{alt}" loading="lazy" decoding="async" referrerpolicy="no-referrer">)",
           {{"source", source}, {"alt", alt}});
  if (!caption.empty()) out += fill("<figcaption>{caption}</figcaption>", {{"caption", caption}});
  out += Markup("</figure>\n");
  return out;
}

Markup caption_of(std::string_view label, std::string_view names, const Markup& license) {
  Markup caption;
  if (!names.empty()) caption = fill("{label} <bdi>{names}</bdi>", {{"label", label}, {"names", names}});
  if (license.empty()) return caption;
  if (!caption.empty()) caption += Markup(std::string(", "));
  caption += license;
  return caption;
}

}  // namespace

Markup meta_line(std::string_view type, const ShownDate& date, const Labels& labels) {
  Markup line;
  if (!type.empty()) line = fill(R"(<span class="type">{type}</span>)", {{"type", type_label(type, labels)}});
  if (date.words.empty()) return line;
  if (!line.empty()) line += Markup(std::string(" · "));
  line += fill(R"(<time datetime="{machine}">{words}</time>)", {{"machine", date.machine}, {"words", date.words}});
  return line;
}

Markup event_line(const Site& site, const std::optional<Event>& event, const Labels& labels) {
  if (!event) return {};
  const ShownEvent shown = event_date(site, *event, labels);
  Markup place;
  if (!event->location.empty()) place = fill(" · <bdi>{place}</bdi>", {{"place", event->location}});
  return fill("<p class=\"event\">{label} <time datetime=\"{machine}\">{words}</time>{place}</p>\n",
              {{"label", labels.takes_place}, {"machine", shown.machine}, {"words", shown.words}, {"place", place}});
}

Markup license_markup(std::string_view text, std::string_view url) {
  const License license = read_license(text, url);
  if (license.url.empty()) return fill("{name}", {{"name", license.name}});
  return fill(R"(<a rel="license" href="{url}">{name}</a>)", {{"url", license.url}, {"name", license.name}});
}

Markup figure_of(const TopicImage& image, const Labels& labels) {
  return figure(image.url, image.alt,
                caption_of(labels.photo, image.credit, license_markup(image.license, image.license_url)));
}

Markup figure_of(const Image& image, const Labels& labels) {
  return figure(image.url, image.alt, caption_of(labels.credit, credits_of(image), license_markup(image.license)));
}

Markup address(std::string_view url) {
  Markup parts;
  while (!url.empty()) {
    const auto slash = url.find('/');
    const std::string_view part = url.substr(0, slash == std::string_view::npos ? slash : slash + 1);
    parts += fill("{part}", {{"part", part}});
    url.remove_prefix(part.size());
    if (!url.empty() && !url.starts_with('/')) parts += Markup(std::string("<wbr>"));
  }
  return parts;
}

Markup language_attribute(std::string_view language, const Labels& labels) {
  if (language.empty() || language == labels.code) return {};
  return fill(R"( lang="{language}")", {{"language", language}});
}

Markup page_language_attribute(std::string_view language, const Labels& labels) {
  return language_attribute(language, labels).empty() ? Markup() : fill(R"( lang="{code}")", {{"code", labels.code}});
}

Markup alternate(const Site& site, const TopicTeaser& topic, OutputFormat format, const Labels& labels) {
  const bool is_calendar = format == OutputFormat::Calendar;
  const std::string title = fill_text(is_calendar ? labels.calendar_of : labels.feed_of, {{"title", topic.title}});
  return fill("<link rel=\"alternate\" type=\"{type}\" title=\"{title}\" href=\"{href}\">\n",
              {{"type", media_type(format)}, {"title", title}, {"href", topic_path(site, topic.slug, format)}});
}

Markup alternates(const Site& site, const TopicTeaser& topic, const Labels& labels) {
  Markup links;
  for (const OutputFormat format : kSubscribableFormats) links += alternate(site, topic, format, labels);
  return links;
}

Markup format_list(const Site& site, std::string_view slug) {
  Markup items;
  for (const OutputFormat format : kSubscribableFormats) {
    items += fill(R"(<li><a href="{path}" type="{type}">{name}</a> <span class="address">{url}</span></li>)",
                  {{"path", topic_path(site, slug, format)},
                   {"type", media_type(format)},
                   {"name", name_of(format)},
                   {"url", address(topic_url(site, slug, format))}});
  }
  return fill("<ul class=\"formats\">{items}</ul>\n", {{"items", items}});
}

}  // namespace commonplace::publish
