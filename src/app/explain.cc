#include "app/explain.h"

#include <boost/json.hpp>
#include <iterator>

#include "commonplace/schedule.h"

namespace commonplace::app {
namespace {

namespace json = boost::json;
using std::chrono::seconds;

constexpr std::string_view kDays[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

std::string minute_of(Timestamp time) {
  std::string text = to_rfc3339(time).substr(0, 16);
  text[10] = ' ';
  return text + " UTC";
}

std::string with_distance(Timestamp time, Timestamp now) {
  if (time > now) return minute_of(time) + ", in " + in_words(time - now);
  return minute_of(time) + ", " + in_words(now - time) + " ago";
}

std::string next_poll(const store::SourceRow& row, Timestamp now) {
  if (!row.next_poll) return "none: the source is not enabled";
  return *row.next_poll <= now ? "now: it is due" : with_distance(*row.next_poll, now);
}

std::string last_answer(const RefreshHistory& history, Timestamp now) {
  std::string words = with_distance(*history.last_poll, now);
  if (history.http_status != 0) words += ", answered with HTTP " + std::to_string(history.http_status);
  if (history.failures > 1) words += "; " + std::to_string(history.failures) + " in a row have failed";
  return words;
}

// The hours (days) with at least twice their share.
template <std::size_t N>
std::vector<std::size_t> favourites(const std::array<std::uint8_t, N>& counters) {
  std::size_t sum = 0;
  for (const std::uint8_t counter : counters) sum += counter;
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < N; ++i) {
    if (counters[i] >= 2 && counters[i] * N >= 2 * sum) found.push_back(i);
  }
  return found;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string rhythm(const Rhythm& rhythm, Timestamp now) {
  const auto gap = publication_gap(rhythm, now);
  if (!gap) return "not known yet: too few publications were seen";
  std::string words = "about every " + in_words(*gap) + ", the last " + with_distance(*rhythm.last, now);
  std::vector<std::string> hours;
  for (const std::size_t hour : favourites(rhythm.hours)) hours.push_back(std::to_string(hour) + ":00");
  if (!hours.empty()) words += "; mostly in the hours from " + joined(hours) + " UTC";
  std::vector<std::string> days;
  for (const std::size_t day : favourites(rhythm.days)) days.emplace_back(kDays[day]);
  if (!days.empty()) words += "; mostly on " + joined(days);
  return words;
}

std::vector<std::string> skipped_hours(const PublisherHints& hints) {
  std::vector<std::string> hours;
  for (int hour = 0; hour < 24; ++hour) {
    if ((hints.skip_hours >> hour & 1) != 0) hours.push_back(std::to_string(hour));
  }
  return hours;
}

std::vector<std::string> skipped_days(const PublisherHints& hints) {
  std::vector<std::string> days;
  for (std::size_t day = 0; day < std::size(kDays); ++day) {
    if ((hints.skip_days >> day & 1) != 0) days.emplace_back(kDays[day]);
  }
  return days;
}

std::string publisher(const PublisherHints& hints) {
  std::vector<std::string> words;
  if (hints.ttl) {  // that is ttl, or sy:updatePeriod
    const std::string period = in_words(*hints.ttl);
    words.push_back(hints.update_base ? "updates at " + minute_of(*hints.update_base) + " and " + period + " apart"
                                      : period + " between polls");
  }
  if (hints.max_age && *hints.max_age > seconds{0}) words.push_back("a max-age of " + in_words(*hints.max_age));
  if (hints.skip_hours != 0) words.push_back("not in hour " + joined(skipped_hours(hints)) + " (UTC)");
  if (hints.skip_days != 0) words.push_back("not on " + joined(skipped_days(hints)));
  return words.empty() ? "nothing" : joined(words);
}

std::string bounds(const Source& source) {
  return "between " + in_words(source.min_interval) + " and " + in_words(source.max_interval) + ", beginning with " +
         in_words(source.interval);
}

json::array array_of(const std::vector<std::string>& texts) { return json::array(texts.begin(), texts.end()); }

void put(json::object& object, std::string_view name, const std::optional<Timestamp>& time) {
  if (time) object[name] = to_rfc3339(*time);
}

void put(json::object& object, std::string_view name, const std::optional<seconds>& duration) {
  if (duration) object[name] = duration->count();
}

json::object hints_object(const PublisherHints& hints) {
  json::object object;
  put(object, "ttl", hints.ttl);
  put(object, "update_base", hints.update_base);
  put(object, "max_age", hints.max_age);
  if (hints.skip_hours != 0) object["skip_hours"] = array_of(skipped_hours(hints));
  if (hints.skip_days != 0) object["skip_days"] = array_of(skipped_days(hints));
  return object;
}

json::object rhythm_object(const Rhythm& rhythm, Timestamp now) {
  json::object object;
  object["publications"] = rhythm.publications;
  put(object, "gap", publication_gap(rhythm, now));
  put(object, "last", rhythm.last);
  object["hours"] = json::array(rhythm.hours.begin(), rhythm.hours.end());
  object["days"] = json::array(rhythm.days.begin(), rhythm.days.end());
  return object;
}

}  // namespace

Explanation explain_source(const store::SourceRow& row, const Source& source, Timestamp now) {
  const RefreshHistory& history = row.history;
  Explanation lines = {{"source", row.slug}, {"state", std::string(name(history.state))}};
  if (history.since) lines.back().second += ", since " + minute_of(*history.since);
  if (!history.message.empty()) lines.emplace_back("message", history.message);
  lines.emplace_back("next poll", next_poll(row, now));
  if (row.next_poll && !row.next_poll_reason.empty()) lines.emplace_back("why then", row.next_poll_reason);
  if (history.last_poll) lines.emplace_back("last poll", last_answer(history, now));
  if (history.last_success) lines.emplace_back("last good", with_distance(*history.last_success, now));
  lines.emplace_back("publishes", rhythm(history.rhythm, now));
  lines.emplace_back("publisher asks", publisher(history.hints));
  lines.emplace_back("you allow", bounds(source));
  for (std::string& noticed : describe(row.id_quality)) lines.emplace_back("noticed", std::move(noticed));
  return lines;
}

std::string explain_source_as_json(const store::SourceRow& row, const Source& source, Timestamp now) {
  const RefreshHistory& history = row.history;
  json::object object{{"source", row.slug}, {"state", std::string(name(history.state))}};
  put(object, "since", history.since);
  if (!history.message.empty()) object["message"] = history.message;
  put(object, "next_poll", row.next_poll);
  if (!row.next_poll_reason.empty()) object["next_poll_reason"] = row.next_poll_reason;
  put(object, "last_poll", history.last_poll);
  put(object, "last_success", history.last_success);
  object["failures"] = history.failures;
  if (const auto noticed = describe(row.id_quality); !noticed.empty()) object["noticed"] = array_of(noticed);
  object["rhythm"] = rhythm_object(history.rhythm, now);
  object["hints"] = hints_object(history.hints);
  object["bounds"] = {{"interval", source.interval.count()},
                      {"min_interval", source.min_interval.count()},
                      {"max_interval", source.max_interval.count()}};
  return json::serialize(object);
}

}  // namespace commonplace::app
