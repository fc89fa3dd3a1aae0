// A clock that tests move by hand; may be read from any thread.

#pragma once

#include <atomic>
#include <chrono>

#include "runtime/clock.h"

namespace commonplace::testing {

class ManualClock final : public runtime::Clock {
 public:
  // 2024-10-24T12:00:00Z where nothing else is said.
  static constexpr Timestamp kStart{std::chrono::seconds{1'729'771'200}};

  explicit ManualClock(Timestamp start = kStart) : seconds_(start.time_since_epoch().count()) {}

  Timestamp now() const override { return Timestamp(std::chrono::seconds(seconds_.load())); }
  void set(Timestamp time) { seconds_ = time.time_since_epoch().count(); }
  void advance(std::chrono::seconds step) { seconds_ += step.count(); }

 private:
  std::atomic<std::chrono::seconds::rep> seconds_;
};

}  // namespace commonplace::testing
