#include "app/agenda.h"

#include <algorithm>
#include <tuple>

#include "publish/dates.h"

namespace commonplace::app {
namespace {

using std::chrono::days;

// Days and time zones lie between what the store knows and when an event is over, but not more than this.
constexpr days kLeeway{2};

constexpr std::size_t kPastShown = 200;

}  // namespace

store::EventSpan past_events(Timestamp now) { return {now - kEventsKept - kLeeway, now - kLeeway, kPastShown}; }

store::EventSpan coming_events(Timestamp now) { return {now - kLeeway, std::nullopt, kEventsShown}; }

Retraction retraction_of(const Site& site, const store::RetractionRow& row) {
  Retraction retraction{row.atom_id, row.since, row.event, row.edits};
  if (row.event && publish::event_over(site, *row.event) + kEventsKept <= row.since) retraction.event.reset();
  return retraction;
}

Agenda::Agenda(const Site& site, std::vector<Story> stories, Timestamp now) {
  struct Placed {
    bool is_to_come;
    Timestamp start;
    std::string key;
    std::size_t index;
  };
  std::vector<Placed> placed;
  for (std::size_t i = 0; i < stories.size(); ++i) {
    const Event& event = *stories[i].lead.event;
    const Timestamp over = publish::event_over(site, event);
    if (over + kEventsKept <= now) continue;
    const bool is_to_come = now < over;
    const Timestamp changes = is_to_come ? over : over + kEventsKept;
    good_until = std::min(good_until.value_or(changes), changes);
    if (!is_to_come) last_over = std::max(last_over.value_or(over), over);
    if (!is_to_come) ++past;
    placed.push_back({is_to_come, event.start, stories[i].key, i});
  }
  std::ranges::sort(
      placed, {}, [](const Placed& place) { return std::tie(place.is_to_come, place.start, place.key, place.index); });
  if (placed.size() > past + kEventsShown) placed.resize(past + kEventsShown);
  for (const Placed& place : placed) events.push_back(std::move(stories[place.index]));
}

void Agenda::keep(std::size_t limit) {
  if (events.size() <= limit) return;
  const std::size_t dropped = std::min(past, events.size() - limit);
  events.erase(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(dropped));
  past -= dropped;
  if (events.size() > limit) events.resize(limit);
}

}  // namespace commonplace::app
