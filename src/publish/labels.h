// The words and long dates that pages show, in the service's language: en, fr, es, de.

#pragma once

#include <array>
#include <chrono>
#include <string>
#include <string_view>

namespace commonplace::publish {

// A {name} in a label is filled in by whoever shows it.
struct Labels {
  std::string_view code;  // of the language that these words are in
  std::array<std::string_view, 12> months;
  std::string_view date;        // {day} {month} {year}
  std::string_view first_day;   // how the first day of a month is written
  std::string_view days_joint;  // between the first and the last of days within a month
  std::string_view range;       // {start} {end}

  std::string_view skip_link;
  std::string_view about;  // the service, on its start page
  std::string_view topics;
  std::string_view most_recently_added;
  std::string_view nothing_yet;
  std::string_view related_topics;
  std::string_view updated;  // {date}
  std::string_view one_story;
  std::string_view stories;  // {count}
  std::string_view all_of;   // {title}

  std::string_view embed;
  std::string_view embed_text;
  std::string_view embed_line;  // names the field with what is to be pasted
  std::string_view embed_preview;

  std::string_view sources_text;
  std::string_view no_sources;
  std::string_view more_topics;  // {count}
  std::string_view latest_news;  // before a date
  std::string_view last_heard;   // before a date
  std::string_view has_ended;
  std::string_view entries;  // before a number
  std::string_view feed;     // before an address
  std::string_view excerpts_only;
  std::string_view full_texts;

  std::string_view subscribe;
  std::string_view what_is_a_feed;
  std::string_view untitled;        // in the place of a title, where there is nothing to say instead
  std::string_view this_is_a_feed;  // to whoever opens one in a browser
  std::string_view feed_of;         // {title}

  std::string_view month;  // {month} {year}
  std::string_view events;
  std::string_view upcoming_events;
  std::string_view nothing_upcoming;
  std::string_view all_events;
  std::string_view add_to_calendar;
  std::string_view what_is_a_calendar;
  std::string_view calendar_of;  // {title}
  std::string_view cancelled;    // stands for the title of an event that its publisher called off

  std::string_view search;      // to do, and what is done
  std::string_view search_in;   // {title}
  std::string_view search_for;  // {query}
  std::string_view search_hint;
  std::string_view one_found;
  std::string_view found;           // {count}
  std::string_view found_at_least;  // {count}
  std::string_view nothing_found;
  std::string_view nothing_found_text;
  std::string_view best_first;
  std::string_view newest_first;
  std::string_view narrowed_to;
  std::string_view show_all;
  std::string_view sources;
  std::string_view types;
  std::string_view previous_page;
  std::string_view next_page;
  std::string_view more_pages;
  std::string_view search_feed;
  std::string_view search_problem;        // {problem}
  std::string_view search_took_too_long;  // such a problem

  std::string_view source;   // before a name
  std::string_view also_at;  // before names
  std::string_view permalink;
  std::string_view takes_place;
  std::string_view photo;   // before a name
  std::string_view credit;  // before a name: of a picture that may be no photo

  std::string_view read_at;  // {source}
  std::string_view by;       // before names
  std::string_view copies;
  std::string_view original;
  std::string_view this_copy;
  std::string_view in_topics;
  std::string_view rights;
  std::string_view license;
  std::string_view attachments;
  std::string_view table;            // that is too wide for the page
  std::string_view revised;          // {number} {date}
  std::string_view revised_undated;  // {number}
  std::string_view earlier_versions;
  std::string_view superseded;  // {number} {date}
  std::string_view current_version;

  std::string_view more;       // names the links at the end of a page
  std::string_view all_feeds;  // the subscription list
  std::string_view ownership;  // of texts and pictures
  std::string_view home;
  std::string_view not_found;
  std::string_view not_found_text;
  std::string_view pruned_text;
  std::string_view withdrawn_text;
  std::string_view hidden_text;
  std::string_view not_for_everybody;
  std::string_view not_for_everybody_text;
  std::string_view not_ready;
  std::string_view not_ready_text;
  std::string_view bad_request;
  std::string_view bad_request_text;
  std::string_view failed;
  std::string_view failed_text;
};

// English where the language is none of ours; regions are ignored ("fr-CA").
const Labels& labels_for(std::string_view language);

// "24 October 2024", "1er octobre 2024", "24 de octubre de 2024", "24. Oktober 2024".
std::string long_date(std::chrono::year_month_day day, const Labels& labels);

// "21–22 November 2024" within a month, else both dates in full.
std::string long_date_range(std::chrono::year_month_day first, std::chrono::year_month_day last, const Labels& labels);

// "November 2024", as a heading has it.
std::string month_words(std::chrono::year_month month, const Labels& labels);

// The type as readers of this language call it; one that only the operator knows stays as it is.
std::string_view type_label(std::string_view type, const Labels& labels);

}  // namespace commonplace::publish
