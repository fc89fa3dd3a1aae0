// What the operator is to be told of a source, and when. Pure.
//
// An alert is not sent for what happens, but for the difference between what is and what was last told. So it does not
// matter how often a source fails, whether the receiver was dead for a day, or the daemon was restarted: one change of
// state is told once, and what was over before it could be told is not told at all.

#pragma once

#include <optional>
#include <string>

#include "config/config.h"
#include "store/records.h"

namespace commonplace::app {

enum class AlertKind { Failing, Gone, Silent, Recovered, Moved };

std::string_view name(AlertKind kind);  // "failing" "gone" "silent" "recovered" "moved"

struct DueAlert {
  AlertKind kind;
  Timestamp at;  // may be in the future: a failure must have lasted for `after`
};

// Nothing where the operator knows all there is to know. `after` says from when on a failure is worth telling.
std::optional<DueAlert> due_alert(const store::SourceRow& row, std::chrono::seconds after);

// Whether due_alert() might have something to say, from what is cheap to read.
bool may_be_news(const store::SourceGauge& gauge);

// What was told once this alert has been delivered.
store::Told told_by(const store::SourceRow& row, AlertKind kind);

// {"event","source","title","state","since","failures","http","message","last_success","next_poll","url","moved_to",
// "page","service","text"}: what is absent is left out, times are RFC 3339 in UTC. `text` is the alert in a sentence or
// two, which is all that chat programs take.
std::string alert_to_json(const store::SourceRow& row, AlertKind kind, const config::Service& service, Timestamp now);

}  // namespace commonplace::app
