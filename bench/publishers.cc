#include "publishers.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace commonplace::bench {
namespace {

// Zipf: the rank is uniform, the rate a power of it. The median source publishes every six days, one in a hundred
// three times a day, one in ten thousand a hundred times. A quarter sleeps.
constexpr double kTailRate = 0.1;
constexpr double kExponent = 0.75;
constexpr double kFastest = 300;
constexpr double kAsleep = 0.25;
constexpr double kAsleepRate = 1.0 / 365;

struct Habit {
  double share;
  std::array<double, 24> hours;
  std::array<double, 7> days;  // Monday first
};

constexpr std::array<double, 24> kAlways = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
constexpr std::array<double, 24> kWaking = {.4,  .2,  .1,  .1,  .1,  .2,  .5,  1,   1.5, 1.8, 1.8, 1.7,
                                            1.5, 1.6, 1.7, 1.7, 1.6, 1.5, 1.3, 1.2, 1.1, 1,   .8,  .6};
constexpr std::array<double, 24> kOffice = {0, 0,   0, 0,   0,   0,  0, .5, 2, 3.5, 3.5, 3,
                                            2, 2.5, 3, 2.5, 1.5, .5, 0, 0,  0, 0,   0,   0};
constexpr std::array<double, 24> kMorning = {0, 0, 0, 0, 0, 0, 23, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
constexpr std::array<double, 7> kAllWeek = {1, 1, 1, 1, 1, 1, 1};
constexpr std::array<double, 7> kWorkdays = {1.4, 1.4, 1.4, 1.4, 1.3, .05, .05};
constexpr std::array<double, 7> kQuietWeekend = {1.15, 1.15, 1.15, 1.15, 1.1, .6, .7};

constexpr Habit kHabits[] = {
    {.20, kAlways, kAllWeek}, {.35, kWaking, kQuietWeekend}, {.35, kOffice, kWorkdays}, {.10, kMorning, kAllWeek}};

double weight_of(const Habit& habit, int shift, Second time) {
  const Second local = time + 3600 * shift + 400 * 7 * kDay;  // positive, and still a Monday
  return habit.hours[static_cast<std::size_t>(local / 3600 % 24)] *
         habit.days[static_cast<std::size_t>(local / kDay % 7)];
}

double heaviest(const Habit& habit) {
  return *std::ranges::max_element(habit.hours) * *std::ranges::max_element(habit.days);
}

}  // namespace

std::uint64_t Dice::next() {  // splitmix64
  std::uint64_t z = (state_ += 0x9E37'79B9'7F4A'7C15U);
  z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9U;
  z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EBU;
  return z ^ (z >> 31);
}

Publisher publisher_of(std::uint32_t source) {
  Dice dice(source);
  Publisher publisher;
  const double rank = std::max(dice.unit(), 1e-7);
  const bool asleep = dice.unit() < kAsleep;
  publisher.rate = (asleep ? kAsleepRate : std::min(kFastest, kTailRate * std::pow(rank, -kExponent))) / kDay;
  double drawn = dice.unit();
  while (publisher.habit < 3 && drawn >= kHabits[publisher.habit].share) drawn -= kHabits[publisher.habit++].share;
  publisher.shift = static_cast<int>(dice.next() % 24);
  const std::uint64_t home = dice.next();
  publisher.host = home % 10 < 4 ? static_cast<std::uint32_t>(home / 10 % kSharedHosts) : kSharedHosts;
  const double health = dice.unit();
  publisher.gone = health < 0.001;
  publisher.fails = !publisher.gone && health < 0.021;
  return publisher;
}

// What WordPress, a few proxies and some careful people write.
PublisherHints hints_of(std::uint32_t source) {
  using std::chrono::seconds;
  Dice dice(std::uint64_t{source} + (std::uint64_t{1} << 40));
  PublisherHints hints;
  const double document = dice.unit();
  if (document < 0.40) {
    hints.ttl = seconds{3600};
  } else if (document < 0.45) {
    hints.ttl = seconds{kDay};
  } else if (document < 0.46) {
    hints.skip_hours = 0x3F;
  }
  const double headers = dice.unit();
  if (headers < 0.20) hints.max_age = seconds{headers < 0.15 ? 300 : 7200};
  return hints;
}

Second publish_after(const Publisher& publisher, Second time, Dice& dice) {
  const Habit& habit = kHabits[publisher.habit];
  const double most = heaviest(habit);
  double at = static_cast<double>(time);
  for (;;) {
    at += -std::log(1 - dice.unit()) / (publisher.rate * most);
    const auto second = static_cast<Second>(at) + 1;
    if (dice.unit() * most < weight_of(habit, publisher.shift, second)) return second;
  }
}

}  // namespace commonplace::bench
