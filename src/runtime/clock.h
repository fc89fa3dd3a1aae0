// The time of day, as a port: tests move it by hand.

#pragma once

#include "commonplace/time.h"

namespace commonplace::runtime {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Timestamp now() const override { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }
};

}  // namespace commonplace::runtime
