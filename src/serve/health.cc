#include "serve/health.h"

#include "publish/labels.h"

namespace commonplace::serve {
namespace {

using std::chrono::seconds;

struct Unit {
  seconds length;
  std::string_view one, many;
};

constexpr Unit kUnits[] = {
    {std::chrono::days{365}, "1 year", " years"}, {std::chrono::days{1}, "1 day", " days"},
    {std::chrono::hours{1}, "1 hour", " hours"},  {std::chrono::minutes{1}, "1 minute", " minutes"},
    {seconds{1}, "1 second", " seconds"},
};

}  // namespace

bool is_broken(const store::SourceRow& row) {
  const SourceState state = row.history.state;
  return state == SourceState::Failing || state == SourceState::Gone || state == SourceState::Silent;
}

std::string span_words(seconds span) {
  if (span < seconds{0}) span = -span;
  for (const Unit& unit : kUnits) {
    const auto count = span / unit.length;
    if (count == 1) return std::string(unit.one);
    if (count > 1) return std::to_string(count) + std::string(unit.many);
  }
  return "0 seconds";
}

std::string relative_time(Timestamp time, Timestamp now) {
  if (time == now) return "now";
  return time < now ? span_words(now - time) + " ago" : "in " + span_words(time - now);
}

std::string clock_time(Timestamp time, const Site& site) {
  const Timestamp local = time + (site.zone ? site.zone->offset_at(time) : seconds{0});
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(local - day).count();
  auto two = [](auto number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return publish::long_date(day, publish::labels_for("en")) + ", " + two(minutes / 60) + ":" + two(minutes % 60);
}

}  // namespace commonplace::serve
