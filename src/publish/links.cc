#include "publish/links.h"

#include <algorithm>
#include <span>

#include "base/text.h"

namespace commonplace::publish {
namespace {

std::string_view extension(OutputFormat format) {
  switch (format) {
    case OutputFormat::Atom:
      return ".atom";
    case OutputFormat::Rss:
      return ".rss";
    case OutputFormat::Json:
      return ".json";
    case OutputFormat::Calendar:
      return ".ics";
    case OutputFormat::Html:
      return "";
  }
  return "";
}

std::string join(std::string_view a, std::string_view b, std::string_view c, std::string_view d = {}) {
  std::string joined;
  joined.reserve(a.size() + b.size() + c.size() + d.size());
  return joined.append(a).append(b).append(c).append(d);
}

void append_percent(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out.append("%").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
}

bool is_blank_or_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20 || byte == 0x7F;
}

// RFC 3987 §2.2: browsers accept them in addresses, feed validators do not.
bool is_outside_of_iris(char c) { return std::string_view("<>\"{}|\\^`").find(c) != std::string_view::npos; }

std::string parameters(const SearchParameters& asked, OutputFormat format) {
  std::string text;
  append_parameter(text, "q", asked.query);
  append_parameter(text, "source", asked.source);
  append_parameter(text, "type", asked.type);
  append_parameter(text, "topic", asked.topic);
  const bool by_date = asked.order == SearchParameters::Order::Date;
  if (by_date && format == OutputFormat::Html) append_parameter(text, "order", "date");
  if (asked.page > 1) append_parameter(text, "page", std::to_string(asked.page));
  return text;
}

// In this order, so that what is asked for has one address.
std::string parameters(const FeedParameters& asked) {
  std::string text;
  append_parameter(text, "type", asked.type);
  append_parameter(text, "source", asked.source);
  append_parameter(text, "lang", asked.language);
  if (asked.since) {
    const auto day = std::chrono::floor<std::chrono::days>(*asked.since);
    append_parameter(text, "since", day == *asked.since ? to_iso_day(day) : to_rfc3339(*asked.since));
  }
  if (asked.limit) append_parameter(text, "limit", std::to_string(*asked.limit));
  append_parameter(text, "q", asked.query);
  return text;
}

std::string link_value(std::string_view url, std::string_view rel, std::string_view type = {}) {
  std::string value = "<" + std::string(url) + ">; rel=\"" + std::string(rel) + "\"";
  if (!type.empty()) value.append("; type=\"").append(type).append("\"");
  return value;
}

// `address_in` gives the address of each format.
template <class AddressIn>
std::string link_header_of(OutputFormat here, std::span<const OutputFormat> formats, AddressIn address_in) {
  const bool is_page = here == OutputFormat::Html;
  std::string header = link_value(address_in(here), is_page ? "canonical" : "self", is_page ? "" : media_type(here));
  if (!is_page) header += ", " + link_value(address_in(OutputFormat::Html), "alternate", "text/html");
  for (const OutputFormat format : formats) {
    if (is_page) header += ", " + link_value(address_in(format), "alternate", media_type(format));
  }
  return header;
}

constexpr std::string_view kCreativeCommons = "creativecommons.org/";

// "by-nc-nd/2.0" of either spelling; empty where it is none of theirs.
struct CcLicense {
  std::string_view terms;
  std::string_view version;
};

bool is_cc_terms(std::string_view terms) {
  for (const std::string_view known : {"by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd"})
    if (terms == known) return true;
  return false;
}

bool is_cc_version(std::string_view version) {
  for (const std::string_view known : {"1.0", "2.0", "2.1", "2.5", "3.0", "4.0"})
    if (version == known) return true;
  return false;
}

License from_cc_code(std::string_view license) {
  const std::string lower = base::to_ascii_lower(license);
  if (lower == "cc0" || lower == "cc0 1.0")
    return {std::string(license), "https://creativecommons.org/publicdomain/zero/1.0/"};
  const auto words = base::split_words(lower);
  if (words.size() != 3 || words[0] != "cc" || !is_cc_terms(words[1]) || !is_cc_version(words[2])) return {};
  return {std::string(license), join("https://creativecommons.org/licenses/", words[1], "/", words[2]) + "/"};
}

License from_url(std::string_view url) {
  License license{std::string(url), std::string(url)};
  const auto place = url.find(kCreativeCommons);
  if (place == std::string_view::npos) return license;
  const auto parts = base::split(url.substr(place + kCreativeCommons.size()), '/');
  if (parts.size() >= 3 && parts[0] == "licenses" && is_cc_terms(parts[1]) && is_cc_version(parts[2])) {
    license.name = "CC ";
    for (const char c : parts[1]) license.name += base::is_ascii_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
    license.name.append(" ").append(parts[2]);
  } else if (parts.size() >= 2 && parts[0] == "publicdomain" && parts[1] == "zero") {
    license.name = "CC0 1.0";
  }
  return license;
}

}  // namespace

void append_parameter(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  out.append(out.empty() ? "?" : "&").append(name).append("=");
  for (const char c : value) {
    if (base::is_ascii_alnum(c) || std::string_view("*-._").find(c) != std::string_view::npos) {
      out += c;
    } else if (c == ' ') {
      out += '+';
    } else {
      append_percent(out, c);
    }
  }
}

std::string_view media_type(OutputFormat format) {
  switch (format) {
    case OutputFormat::Atom:
      return "application/atom+xml";
    case OutputFormat::Rss:
      return "application/rss+xml";
    case OutputFormat::Json:
      return "application/feed+json";
    case OutputFormat::Calendar:
      return "text/calendar";
    case OutputFormat::Html:
      break;
  }
  return "text/html";
}

std::string index_url(const Site& site) { return site.public_url + "/"; }
std::string embed_url(const Site& site, std::string_view slug) { return topic_url(site, slug) + "/embed"; }
std::string sources_url(const Site& site) { return site.public_url + "/sources"; }
std::string topic_url(const Site& site, std::string_view slug) { return join(site.public_url, "/topics/", slug); }
std::string topic_url(const Site& site, std::string_view slug, OutputFormat format) {
  return join(site.public_url, "/topics/", slug, extension(format));
}
std::string topic_url(const Site& site, std::string_view slug, OutputFormat format, const FeedParameters& asked) {
  return topic_url(site, slug, format) + parameters(asked);
}
std::string archive_url(const Site& site, std::string_view slug, std::size_t number) {
  return topic_url(site, slug) + "/archive/" + std::to_string(number) + ".atom";
}
std::string entry_url(const Site& site, std::string_view key) { return join(site.public_url, "/entries/", key); }
std::string events_url(const Site& site, OutputFormat format) {
  return join(site.public_url, "/events", extension(format));
}
std::string types_scheme(const Site& site) { return site.public_url + "/types"; }

std::string_view base_path(const Site& site) {
  const std::string_view url = site.public_url;
  const auto authority = url.find("://");
  if (authority == std::string_view::npos) return {};
  const auto path = url.find('/', authority + 3);
  return path == std::string_view::npos ? std::string_view() : url.substr(path);
}

std::string topic_path(const Site& site, std::string_view slug) { return join(base_path(site), "/topics/", slug); }
std::string topic_path(const Site& site, std::string_view slug, OutputFormat format) {
  return join(base_path(site), "/topics/", slug, extension(format));
}
std::string entry_path(const Site& site, std::string_view key) { return join(base_path(site), "/entries/", key); }
std::string entry_path(const Site& site, std::string_view key, std::uint32_t revision) {
  return join(entry_path(site, key), "?revision=", std::to_string(revision));
}

std::string events_path(const Site& site, OutputFormat format) {
  return join(base_path(site), "/events", extension(format));
}

std::string search_path(const Site& site, const SearchParameters& asked) {
  return join(base_path(site), "/search", parameters(asked, OutputFormat::Html));
}
std::string search_feed_path(const Site& site, const SearchParameters& asked) {
  return join(base_path(site), "/search.atom", parameters(asked, OutputFormat::Atom));
}
std::string search_url(const Site& site, const SearchParameters& asked, OutputFormat format) {
  return join(site.public_url, "/search", extension(format), parameters(asked, format));
}
std::string search_description_url(const Site& site) { return site.public_url + "/opensearch.xml"; }

std::string link_header(const Site& site, std::string_view slug, OutputFormat format, const FeedParameters& asked) {
  return link_header_of(format, kSubscribableFormats, [&](OutputFormat other) {
    return other == OutputFormat::Html ? topic_url(site, slug) : topic_url(site, slug, other, asked);
  });
}
std::string hub_link(std::string_view hub, OutputFormat format) {
  const bool is_told_of = std::ranges::find(kFeedFormats, format) != std::end(kFeedFormats);
  return hub.empty() || !is_told_of ? "" : ", " + link_value(hub, "hub");
}
std::string link_header(const Site& site, const SearchParameters& asked, OutputFormat format) {
  constexpr OutputFormat kFormats[] = {OutputFormat::Atom};
  return link_header_of(format, kFormats, [&](OutputFormat other) { return search_url(site, asked, other); });
}

std::string archive_link_header(const Site& site, std::string_view slug, std::size_t number) {
  return link_value(archive_url(site, slug, number), "self", media_type(OutputFormat::Atom)) + ", " +
         link_value(topic_url(site, slug, OutputFormat::Atom), "current", media_type(OutputFormat::Atom));
}
std::string events_link_header(const Site& site, OutputFormat format) {
  constexpr OutputFormat kFormats[] = {OutputFormat::Calendar};
  return link_header_of(format, kFormats, [&](OutputFormat other) { return events_url(site, other); });
}

std::string feed_style_instruction(const Site& site) {
  return "type=\"text/css\" href=\"" + std::string(base_path(site)) + "/assets/feed.css\"";
}

bool is_web_url(std::string_view url) {
  return base::starts_with_ignoring_case(url, "https://") || base::starts_with_ignoring_case(url, "http://");
}

std::string public_url_of(std::string_view url) {
  if (!is_web_url(url)) return {};
  const auto host = url.find("://") + 3;
  const auto rest = std::min(url.find_first_of("/?#", host), url.size());
  const auto authority = url.substr(host, rest - host);
  const auto at = authority.rfind('@');
  std::string written(url.substr(0, host));
  written += at == std::string_view::npos ? authority : authority.substr(at + 1);
  for (const char c : url.substr(rest)) {
    if (is_outside_of_iris(c))
      append_percent(written, c);
    else
      written += c;
  }
  return is_iri(written) ? written : std::string();
}

bool is_iri(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) return false;
  if (!base::is_ascii_alpha(text.front())) return false;
  for (const char c : text.substr(0, colon))
    if (!base::is_ascii_alnum(c) && c != '+' && c != '-' && c != '.') return false;
  return std::ranges::none_of(text.substr(colon),
                              [](char c) { return is_blank_or_control(c) || is_outside_of_iris(c); });
}

std::string story_link(const Site& site, const Story& story) {
  std::string link = public_url_of(story.lead.link);
  return link.empty() ? entry_url(site, story.key) : link;
}

License read_license(std::string_view license, std::string_view url) {
  license = base::trim(license);
  if (is_web_url(license)) return from_url(license);
  License read = from_cc_code(license);
  if (read.empty()) read.name = std::string(license);
  if (is_web_url(url)) {
    if (read.empty()) return from_url(url);
    read.url = std::string(url);
  }
  return read;
}

}  // namespace commonplace::publish
