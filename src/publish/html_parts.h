// Pieces that several pages show: dates, events, pictures with their credit, feed links.

#pragma once

#include <string>
#include <string_view>

#include "commonplace/publish.h"
#include "publish/dates.h"
#include "publish/labels.h"
#include "publish/template.h"

namespace commonplace::publish {

// What stands on the line below a title: "News · 24 October 2024".
Markup meta_line(std::string_view type, const ShownDate& date, const Labels& labels);

// "Takes place 21 November 2024 · Anchorage"; nothing where there is no event.
Markup event_line(const Site& site, const std::optional<Event>& event, const Labels& labels);

// A picture as its author made it, with who made it and under what licence; nothing without a web address.
Markup figure_of(const TopicImage& image, const Labels& labels);
Markup figure_of(const Image& image, const Labels& labels);

// A licence as a link to its deed where one is known.
Markup license_markup(std::string_view license, std::string_view url = {});

// An address to read and copy, which may break after its slashes only where it must.
Markup address(std::string_view url);

// ` lang="fr"` where the text is in another language than the page; its direction is for dir="auto".
Markup language_attribute(std::string_view language, const Labels& labels);

// ` lang="en"` for our own words within such a text.
Markup page_language_attribute(std::string_view language, const Labels& labels);

// The <link rel=alternate> of a topic's formats for <head>, and the same as links for people.
Markup alternate(const Site& site, const TopicTeaser& topic, OutputFormat format, const Labels& labels);
Markup alternates(const Site& site, const TopicTeaser& topic, const Labels& labels);
Markup format_list(const Site& site, std::string_view slug);

}  // namespace commonplace::publish
