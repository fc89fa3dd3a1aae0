// What every format says about a story in the same way.

#pragma once

#include <string>
#include <vector>

#include "commonplace/publish.h"
#include "publish/labels.h"
#include "publish/template.h"

namespace commonplace::publish {

// Who published the story's leading copy. A publisher the page does not know has the slug for a title.
Publisher publisher_of(const std::map<std::string, Publisher>& publishers, const std::string& slug);

// What stands for an entry in a list: its title, else the beginning of its excerpt, else its address; "Untitled" where
// it has none of these.
std::string shown_title(const Entry& entry, const Labels& labels);

// The names of those who wrote it; where the entry names nobody, of the one who published it.
std::vector<Person> authors_of(const Entry& entry, const Publisher& publisher);

// Those with a web address. What is not a media type, or not a length, is left empty.
std::vector<Enclosure> enclosures_of(const Entry& entry);

// The markup that may be republished: the whole text where the publisher allows it, else nothing.
const SafeHtml& full_text(const Entry& entry, const Publisher& publisher);

// The topic's title, with what its feed is narrowed to.
std::string feed_title(const TopicPage& page);

// What readers know the story by.
std::string story_id(const Site& site, const Story& story);
Timestamp last_change(const Story& story);

// The excerpt, and the whole text where it may be republished (else nothing), each with the credit below: most readers
// do not show where a feed says that an entry is from.
Markup summary_with_credit(const Site& site, const Story& story, const Publisher& publisher);
Markup text_with_credit(const Site& site, const Story& story, const Publisher& publisher);

// The licence of the text: the entry's, else the publisher's.
std::string_view license_of(const Entry& entry, const Publisher& publisher);
std::string_view rights_of(const Entry& entry, const Publisher& publisher);

// "Source: WebJunction · also at State Library, Reading Agency", each a link: the visible credit.
Markup credit_line(const Publisher& publisher, std::string_view fallback_link, const std::vector<Copy>& copies,
                   const Labels& labels);

// How a copy's publisher is called.
std::string_view name_of(const Copy& copy);

// Those whom a picture is from: "Ann Lee, Press Office".
std::string credits_of(const Image& image);

// A name as a link where there is a web address to link to. Its direction is kept from its surroundings by an
// attribute: feed validators and older readers do not know <bdi>.
Markup linked(std::string_view name, std::string_view url);

}  // namespace commonplace::publish
