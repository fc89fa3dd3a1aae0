// Calendars, line by line; python3-icalendar reads them in tests/e2e/calendar_test.py.

#include <gtest/gtest.h>

#include "base/text.h"
#include "base/utf8.h"
#include "hostile.h"
#include "pages.h"

namespace commonplace::publish {
namespace {

Event day_event(Timestamp start, std::optional<Timestamp> end = {}) {
  Event event;
  event.start = start;
  event.end = end;
  return event;
}

Event instant_event(Timestamp start, std::optional<Timestamp> end = {}) {
  Event event = day_event(start, end);
  event.precision = DatePrecision::Instant;
  return event;
}

TopicPage page_with(Event event) {
  TopicPage page = small_page();
  page.stories.clear();
  page.events = {sample_story()};
  page.events[0].lead.event = std::move(event);
  return page;
}

// Folding undone (RFC 5545 §3.1).
std::vector<std::string> lines_of(const std::string& calendar) {
  const std::string unfolded = base::replace_all(calendar, "\r\n ", "");
  std::vector<std::string> lines;
  for (const std::string_view line : base::split(unfolded, '\n')) {
    if (line.empty()) continue;
    EXPECT_TRUE(line.ends_with('\r')) << line;
    lines.emplace_back(line.substr(0, line.size() - 1));
  }
  return lines;
}

std::string calendar_of(const TopicPage& page) { return render(page, OutputFormat::Calendar).body; }

// The value of the first line that begins so.
std::string value(const std::string& calendar, std::string_view name) {
  for (const std::string& line : lines_of(calendar)) {
    if (line.starts_with(name)) return line.substr(name.size());
  }
  return "(none)";
}

TEST(Calendar, WritesDaysAsDaysAndInstantsInUtc) {
  const Timestamp day = at(2024, 11, 21, 0);
  const Timestamp noon = at(2024, 11, 21);
  struct Case {
    std::string_view name;
    Event event;
    std::string_view start, end;
  };
  const Case cases[] = {
      {"a day", day_event(day), "DTSTART;VALUE=DATE:20241121", "DTEND;VALUE=DATE:20241122"},
      {"days", day_event(day, at(2024, 11, 30, 0)), "DTSTART;VALUE=DATE:20241121", "DTEND;VALUE=DATE:20241201"},
      {"a day that ends before", day_event(day, at(2024, 11, 20, 0)), "DTSTART;VALUE=DATE:20241121",
       "DTEND;VALUE=DATE:20241122"},
      {"an instant", instant_event(noon), "DTSTART:20241121T120000Z", ""},
      {"an hour", instant_event(noon, at(2024, 11, 21, 13)), "DTSTART:20241121T120000Z", "DTEND:20241121T130000Z"},
      {"no time at all", instant_event(noon, noon), "DTSTART:20241121T120000Z", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    std::string start, end;
    for (const std::string& line : lines_of(calendar_of(page_with(c.event)))) {
      if (line.starts_with("DTSTART")) start = line;
      if (line.starts_with("DTEND")) end = line;
    }
    EXPECT_EQ(start, c.start);
    EXPECT_EQ(end, c.end);
  }
}

TEST(Calendar, AnEventChangesWhenItsStoryDoes) {
  TopicPage page = page_with(day_event(at(2024, 11, 21, 0)));
  Story& story = page.events[0];
  story.updated = at(2024, 10, 30, 8);
  story.edits = 4;
  const std::string calendar = calendar_of(page);
  EXPECT_EQ(value(calendar, "UID:"), base::replace_all(story.atom_id, ",", "\\,"));
  EXPECT_EQ(value(calendar, "DTSTAMP:"), "20241030T080000Z");
  EXPECT_EQ(value(calendar, "LAST-MODIFIED:"), "20241030T080000Z");
  EXPECT_EQ(value(calendar, "SEQUENCE:"), "4");
  EXPECT_EQ(value(calendar, "STATUS:"), "CONFIRMED");
}

TEST(Calendar, TellsWhatAndWhereAndByWhom) {
  TopicPage page = page_with(day_event(at(2024, 11, 21, 0)));
  Story& story = page.events[0];
  story.lead.event->location = "Juneau, Alaska; upstairs";
  story.lead.type = "Webinar";
  story.lead.categories = {{"climate", "", "Climate, and more"}, {"Webinar", "", ""}};
  story.copies = {{"x", "state", "State Library", "https://library.example/1"}};
  const std::string calendar = calendar_of(page);
  EXPECT_EQ(value(calendar, "SUMMARY:"), "Creating a community-led library");
  EXPECT_EQ(value(calendar, "LOCATION:"), "Juneau\\, Alaska\\; upstairs");
  EXPECT_EQ(value(calendar, "CATEGORIES:"), "Webinar,Climate\\, and more");
  EXPECT_EQ(value(calendar, "URL:https://www."), "webjunction.org/news/0123456789ab.html");
  EXPECT_EQ(value(calendar, "DESCRIPTION:"),
            "Libraries are increasingly turning to community-led approaches.\\n\\nSource: WebJunction · also at State "
            "Library\\nhttps://www.webjunction.org/news/0123456789ab.html");
}

TEST(Calendar, ShowsNoFullText) {
  TopicPage page = page_with(day_event(at(2024, 11, 21, 0)));
  page.events[0].lead.content = SafeHtml::trust_stored("<p>The whole text.</p>");
  EXPECT_EQ(calendar_of(page).find("whole text"), std::string::npos);
}

TEST(Calendar, HasANameAndAnAddressAndSaysHowOftenToLook) {
  TopicPage page = page_with(day_event(at(2024, 11, 21, 0)));
  page.topic.description = "One, two";
  page.max_age = std::chrono::minutes{10};
  const std::string calendar = calendar_of(page);
  EXPECT_TRUE(calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  EXPECT_TRUE(calendar.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
  EXPECT_EQ(value(calendar, "NAME:"), "Partnerships & collaboration");
  EXPECT_EQ(value(calendar, "X-WR-CALNAME:"), "Partnerships & collaboration");
  EXPECT_EQ(value(calendar, "DESCRIPTION:"), "One\\, two");
  EXPECT_EQ(value(calendar, "SOURCE;VALUE=URI:"), "https://news.example.org/topics/partnerships.ics");
  EXPECT_EQ(value(calendar, "URL:"), "https://news.example.org/topics/partnerships");
  EXPECT_EQ(value(calendar, "REFRESH-INTERVAL;VALUE=DURATION:"), "PT10M");
}

TEST(Calendar, WhatWasCalledOffIsCancelledAndTellsNothing) {
  TopicPage page = page_with(day_event(at(2024, 11, 21, 0)));
  page.events.clear();
  page.retractions = {{"urn:x:off", at(2024, 11, 1, 9), instant_event(at(2024, 11, 22)), 3},
                      {"urn:x:news", at(2024, 11, 1, 8)}};
  const std::string calendar = calendar_of(page);
  EXPECT_EQ(value(calendar, "UID:"), "urn:x:off");
  EXPECT_EQ(value(calendar, "STATUS:"), "CANCELLED");
  EXPECT_EQ(value(calendar, "SEQUENCE:"), "3");
  EXPECT_EQ(value(calendar, "DTSTAMP:"), "20241101T090000Z");
  EXPECT_EQ(value(calendar, "DTSTART:"), "20241122T120000Z");
  EXPECT_EQ(value(calendar, "SUMMARY:"), "Cancelled");
  EXPECT_EQ(calendar.find("urn:x:news"), std::string::npos);
}

TEST(Calendar, AnEndlessIdIsShortened) {
  TopicPage page = page_with(day_event(at(2024, 11, 21, 0)));
  page.events[0].atom_id = "https://partner.example/" + std::string(300, 'x');
  const std::string uid = value(calendar_of(page), "UID:");
  EXPECT_EQ(uid.size(), std::string("urn:sha256:").size() + 64);
}

// RFC 5545 §3.1: no line is longer than 75 octets, no character is cut, and no control character is let through.
TEST(Calendar, FoldsAndEscapesWhateverPublishersWrite) {
  std::vector<std::string> texts(std::begin(kHostileTexts), std::end(kHostileTexts));
  for (std::size_t length = 60; length < 80; ++length)
    texts.push_back(std::string(length, 'x') + "مكتبات🦫 بلا جدران");
  texts.emplace_back("one\ntwo\\three;four,five");
  for (const std::string& text : texts) {
    SCOPED_TRACE(text.substr(0, 40));
    TopicPage page = page_with(day_event(at(2024, 11, 21, 0)));
    page.topic.title = page.events[0].lead.title = page.events[0].lead.event->location = text;
    const std::string calendar = calendar_of(page);
    for (std::string_view line : base::split(calendar, '\n')) {
      if (line.ends_with('\r')) line.remove_suffix(1);
      EXPECT_LE(line.size(), 75U);
      EXPECT_TRUE(base::is_valid_utf8(line) || !base::is_valid_utf8(text)) << line;
      for (const char c : line) EXPECT_TRUE(c == '\t' || static_cast<unsigned char>(c) >= 0x20);
    }
    for (const std::string& line : lines_of(calendar)) {
      EXPECT_NE(line.find_first_of(":;"), std::string::npos) << line;
    }
  }
}

TEST(Calendar, WhatIsOverIsInItAndNotOnThePage) {
  TopicPage page = page_with(day_event(at(2024, 10, 1, 0)));
  page.events[0].lead.title = "Over";
  page.past_events = 1;
  page.last_event_over = at(2024, 10, 30, 0);
  page.events.push_back(sample_story("To come"));
  page.events[1].lead.event = day_event(at(2024, 11, 21, 0));
  const Rendered calendar = render(page, OutputFormat::Calendar);
  EXPECT_NE(calendar.body.find("SUMMARY:Over"), std::string::npos);
  EXPECT_NE(calendar.body.find("SUMMARY:To come"), std::string::npos);
  EXPECT_EQ(calendar.last_modified, at(2024, 10, 30, 0));
  const Rendered html = render(page, OutputFormat::Html);
  EXPECT_EQ(html.body.find("Over"), std::string::npos);
  EXPECT_NE(html.body.find(">To come</a>"), std::string::npos);
  EXPECT_EQ(html.last_modified, at(2024, 10, 30, 0)) << "that it is over is seen on the page";
  EXPECT_EQ(render(page, OutputFormat::Atom).last_modified, page.updated);
}

TEST(EventsPage, ListsByMonth) {
  EventsPage page = events_page();
  const std::string html = render(page, OutputFormat::Html).body;
  const auto november = html.find(">November 2024</h2>");
  const auto december = html.find(">December 2024</h2>");
  ASSERT_NE(november, std::string::npos);
  ASSERT_NE(december, std::string::npos);
  EXPECT_LT(november, december);
  EXPECT_LT(html.find("Building community"), december);
  page.past_events = page.events.size();
  EXPECT_NE(render(page, OutputFormat::Html).body.find("Nothing is announced"), std::string::npos);
}

TEST(Calendar, IsNeverWithoutAComponent) {
  TopicPage page = small_page();
  page.stories.clear();
  page.events.clear();
  EXPECT_EQ(value(calendar_of(page), "BEGIN:VTIMEZONE"), "");
  EXPECT_EQ(value(calendar_of(page), "TZID:"), "UTC");
  page.retractions = {{"urn:x", at(2024, 11, 1), day_event(at(2024, 11, 21, 0)), 1}};
  EXPECT_EQ(value(calendar_of(page), "BEGIN:VTIMEZONE"), "(none)");
  EXPECT_EQ(value(calendar_of(page_with(day_event(at(2024, 11, 21, 0)))), "BEGIN:VTIMEZONE"), "(none)");
}

}  // namespace
}  // namespace commonplace::publish
