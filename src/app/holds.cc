#include "app/holds.h"

#include <algorithm>

#include "app/moves.h"
#include "schedule/retry_after.h"

namespace commonplace::app {

using std::chrono::seconds;

std::optional<seconds> hold_left(const RefreshHistory& history, Timestamp now) {
  if (!history.held_until || *history.held_until <= now) return std::nullopt;
  return std::min<seconds>(*history.held_until - now, schedule::kLongestRetryAfter);
}

std::string host_of(const Live& live, const std::string& slug, const std::string& adopted_url) {
  const Source* source = live.source(slug);
  if (!source) return {};
  const Result<Url> url = address_of(*source, adopted_url);
  return url ? std::string(url->host()) : std::string();
}

Result<std::vector<HostHold>> host_holds(store::CatalogStore& store, const Live& live, Timestamp now) {
  const Result<std::vector<store::SourceGauge>> gauges = store.gauges();
  if (!gauges) return fail(gauges.error());
  std::vector<HostHold> holds;
  for (const store::SourceGauge& gauge : *gauges) {
    if (gauge.failures == 0) continue;  // a good answer ends a hold
    const Result<std::optional<store::SourceRow>> row = store.source(gauge.slug);
    if (!row) return fail(row.error());
    if (!*row || !hold_left((*row)->history, now)) continue;
    const RefreshHistory& history = (*row)->history;
    const Timestamp asked = history.last_poll.value_or(now);
    const seconds wait = std::min<seconds>(*history.held_until - asked, schedule::kLongestRetryAfter);
    std::string host = host_of(live, gauge.slug, gauge.adopted_url);
    if (!host.empty()) holds.push_back({std::move(host), std::min(asked, now), wait});
  }
  std::ranges::stable_sort(holds, {}, &HostHold::since);
  return holds;
}

}  // namespace commonplace::app
