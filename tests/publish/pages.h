// Pages as tests need them: a small one to vary, and one full of what a real topic holds.

#pragma once

#include <string>

#include "commonplace/publish.h"

namespace commonplace::publish {

Timestamp at(int year, unsigned month, unsigned day, int hour = 12, int minute = 0);

// A zone that is always the same number of hours away from UTC.
std::shared_ptr<const TimeZone> fixed_zone(int hours);

Site sample_site();
Story sample_story(const std::string& title = "Creating a community-led library");
TopicPage small_page();  // one story

// The topic "Partnerships & collaboration": ten stories with their dates, events, copies, scripts and languages.
TopicPage partnerships();
IndexPage start_page();
ArchivePage archive_page();  // the second of three
EventsPage events_page();    // one over, two to come, one called off
EntryPage entry_page();      // an excerpt, with copies elsewhere
SearchPage search_page();    // the second of three pages, narrowed to a type
SourcesPage sources_page();
EntryPage full_entry_page();  // the whole text, with a picture, an event and a revision

}  // namespace commonplace::publish
