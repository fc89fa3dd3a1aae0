#include "dedup/story.h"

#include "dedup/judgement.h"

namespace commonplace::dedup {
namespace {

// A few seconds' worth. Thousands of short copies of one text need less, and nothing honest needs more.
constexpr std::size_t kMostWordsCompared = 20'000'000;

}  // namespace

bool is_comparable(const Entry& stored, std::optional<Timestamp> published, Timestamp now) {
  if (stored.first_seen && *stored.first_seen >= now - kComparedWithin) return true;
  if (!stored.published || !published) return false;
  const auto apart = *stored.published - *published;
  return apart <= kComparedWithin && -apart <= kComparedWithin;
}

std::vector<Arrival> arrivals_of(const Feed& feed, const Delta& delta) {
  std::vector<Arrival> arrivals;
  for (std::size_t i = 0; i < delta.changes.size(); ++i) {
    const EntryChange& change = delta.changes[i];
    if (change.change == Change::Unchanged) continue;
    const Entry& entry = feed.entries[change.index];
    Arrival& arrival = arrivals.emplace_back();
    arrival.change = i;
    arrival.text = text_of(entry);
    arrival.spelling = spelling_of(entry.title, arrival.text);
  }
  return arrivals;
}

bool Joining::are_copies(const Entry& one, const Outline& its_outline, const Entry& other,
                         const Outline& other_outline) {
  words_compared_ += its_outline.body.size() + other_outline.body.size();
  return judge(one, its_outline, other, other_outline).is_copy;
}

void Joining::join(std::size_t arrival, Twin twin) {
  EntryChange& change = delta_.changes[arrivals_[arrival].change];
  change.copies.push_back(std::move(twin.key));
  change.sketch = std::move(twin.sketch);
}

void Joining::join(std::size_t arrival, const Sketch& sketch, std::span<const Entry> candidates) {
  const auto is_spent = [this] { return words_compared_ > kMostWordsCompared; };
  const Arrival& arriving = arrivals_[arrival];
  EntryChange& change = delta_.changes[arriving.change];
  change.sketch = sketch;
  const Entry& entry = feed_.entries[change.index];
  for (const Entry& candidate : candidates) {
    if (candidate.key == change.key || is_spent()) continue;
    if (are_copies(entry, arriving.outline, candidate, outline_of(candidate))) change.copies.push_back(candidate.key);
  }
  for (const std::int64_t other : before_.alike(change.sketch, kMostCandidates)) {
    if (is_spent()) break;
    const Arrival& earlier = arrivals_[static_cast<std::size_t>(other)];
    const EntryChange& its_change = delta_.changes[earlier.change];
    if (are_copies(entry, arriving.outline, feed_.entries[its_change.index], earlier.outline)) {
      change.copies.push_back(its_change.key);
    }
  }
  before_.add(static_cast<std::int64_t>(arrival), change.sketch, Timestamp{});
}

}  // namespace commonplace::dedup
