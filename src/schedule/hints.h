// The publisher's hints as times: the earliest moment that is polite.

#pragma once

#include "commonplace/schedule.h"

namespace commonplace::schedule {

// What the hints ask for after a poll at `now`, unbounded: the longest of them, with its cause. Nothing where they ask
// for nothing.
struct Asked {
  std::chrono::seconds wait{0};
  RefreshCause cause = RefreshCause::Ttl;
};
std::optional<Asked> asked_wait(const PublisherHints& hints, Timestamp now);

// The first moment at or after `time` that is in no skipped hour and on no skipped day.
Timestamp after_skipped(const PublisherHints& hints, Timestamp time);

}  // namespace commonplace::schedule
