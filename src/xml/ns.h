// The namespaces that feeds are written in.

#pragma once

#include <cstdint>
#include <string_view>

namespace commonplace::xml {

enum class Ns : std::uint8_t {
  None,  // no namespace: RSS 0.91–2.0 elements
  Atom,  // 1.0
  Atom03,
  Rss10,  // also 1.1's
  Rss090,
  Rdf,
  Dc,
  DcTerms,
  Content,
  Syndication,
  Slash,
  Wfw,
  Media,
  Itunes,
  GooglePlay,
  Georss,
  Ev,
  XCal,
  CreativeCommons,  // creativeCommons: (RSS module)
  Cc,               // web.resource.org and creativecommons.org/ns#
  Thread,
  FeedHistory,
  Tombstones,  // at:
  Prism,
  Feedburner,
  Schema,
  Podcast,
  Enclosure,    // enc: (RSS 1.0, mod_enclosure)
  Aggregation,  // ag: (RSS 1.0, mod_aggregation)
  Yandex,       // yandex: and turbo:, whole texts for its readers
  Commonplace,  // our own, in OPML
  Xhtml,
  Xml,
  Other,  // a URI, or an undeclared prefix, that nobody knows
};

// The namespace of our own attributes.
inline constexpr std::string_view kCommonplaceNamespace = "urn:commonplace:settings";

}  // namespace commonplace::xml
