// Why the next poll is when it is, in words.

#include <iterator>

#include "commonplace/schedule.h"

namespace commonplace {
namespace {

using std::chrono::seconds;

struct Unit {
  seconds length;
  char letter;
};
constexpr Unit kUnits[] = {
    {std::chrono::days{1}, 'd'}, {std::chrono::hours{1}, 'h'}, {std::chrono::minutes{1}, 'm'}, {seconds{1}, 's'}};

std::string known_gap(const RefreshReason& reason) {
  return reason.gap > seconds{0} ? ": it publishes about every " + in_words(reason.gap) : "";
}

// What was asked for, and that it was cut where it was.
std::string as_asked(const RefreshReason& reason, std::string_view by) {
  const std::string wait = in_words(reason.wait) + " after the last poll, ";
  if (reason.asked <= reason.wait) return wait + "as " + std::string(by) + " asks";
  return wait + "which is the longest interval: " + std::string(by) + " asks for " + in_words(reason.asked);
}

std::string skipped(const RefreshReason& reason) {
  if (reason.asked <= reason.wait) return "after the hours and days that the feed asks us to skip";
  return in_words(reason.wait) +
         " after the last poll, which is the longest interval: the feed asks us to skip hours and days for " +
         in_words(reason.asked);
}

std::string back_off(const RefreshReason& reason) {
  if (reason.failures <= 1) return in_words(reason.wait) + " after a failure; the wait doubles with each, up to a day";
  return in_words(reason.wait) + " after " + std::to_string(reason.failures) +
         " failures in a row; the wait doubles with each, up to a day";
}

std::string retry_after(const RefreshReason& reason) {
  if (reason.asked <= reason.wait) return "the server asked us to wait " + in_words(reason.wait);
  return in_words(reason.wait) + ", the longest we wait: the server asked for " + in_words(reason.asked);
}

}  // namespace

std::string in_words(seconds duration) {
  if (duration < seconds{1}) return "0s";
  std::string words;
  for (std::size_t i = 0; i < std::size(kUnits); ++i) {
    const auto count = duration / kUnits[i].length;
    if (count == 0) continue;
    words = std::to_string(count) + kUnits[i].letter;
    if (i + 1 == std::size(kUnits)) return words;
    const auto rest = (duration - count * kUnits[i].length) / kUnits[i + 1].length;
    if (rest > 0) words += ' ' + std::to_string(rest) + kUnits[i + 1].letter;
    return words;
  }
  return words;
}

std::string to_sentence(const RefreshReason& reason) {
  switch (reason.cause) {
    case RefreshCause::Interval:
      return "every " + in_words(reason.wait) + " until its rhythm is known";
    case RefreshCause::Rhythm:
      return in_words(reason.wait) + " after the last poll" + known_gap(reason);
    case RefreshCause::MinInterval:
      return in_words(reason.wait) + " after the last poll, which is the shortest interval" + known_gap(reason);
    case RefreshCause::MaxInterval:
      return in_words(reason.wait) + " after the last poll, which is the longest interval" + known_gap(reason);
    case RefreshCause::Ttl:
      return as_asked(reason, "the feed");  // with ttl, or with sy:updatePeriod
    case RefreshCause::UpdateBase:
      return as_asked(reason, "the feed's timetable");
    case RefreshCause::MaxAge:
      return as_asked(reason, "the server's max-age");
    case RefreshCause::Skipped:
      return skipped(reason);
    case RefreshCause::BackOff:
      return back_off(reason);
    case RefreshCause::Gone:
      return "the feed is gone: one look a week";
    case RefreshCause::RetryAfter:
      return retry_after(reason);
    case RefreshCause::EntryDue:
      return "when an entry is due that is dated ahead";
  }
  return {};
}

}  // namespace commonplace
