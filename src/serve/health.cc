#include "serve/health.h"

#include <algorithm>

#include "base/counted.h"
#include "commonplace/url.h"
#include "model/trouble.h"
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

std::string as_sentence(std::string text) {
  if (!text.empty() && std::string_view(".!?").find(text.back()) == std::string_view::npos) text += '.';
  return text;
}

std::string when_next(const store::SourceRow& row, Timestamp now) {
  return !row.next_poll || *row.next_poll <= now ? "now" : relative_time(*row.next_poll, now);
}

}  // namespace

bool has_moved(const store::SourceRow& row) { return !row.adopted_url.empty() && row.adopted_url != row.url; }

std::string_view state_words(SourceState state) {
  switch (state) {
    case SourceState::New:
      return "not asked yet";
    case SourceState::Ok:
      return "fine";
    case SourceState::Failing:
      return "failing";
    case SourceState::Gone:
      return "gone";
    case SourceState::Silent:
      return "silent";
    case SourceState::Disabled:
      return "switched off";
  }
  return {};
}

std::string_view state_words(std::string_view state) {
  for (const SourceState known : {SourceState::New, SourceState::Ok, SourceState::Failing, SourceState::Gone,
                                  SourceState::Silent, SourceState::Disabled}) {
    if (name(known) == state) return state_words(known);
  }
  return state;
}

std::string verdict(const Admin::State& state) {
  const auto broken = static_cast<std::size_t>(std::ranges::count_if(state.sources, is_broken));
  const auto off = static_cast<std::size_t>(std::ranges::count_if(
      state.sources, [](const store::SourceRow& row) { return row.history.state == SourceState::Disabled; }));
  const std::size_t on = state.sources.size() - off;
  if (!state.outage.empty()) return "Nothing but files can be polled: this machine is cut off from the network.";
  std::string words;
  if (state.sources.empty())
    words = "No source is configured yet";
  else if (on == 0)
    words = "No source is switched on";
  else if (broken > 0)
    words = base::counted(broken, "source needs", "sources need") + " attention, of " + std::to_string(on);
  else
    words = on == 1 ? "The one source is fine" : "All " + std::to_string(on) + " sources are fine";
  if (off > 0 && on > 0) words += "; " + base::counted(off, "is", "are") + " switched off";
  words += '.';
  const std::size_t bad = state.kept.size() + state.left_out.size();
  if (bad > 0)
    words += " " + base::counted(bad, "drop-in is bad.", "drop-ins are bad.");
  else if (state.mistakes > 0)
    words += " The drop-ins have a mistake.";
  else if (!state.messages.empty())
    words += " The drop-ins have " + base::counted(state.messages.size(), "warning.", "warnings.");
  return words;
}

std::string trouble_words(const store::SourceRow& row, Timestamp now) {
  const RefreshHistory& history = row.history;
  const std::string span = history.since ? span_words(now - *history.since) : std::string();
  switch (history.state) {
    case SourceState::Failing: {
      const std::string why = history.message.empty() ? "" : ": " + history.message;
      if (history.failures < 2 || span.empty()) return as_sentence("The last poll failed" + why);
      return as_sentence("It has failed for " + span + ", " + std::to_string(history.failures) + " times in a row" +
                         why);
    }
    case SourceState::Gone: {
      const std::string what =
          history.message.empty() ? "the publisher says that this feed is gone for good" : history.message;
      return as_sentence("It has been gone" + (span.empty() ? "" : " for " + span) + ": " + what);
    }
    case SourceState::Silent:
      return as_sentence("It answers, but is silent" + (history.message.empty() ? "" : ": " + history.message));
    case SourceState::New:
    case SourceState::Ok:
    case SourceState::Disabled:
      break;
  }
  return {};
}

std::string next_words(const store::SourceRow& row, Timestamp now) {
  switch (row.history.state) {
    case SourceState::Failing:
      return "It is tried again " + when_next(row, now) + ".";
    case SourceState::Gone:
      return "It is looked at once a week, next " + when_next(row, now) +
             ". Give it another 'url', or take its drop-in out.";
    case SourceState::Silent:
      return "It is asked as before, next " + when_next(row, now) +
             ". See whether its publisher has another feed by now.";
    case SourceState::New:
    case SourceState::Ok:
    case SourceState::Disabled:
      break;
  }
  return {};
}

std::string move_words(const store::SourceRow& row) {
  return "It has moved to " + without_userinfo(row.adopted_url) +
         " for good and is polled there. Put that address into its drop-in.";
}

bool is_broken(const store::SourceRow& row) { return is_trouble(row.history.state); }

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
