#include "serve/status_order.h"

#include <algorithm>
#include <functional>

#include "serve/form_values.h"
#include "serve/health.h"

namespace commonplace::serve {
namespace {

using store::SourceRow;

int severity(SourceState state) {
  constexpr SourceState kWorstFirst[] = {SourceState::Failing, SourceState::Gone, SourceState::Silent,
                                         SourceState::New,     SourceState::Ok,   SourceState::Disabled};
  return static_cast<int>(std::ranges::find(kWorstFirst, state) - std::begin(kWorstFirst));
}

// "never" is before every time.
std::int64_t seconds_of(const std::optional<Timestamp>& time) {
  return time ? time->time_since_epoch().count() : std::numeric_limits<std::int64_t>::min();
}

std::int64_t rank(const SourceRow& row, SortBy by) {
  switch (by) {
    case SortBy::Trouble:
    case SortBy::State:
      return severity(row.history.state) * 2 - (has_moved(row) ? 1 : 0);
    case SortBy::Source:
      return 0;
    case SortBy::Good:
      return seconds_of(row.history.last_success);
    case SortBy::New:
      return seconds_of(row.history.last_new);
    case SortBy::Next:
      // Who is not asked at all comes last.
      return row.next_poll && row.history.state != SourceState::Disabled ? seconds_of(row.next_poll)
                                                                         : std::numeric_limits<std::int64_t>::max();
    case SortBy::Entries:
      return -static_cast<std::int64_t>(row.entries);
  }
  return 0;
}

}  // namespace

StatusOrder read_status_order(std::string_view query) {
  StatusOrder order;
  for (const FormValue& parameter : read_form(query)) {
    if (!parameter.value) continue;
    if (parameter.name == "show") order.only_broken = *parameter.value == "broken";
    if (parameter.name != "sort") continue;
    std::string_view name = *parameter.value;
    const bool reversed = name.starts_with('-');
    if (reversed) name.remove_prefix(1);
    const auto known = std::ranges::find(kSortNames, name, &std::pair<SortBy, std::string_view>::second);
    if (known == kSortNames.end()) continue;
    order.by = known->first;
    order.reversed = reversed;
  }
  return order;
}

std::string status_address(const StatusOrder& order) {
  std::string parameters;
  const auto name = std::ranges::find(kSortNames, order.by, &std::pair<SortBy, std::string_view>::first);
  if (name != kSortNames.end())
    parameters = "?sort=" + std::string(order.reversed ? "-" : "") + std::string(name->second);
  if (order.only_broken) parameters += (parameters.empty() ? "?" : "&") + std::string("show=broken");
  return "/status" + parameters;
}

StatusOrder order_by(const StatusOrder& present, SortBy column) {
  return {column, present.by == column && !present.reversed, present.only_broken};
}

std::vector<const SourceRow*> in_order(const std::vector<SourceRow>& rows, const StatusOrder& order) {
  std::vector<const SourceRow*> listed;
  for (const SourceRow& row : rows) {
    if (!order.only_broken || is_broken(row) || has_moved(row)) listed.push_back(&row);
  }
  std::ranges::stable_sort(listed, {}, [](const SourceRow* row) { return std::string_view(row->slug); });
  const auto before = [&order](const SourceRow* a, const SourceRow* b) {
    return rank(*a, order.by) < rank(*b, order.by);
  };
  std::ranges::stable_sort(listed, before);
  if (order.reversed) std::ranges::reverse(listed);
  return listed;
}

}  // namespace commonplace::serve
