#include "publish/ical.h"

#include <algorithm>
#include <chrono>
#include <string_view>

#include "base/digest.h"
#include "base/utf8.h"
#include "publish/labels.h"
#include "publish/links.h"
#include "publish/story.h"

namespace commonplace::publish {
namespace {

using std::chrono::days;

constexpr std::size_t kLineOctets = 75;
constexpr std::string_view kLineEnd = "\r\n";

// 20241121 and 20241003T180000Z
std::string basic_day(Timestamp time) {
  std::string text = to_iso_day(std::chrono::floor<days>(time));
  std::erase(text, '-');
  return text;
}

std::string basic_instant(Timestamp time) {
  std::string text = to_rfc3339(time);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

// RFC 5545 §3.3.11. Control characters have no place in a calendar.
std::string escaped_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F)) {
      out += c;
    }
  }
  return out;
}

// Content lines, folded between characters (§3.1).
class Lines {
 public:
  void text(std::string_view name, std::string_view value) {
    if (!value.empty()) raw(name, escaped_text(value));
  }

  void raw(std::string_view name, std::string_view value) {
    std::string line;
    line.reserve(name.size() + value.size() + 1);
    line.append(name).append(":").append(value);
    std::string_view rest = line;
    std::size_t room = kLineOctets;
    while (rest.size() > room) {
      std::string_view piece = base::truncate_utf8(rest, room);
      if (piece.empty()) piece = rest.substr(0, room);  // no text at all
      out_.append(piece).append(kLineEnd).append(" ");
      rest.remove_prefix(piece.size());
      room = kLineOctets - 1;
    }
    out_.append(rest).append(kLineEnd);
  }

  std::string take() && { return std::move(out_); }

 private:
  std::string out_;
};

// The id that feeds know the story by; RFC 7986 §5.3 wants no more than 255 octets.
std::string uid_of(std::string_view id) {
  constexpr std::size_t kLongest = 255;
  if (id.size() <= kLongest) return std::string(id);
  return "urn:sha256:" + base::to_hex(base::sha256(id));
}

// The last day of a calendar's event is the first after it.
void write_dates(Lines& lines, const Event& event) {
  const bool has_end = event.end && *event.end > event.start;
  if (event.precision == DatePrecision::Day) {
    lines.raw("DTSTART;VALUE=DATE", basic_day(event.start));
    lines.raw("DTEND;VALUE=DATE", basic_day((has_end ? *event.end : event.start) + days{1}));
    return;
  }
  lines.raw("DTSTART", basic_instant(event.start));
  if (has_end) lines.raw("DTEND", basic_instant(*event.end));
}

// Whoever sees no link beside the text finds it below.
std::string description_of(const Site& site, const Story& story, const Publisher& publisher) {
  const Labels& labels = labels_for(site.language);
  std::string text = story.lead.excerpt;
  if (!text.empty()) text += "\n\n";
  text.append(labels.source).append(" ").append(publisher.title);
  std::string_view separator = " · ";
  for (const Copy& copy : story.copies) {
    text += separator;
    if (separator == " · ") text.append(labels.also_at).append(" ");
    text += name_of(copy);
    separator = ", ";
  }
  return text + "\n" + story_link(site, story);
}

std::string categories_of(const Site& site, const Entry& entry) {
  std::string list;
  const auto add = [&list](std::string_view name) {
    if (!name.empty()) list.append(list.empty() ? "" : ",").append(escaped_text(name));
  };
  add(type_label(entry.type, labels_for(site.language)));
  for (const Category& category : entry.categories) {
    const std::string& name = category.label.empty() ? category.term : category.label;
    if (name != entry.type) add(name);
  }
  return list;
}

void write_event(Lines& lines, const Site& site, const Story& story, const Publisher& publisher) {
  const Entry& entry = story.lead;
  if (!entry.event) return;
  const std::string changed = basic_instant(last_change(story));
  lines.raw("BEGIN", "VEVENT");
  lines.text("UID", uid_of(story_id(site, story)));
  lines.raw("DTSTAMP", changed);
  lines.raw("LAST-MODIFIED", changed);
  lines.raw("SEQUENCE", std::to_string(story.edits));
  write_dates(lines, *entry.event);
  lines.text("SUMMARY", shown_title(entry, labels_for(site.language)));
  lines.text("LOCATION", entry.event->location);
  lines.text("DESCRIPTION", description_of(site, story, publisher));
  if (const std::string categories = categories_of(site, entry); !categories.empty())
    lines.raw("CATEGORIES", categories);
  lines.raw("URL", story_link(site, story));
  lines.raw("STATUS", "CONFIRMED");
  lines.raw("TRANSP", "TRANSPARENT");  // what many may go to keeps nobody busy
  lines.raw("END", "VEVENT");
}

// Whoever has it takes it out; of what it was nothing is told.
void write_cancelled(Lines& lines, const Site& site, const Retraction& retraction) {
  if (!retraction.event) return;
  const std::string since = basic_instant(retraction.since);
  lines.raw("BEGIN", "VEVENT");
  lines.text("UID", uid_of(retraction.atom_id));
  lines.raw("DTSTAMP", since);
  lines.raw("LAST-MODIFIED", since);
  lines.raw("SEQUENCE", std::to_string(retraction.edits));
  write_dates(lines, *retraction.event);
  lines.text("SUMMARY", labels_for(site.language).cancelled);
  lines.raw("STATUS", "CANCELLED");
  lines.raw("TRANSP", "TRANSPARENT");
  lines.raw("END", "VEVENT");
}

struct Head {
  std::string_view title;
  std::string_view description;
  std::string self;
  std::string page;
  std::chrono::seconds max_age;
};

// X-WR-CALNAME and the like are what programs knew before there were names for it.
void write_head(Lines& lines, const Head& head) {
  const auto minutes = std::chrono::ceil<std::chrono::minutes>(head.max_age).count();
  const std::string interval = "PT" + std::to_string(minutes) + "M";
  lines.raw("BEGIN", "VCALENDAR");
  lines.raw("VERSION", "2.0");
  lines.raw("PRODID", "-//commonplace//commonplace//EN");
  lines.raw("CALSCALE", "GREGORIAN");
  lines.text("NAME", head.title);
  lines.text("X-WR-CALNAME", head.title);
  lines.text("DESCRIPTION", head.description);
  lines.text("X-WR-CALDESC", head.description);
  lines.raw("URL", head.page);
  lines.raw("SOURCE;VALUE=URI", head.self);
  lines.raw("REFRESH-INTERVAL;VALUE=DURATION", interval);
  lines.raw("X-PUBLISHED-TTL", interval);
}

// A calendar must hold something (RFC 5545 §3.6); where nothing takes place, it is the time zone of all its dates.
void write_time_zone(Lines& lines) {
  lines.raw("BEGIN", "VTIMEZONE");
  lines.raw("TZID", "UTC");
  lines.raw("BEGIN", "STANDARD");
  lines.raw("DTSTART", "19700101T000000");
  lines.raw("TZOFFSETFROM", "+0000");
  lines.raw("TZOFFSETTO", "+0000");
  lines.raw("END", "STANDARD");
  lines.raw("END", "VTIMEZONE");
}

template <class Page>
std::string write(const Head& head, const Page& page) {
  Lines lines;
  write_head(lines, head);
  for (const Story& story : page.events) {
    write_event(lines, page.site, story, publisher_of(page.publishers, story.lead.source));
  }
  for (const Retraction& retraction : page.retractions) write_cancelled(lines, page.site, retraction);
  const bool is_empty = std::ranges::none_of(page.events, [](const Story& story) { return !!story.lead.event; }) &&
                        std::ranges::none_of(page.retractions, [](const Retraction& gone) { return !!gone.event; });
  if (is_empty) write_time_zone(lines);
  lines.raw("END", "VCALENDAR");
  return std::move(lines).take();
}

}  // namespace

std::string write_calendar(const TopicPage& page) {
  const std::string& slug = page.topic.slug;
  const std::string title = feed_title(page);
  return write({title, page.topic.description, topic_url(page.site, slug, OutputFormat::Calendar, page.asked),
                topic_url(page.site, slug), page.max_age},
               page);
}

std::string write_calendar(const EventsPage& page) {
  const std::string title = std::string(labels_for(page.site.language).events) + " · " + page.site.title;
  return write({title,
                {},
                events_url(page.site, OutputFormat::Calendar),
                events_url(page.site, OutputFormat::Html),
                std::chrono::hours{1}},
               page);
}

}  // namespace commonplace::publish
