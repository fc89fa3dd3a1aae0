// Publication dates → a rhythm of a few numbers → a wait.
//
// The gap is a decayed mean with a prior: at first `interval` itself follows from it, and a silence counts as a gap
// that has not ended. The profile of hours and days is kept in counters of four bits, which are halved when one is
// full.

#include "schedule/rhythm.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace commonplace {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// Publications closer together are one: nobody polls between them, and a desk that empties its tray at noon publishes
// once a day.
constexpr seconds kTogether = minutes{15};
// The gap at which `interval` is right: between news sites and blogs.
constexpr seconds kUsualGap = hours{6};
constexpr int kMostCounted = 16;
constexpr int kFullCounter = 15;
// A gap is shown, and a silence reported, once so many publications are known.
constexpr int kEnoughToTell = 4;
// Counts are added to each hour and day as if they had been seen: a profile of few publications is nearly flat. More of
// them, until so much time was watched that the hours, and the days, had their chance.
constexpr double kPriorCount = 2;
constexpr seconds kHoursKnown = days{7};
constexpr seconds kDaysKnown = days{28};
// Of many publications a day only some are counted for the days, or today would soon be all that is remembered.
constexpr seconds kDayCounted = hours{12};
constexpr seconds kShortestSilence = days{7};

template <std::size_t N>
void count(std::array<std::uint8_t, N>& counters, std::size_t index) {
  if (counters[index] == kFullCounter) {
    for (std::uint8_t& counter : counters) counter /= 2;
  }
  ++counters[index];
}

std::size_t hour_of(Timestamp time) {
  return static_cast<std::size_t>((time - std::chrono::floor<days>(time)) / hours{1});
}

std::size_t day_of(Timestamp time) { return std::chrono::weekday(std::chrono::floor<days>(time)).c_encoding(); }

// Evenly over the hours of the day, and the same whenever it is asked.
bool counts_for_day(const Rhythm& rhythm, Timestamp time) {
  const auto one_in = static_cast<std::uint64_t>(kDayCounted / std::max(rhythm.gap, kTogether));
  const auto minute = static_cast<std::uint64_t>(time.time_since_epoch() / minutes{1});
  return one_in <= 1 || (minute * 0x9E37'79B9'7F4A'7C15U >> 32) % one_in == 0;
}

void add_publication(Rhythm& rhythm, Timestamp time) {
  if (rhythm.last) {
    const seconds gap = time - *rhythm.last;
    if (gap < kTogether) return;
    const int gaps = std::min(rhythm.publications, kMostCounted);
    rhythm.gap += (gap - rhythm.gap) / gaps;
    rhythm.longest = std::max(gap, rhythm.longest - rhythm.longest / 32);
  }
  rhythm.last = time;
  rhythm.publications = std::min(rhythm.publications + 1, kMostCounted + 1);
  count(rhythm.hours, hour_of(time));
  if (counts_for_day(rhythm, time)) count(rhythm.days, day_of(time));
}

seconds silence_of(const Rhythm& rhythm, Timestamp now) {
  const std::optional<Timestamp> since = rhythm.last ? rhythm.last : rhythm.first;
  return since ? std::max(now - *since, seconds{0}) : seconds{0};
}

// All time that was watched, by the number of publications in it. Before any is known, a quarter of one is taken as
// seen.
seconds likely_gap(const Rhythm& rhythm, Timestamp now) {
  const int gaps = std::max(rhythm.publications - 1, 0);
  return (kUsualGap + 4 * (rhythm.gap * gaps + silence_of(rhythm, now))) / (1 + 4 * gaps);
}

// How much likelier than on average a publication is at each hour (day); counters of neighbours lend a half.
template <std::size_t N>
class Profile {
 public:
  Profile(const std::array<std::uint8_t, N>& counters, seconds known_after, const Rhythm& rhythm, bool smooth)
      : counters_(counters), smooth_(smooth) {
    int sum = 0;
    for (const int counter : counters) sum += counter;
    mean_ = static_cast<double>(sum) / N;
    if (!rhythm.last) return;
    const double watched = std::chrono::duration<double>(*rhythm.last - *rhythm.first) / known_after;
    prior_ = kPriorCount / std::clamp(watched, 0.01, 1.0);
  }

  double weight(std::size_t index) const {
    double counted = counters_[index];
    if (smooth_) counted = counted / 2 + (counters_[(index + 1) % N] + counters_[(index + N - 1) % N]) / 4.0;
    return (counted + prior_) / (mean_ + prior_);
  }

 private:
  const std::array<std::uint8_t, N>& counters_;
  bool smooth_;
  double mean_ = 0;
  double prior_ = kPriorCount;
};

}  // namespace

void learn_publications(Rhythm& rhythm, std::span<const Timestamp> published, Timestamp now) {
  std::vector<Timestamp> ordered(published.begin(), published.end());
  std::sort(ordered.begin(), ordered.end());
  if (!rhythm.first) rhythm.first = ordered.empty() ? now : std::min(ordered.front(), now);
  for (const Timestamp time : ordered) {
    if (time > now) return;
    if (!rhythm.last || time > *rhythm.last) add_publication(rhythm, time);
  }
}

std::optional<seconds> publication_gap(const Rhythm& rhythm, Timestamp now) {
  if (rhythm.publications < kEnoughToTell) return std::nullopt;
  return silence_of(rhythm, now) > rhythm.gap ? likely_gap(rhythm, now) : rhythm.gap;
}

std::optional<std::string> describe_silence(const RefreshHistory& history, Timestamp now) {
  const Rhythm& rhythm = history.rhythm;
  if (rhythm.publications < kEnoughToTell) return std::nullopt;
  const seconds explained = std::max({kShortestSilence, rhythm.gap * 5, rhythm.longest * 2});
  // Whoever adds a source that has been silent for long wants it as it is.
  const seconds watched = history.last_new ? now - *history.last_new : silence_of(rhythm, now);
  if (std::min(silence_of(rhythm, now), watched) <= explained) return std::nullopt;
  return "nothing new since " + to_iso_day(std::chrono::floor<days>(*rhythm.last)) +
         "; until then it published about every " + in_words(rhythm.gap);
}

namespace schedule {

seconds rhythm_wait(const Rhythm& rhythm, const RefreshPolicy& policy, Timestamp now) {
  const double stretch = std::sqrt(std::chrono::duration<double>(likely_gap(rhythm, now)) / kUsualGap);
  double left = static_cast<double>(policy.interval.count()) * stretch;
  const Profile<24> by_hour(rhythm.hours, kHoursKnown, rhythm, true);
  const Profile<7> by_day(rhythm.days, kDaysKnown, rhythm, false);
  const Timestamp latest = now + policy.max_interval;
  Timestamp at = now;
  while (at < latest) {
    const Timestamp hour_ends = std::chrono::floor<hours>(at) + hours{1};
    const double speed = std::sqrt(by_hour.weight(hour_of(at)) * by_day.weight(day_of(at)));
    const double spent = static_cast<double>((hour_ends - at).count()) * speed;
    if (spent >= left) return std::min(at + seconds(static_cast<std::int64_t>(left / speed)), latest) - now;
    left -= spent;
    at = hour_ends;
  }
  return policy.max_interval;
}

}  // namespace schedule
}  // namespace commonplace
