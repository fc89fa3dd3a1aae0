// The addresses of what is published, and which addresses of others may be published.

#pragma once

#include <string>
#include <string_view>

#include "commonplace/publish.h"

namespace commonplace::publish {

// The formats that people subscribe to, the best first.
inline constexpr OutputFormat kFeedFormats[] = {OutputFormat::Atom, OutputFormat::Rss, OutputFormat::Json};
inline constexpr OutputFormat kSubscribableFormats[] = {OutputFormat::Atom, OutputFormat::Rss, OutputFormat::Json,
                                                        OutputFormat::Calendar};
std::string_view media_type(OutputFormat format);

// Absolute, for documents that leave the site.
std::string index_url(const Site& site);
std::string topic_url(const Site& site, std::string_view slug);
std::string topic_url(const Site& site, std::string_view slug, OutputFormat format);
std::string topic_url(const Site& site, std::string_view slug, OutputFormat format, const FeedParameters& asked);
std::string archive_url(const Site& site, std::string_view slug, std::size_t number);
std::string entry_url(const Site& site, std::string_view key);
std::string events_url(const Site& site, OutputFormat format);
std::string embed_url(const Site& site, std::string_view slug);
std::string sources_url(const Site& site);
std::string types_scheme(const Site& site);  // the category scheme of entry types

// The path part of public_url ("" or "/news"): pages link within the site by path, so that they work on whatever
// name they are reached by.
std::string_view base_path(const Site& site);
std::string topic_path(const Site& site, std::string_view slug);
std::string topic_path(const Site& site, std::string_view slug, OutputFormat format);
std::string entry_path(const Site& site, std::string_view key);
std::string entry_path(const Site& site, std::string_view key, std::uint32_t revision);
std::string events_path(const Site& site, OutputFormat format);

// Adds "?name=value", or "&name=value" where there is something already; nothing for an empty value. As browsers write
// a form (WHATWG URL §5.2), so that the same search has one address however it was come by.
void append_parameter(std::string& out, std::string_view name, std::string_view value);

// Addresses of the search; those of a feed leave out the order, which is always that of dates.
std::string search_path(const Site& site, const SearchParameters& asked);
std::string search_feed_path(const Site& site, const SearchParameters& asked);
std::string search_url(const Site& site, const SearchParameters& asked, OutputFormat format);
std::string search_description_url(const Site& site);

// Where the document itself and its other formats are, for the HTTP Link header (RFC 8288).
std::string link_header(const Site& site, std::string_view slug, OutputFormat format, const FeedParameters& asked = {});
// What follows it where the format is told of by a hub; empty for others.
std::string hub_link(std::string_view hub, OutputFormat format);
std::string link_header(const Site& site, const SearchParameters& asked, OutputFormat format);
std::string archive_link_header(const Site& site, std::string_view slug, std::size_t number);
std::string events_link_header(const Site& site, OutputFormat format);

// What makes a feed readable in a browser: the content of an xml-stylesheet instruction.
std::string feed_style_instruction(const Site& site);

// Whether a reader may be sent there: http and https only.
bool is_web_url(std::string_view url);
// `url` if it is a web URL, without user name and password, and written as an IRI; else empty.
std::string public_url_of(std::string_view url);
// Whether it can stand where Atom wants an absolute IRI (RFC 3987), seen from its characters.
bool is_iri(std::string_view text);

// Where readers find the story: the original, or its page here where it has no address of its own.
std::string story_link(const Site& site, const Story& story);

// A licence as text and, where one is known, the address of its deed. Creative Commons codes are understood
// ("CC BY-NC-ND 2.0", "CC0"); a licence given as an address of Creative Commons gets its code as name.
struct License {
  std::string name;
  std::string url;

  bool empty() const { return name.empty(); }
};
License read_license(std::string_view license, std::string_view url = {});

}  // namespace commonplace::publish
