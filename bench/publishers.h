// A world of publishers for the scheduler to poll, drawn from a seed: who publishes how often and at which hours, on
// which host, what they ask of us, and who fails. Nothing of it is stored but the time of the next publication.

#pragma once

#include <cstdint>

#include "commonplace/schedule.h"

namespace commonplace::bench {

// Seconds of virtual time; day 0 is a Monday. Publications before it fill the first document.
using Second = std::int64_t;
constexpr Second kDay = 86'400;
// Virtual time 0, Monday 4 November 2024.
constexpr Timestamp kEpoch{std::chrono::seconds{1'730'678'400}};

constexpr std::uint32_t kSharedHosts = 200;

// Deterministic, one draw after another.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9E37'79B9'7F4A'7C15U + 0x1234'5678'9ABC'DEFU) {}
  std::uint64_t next();
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }  // [0, 1)

 private:
  std::uint64_t state_;
};

struct Publisher {
  double rate = 0;         // publications a second, on average
  int habit = 0;           // which hours and days it likes
  int shift = 0;           // its time zone, in hours
  std::uint32_t host = 0;  // of the shared ones; kSharedHosts where it has its own
  bool fails = false;      // for ever
  bool gone = false;       // 410
};

Publisher publisher_of(std::uint32_t source);
PublisherHints hints_of(std::uint32_t source);
// The next publication after `time`.
Second publish_after(const Publisher& publisher, Second time, Dice& dice);

}  // namespace commonplace::bench
