// When to ask a source again, and why then. Pure: the time and the jitter come in as arguments.
//
// Three voices are heard: the publisher's (hints, a minimum), the source's own rhythm, and the operator's bounds.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "commonplace/feed.h"
#include "commonplace/source.h"
#include "commonplace/time.h"

namespace commonplace {

// What the operator said.
struct RefreshPolicy {
  std::chrono::seconds interval{3600};  // of a source that publishes every six hours, and of one not known yet
  std::chrono::seconds min_interval{900};
  std::chrono::seconds max_interval{43200};
  std::uint64_t jitter_seed = 0;  // equal seeds give equal answers; spreads sources over time
};

// What decided on the time of the next poll.
enum class RefreshCause {
  Interval,     // the rhythm is not known yet
  Rhythm,       // how often it publishes, and at which hours
  MinInterval,  // it publishes faster than the operator wants to ask
  MaxInterval,  // it publishes slower than the operator wants to ask
  Ttl,          // the publisher's words, each within the operator's bounds
  UpdateBase,
  MaxAge,
  Skipped,     // skipHours, skipDays
  BackOff,     // it failed
  Gone,        // 410
  RetryAfter,  // 429 and the like
  EntryDue,    // the operator waits for what is dated ahead
};

struct RefreshReason {
  RefreshCause cause = RefreshCause::Interval;
  std::chrono::seconds wait{0};   // before jitter
  std::chrono::seconds asked{0};  // what the publisher asked for, where that decided; more than `wait` where it was cut
  std::chrono::seconds gap{0};    // between two publications, as far as is known; 0: not known
  int failures = 0;               // in a row
};

// "every 2h: it publishes about every 1d": one sentence without a full stop, for an operator.
std::string to_sentence(const RefreshReason& reason);
// "1d 2h", "1h 30m", "45s": the two largest units.
std::string in_words(std::chrono::seconds duration);

struct NextRefresh {
  Timestamp at;  // later than now
  RefreshReason reason;
};

// After success: what the rhythm asks for, lengthened by the publisher's hints, within the operator's bounds. After
// failure: 15 min × 2ⁿ up to 24 h. Gone: a week. `retry_after`, up to 7 days, is a lower bound of all that. Then up to
// a tenth later, never earlier, at the end of a beat of five seconds (less where the wait is under a minute), so that
// sources are polled together; but as soon as an entry is due that is held back.
NextRefresh next_refresh(const RefreshHistory& history, const RefreshPolicy& policy, Timestamp now,
                         std::optional<std::chrono::seconds> retry_after = std::nullopt);

// What a document says about how often to come; takes the place of what the last one said. What means nothing (a ttl
// of zero, all hours skipped) is left out.
void read_hints(const FeedHead& head, PublisherHints& hints);

// Learns from entries that a poll brought, whatever their order: when they were published. Times to come, and those
// before the last publication that is known, say nothing.
void learn_publications(Rhythm& rhythm, std::span<const Timestamp> published, Timestamp now);
// The likely time between two publications, the present silence included; nothing where too little is known.
std::optional<std::chrono::seconds> publication_gap(const Rhythm& rhythm, Timestamp now);
// Whether the source has been silent for so long, and while we asked it, that its rhythm cannot explain it; then since
// when, and what its rhythm was, in one sentence.
std::optional<std::string> describe_silence(const RefreshHistory& history, Timestamp now);

}  // namespace commonplace
