// Documents cut down to what a test is about.

#pragma once

#include <string>
#include <string_view>

#include "commonplace/parse.h"

namespace commonplace::parse {

inline constexpr std::string_view kNamespaces =
    " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/'"
    " xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:media='http://search.yahoo.com/mrss/'"
    " xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' xmlns:ev='http://purl.org/rss/1.0/modules/event/'"
    " xmlns:xCal='urn:ietf:params:xml:ns:xcal' xmlns:thr='http://purl.org/syndication/thread/1.0'"
    " xmlns:feedburner='http://rssnamespace.org/feedburner/ext/1.0' "
    "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
    " xmlns:prism='http://prismstandard.org/namespaces/basic/2.0/' "
    "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"
    " xmlns:cc='http://creativecommons.org/ns#' xmlns:wfw='http://wellformedweb.org/CommentAPI/'"
    " xmlns:atom='http://www.w3.org/2005/Atom' xmlns:h='http://www.w3.org/1999/xhtml'";

inline Result<ParsedFeed> parse_text(std::string_view text) {
  Utf8Text document;
  document.text = std::string(text);
  document.charset = "UTF-8";
  return parse_feed(document, *parse_url("https://feeds.example.org/feed"));
}

inline std::string rss_with_item(std::string_view inside) {
  return "<rss version='2.0'" + std::string(kNamespaces) + "><channel><item>" + std::string(inside) +
         "</item></channel></rss>";
}

inline std::string rss_with_channel(std::string_view inside) {
  return "<rss version='2.0'" + std::string(kNamespaces) + "><channel>" + std::string(inside) + "</channel></rss>";
}

inline std::string atom_with_entry(std::string_view inside) {
  return "<feed xmlns='http://www.w3.org/2005/Atom'" + std::string(kNamespaces) + "><entry>" + std::string(inside) +
         "</entry></feed>";
}

}  // namespace commonplace::parse
