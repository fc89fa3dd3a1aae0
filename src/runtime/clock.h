// The time of day, as a port: tests move it by hand.

#pragma once

#include "commonplace/time.h"

namespace commonplace::runtime {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;
  // How long it is until then: to the millisecond, where whole seconds would make who waits late. Negative for the
  // past.
  virtual std::chrono::milliseconds until(Timestamp time) const { return time - now(); }
};

class SystemClock final : public Clock {
 public:
  Timestamp now() const override { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }
  std::chrono::milliseconds until(Timestamp time) const override {
    return std::chrono::ceil<std::chrono::milliseconds>(time - std::chrono::system_clock::now());
  }
};

}  // namespace commonplace::runtime
