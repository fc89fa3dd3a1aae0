// The pages, each a whole HTML document. They work without scripts and ask third parties for pictures only.

#pragma once

#include <string>

#include "commonplace/publish.h"

namespace commonplace::publish {

std::string write_topic_page(const TopicPage& page);
std::string write_events_page(const EventsPage& page);
std::string write_index_page(const IndexPage& page);
std::string write_entry_page(const EntryPage& page);
std::string write_gone_page(const GonePage& page);
std::string write_search_page(const SearchPage& page);
std::string write_sources_page(const SourcesPage& page);
Embed write_embed(const TopicPage& page);

// What a reader sees instead of a page: `status` is that of the HTTP answer.
std::string write_error_page(const Site& site, int status);

}  // namespace commonplace::publish
