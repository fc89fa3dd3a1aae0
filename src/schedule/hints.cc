// Words of a publisher → hints → times. RSS 2.0 (ttl, skipHours, skipDays) and the syndication module of RSS 1.0.

#include "schedule/hints.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"

namespace commonplace {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::uint32_t kAllHours = 0xFF'FFFF;
constexpr std::uint8_t kAllDays = 0x7F;
constexpr std::string_view kDays[] = {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

// RSS 0.91 counts from 1 to 24, RSS 2.0 from 0 to 23: both call the same hours the same, but for midnight.
std::uint32_t hour_bit(std::string_view text) {
  const auto hour = base::parse_decimal(base::trim(text));
  if (!hour || *hour > 24) return 0;
  return std::uint32_t{1} << (*hour % 24);
}

std::uint8_t day_bit(std::string_view text) {
  const std::string_view day = base::trim(text);
  for (std::size_t i = 0; i < std::size(kDays); ++i) {
    if (base::equals_ignoring_case(day, kDays[i])) return static_cast<std::uint8_t>(1U << i);
  }
  return 0;
}

bool is_skipped(const PublisherHints& hints, Timestamp time) {
  const auto day = std::chrono::floor<days>(time);
  const auto hour = std::chrono::duration_cast<hours>(time - day).count();
  return (hints.skip_hours >> hour & 1) != 0 || (hints.skip_days >> std::chrono::weekday(day).c_encoding() & 1) != 0;
}

}  // namespace

void read_hints(const FeedHead& head, PublisherHints& hints) {
  hints.ttl.reset();
  hints.update_base.reset();
  hints.skip_hours = 0;
  hints.skip_days = 0;
  if (head.ttl_minutes && *head.ttl_minutes > 0) {
    hints.ttl = minutes(*head.ttl_minutes);
    hints.update_base = head.update_base;
  }
  for (const std::string& hour : head.skip_hours) hints.skip_hours |= hour_bit(hour);
  for (const std::string& day : head.skip_days)
    hints.skip_days = static_cast<std::uint8_t>(hints.skip_days | day_bit(day));
  // Whoever skips everything wrote the list wrong; whoever means it will close the feed.
  if (hints.skip_hours == kAllHours) hints.skip_hours = 0;
  if (hints.skip_days == kAllDays) hints.skip_days = 0;
}

namespace schedule {

std::optional<Asked> asked_wait(const PublisherHints& hints, Timestamp now) {
  std::optional<Asked> longest;
  const auto offer = [&longest](seconds wait, RefreshCause cause) {
    if (wait > seconds{0} && (!longest || wait > longest->wait)) longest = Asked{wait, cause};
  };
  if (hints.ttl && hints.update_base && *hints.ttl > seconds{0}) {
    // To the next update of the publisher's own timetable, which may be sooner than a whole period from now.
    const seconds past = (now - *hints.update_base) % *hints.ttl;
    offer(past < seconds{0} ? -past : *hints.ttl - past, RefreshCause::UpdateBase);
  } else if (hints.ttl) {
    offer(*hints.ttl, RefreshCause::Ttl);
  }
  if (hints.max_age) offer(*hints.max_age, RefreshCause::MaxAge);
  return longest;
}

Timestamp after_skipped(const PublisherHints& hints, Timestamp time) {
  if (hints.skip_hours == 0 && hints.skip_days == 0) return time;
  // Every set that does not skip everything leaves an hour free within a week.
  for (int hour = 0; hour < 24 * 7 && is_skipped(hints, time); ++hour) {
    time = std::chrono::floor<hours>(time) + hours{1};
  }
  return time;
}

}  // namespace schedule
}  // namespace commonplace
