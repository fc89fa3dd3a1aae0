#include "app/alert.h"

#include <algorithm>

#include "commonplace/schedule.h"
#include "commonplace/url.h"
#include "json/writer.h"
#include "model/trouble.h"

namespace commonplace::app {
namespace {

bool has_moved(const std::string& adopted_url, const store::Told& told) {
  return !adopted_url.empty() && adopted_url != told.adopted_url;
}

AlertKind kind_of(SourceState state) {
  if (state == SourceState::Failing) return AlertKind::Failing;
  if (state == SourceState::Gone) return AlertKind::Gone;
  return state == SourceState::Silent ? AlertKind::Silent : AlertKind::Recovered;
}

std::string minute_of(Timestamp time) {
  std::string text = to_rfc3339(time).substr(0, 16);
  text[10] = ' ';
  return text + " UTC";
}

std::string with_stop(std::string sentence) {
  if (!sentence.empty() && sentence.back() != '.') sentence += '.';
  return sentence;
}

// Chat programs read commands out of a text, and titles and messages are strangers' words.
std::string harmless(std::string_view text) {
  constexpr std::pair<char, std::string_view> kLookAlikes[] = {{'<', "‹"}, {'>', "›"}, {'@', "＠"}};
  std::string written;
  for (const char c : text) {
    const auto found = std::ranges::find(kLookAlikes, c, &std::pair<char, std::string_view>::first);
    if (found != std::end(kLookAlikes)) {
      written += found->second;
    } else {
      written += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return written;
}

std::string called(const store::SourceRow& row) {
  return row.head.title.empty() ? row.slug : row.head.title + " (" + row.slug + ")";
}

// "Lakeland (lakeland) has failed for 6h, 7 times in a row: the server failed (HTTP 500)."
std::string sentence(const store::SourceRow& row, AlertKind kind, Timestamp now) {
  const RefreshHistory& history = row.history;
  const std::string lasted = in_words(now - history.since.value_or(now));
  switch (kind) {
    case AlertKind::Failing:
      return called(row) + " has failed for " + lasted + ", " + std::to_string(history.failures) +
             " times in a row: " + with_stop(history.message);
    case AlertKind::Gone:
      return called(row) + " is gone: " + with_stop(history.message);
    case AlertKind::Silent:
      return called(row) + " is silent: " + with_stop(history.message);
    case AlertKind::Recovered:
      return called(row) + " is well again.";
    case AlertKind::Moved:
      return called(row) + " has moved for good to " + without_userinfo(row.adopted_url) +
             " and is asked there; write that address into its drop-in.";
  }
  return {};
}

std::string next_try(const store::SourceRow& row, AlertKind kind, Timestamp now) {
  const bool matters = kind == AlertKind::Failing || kind == AlertKind::Gone;
  return matters && row.next_poll && *row.next_poll > now ? " Next try: " + minute_of(*row.next_poll) + "." : "";
}

// Where the operator finds the rest; nothing where the admin listener is no TCP address.
std::string page_of(const store::SourceRow& row, const config::Service& service) {
  if (service.admin_listen.starts_with("unix:")) return {};
  return "http://" + service.admin_listen + "/status/" + row.slug;
}

class Members {
 public:
  Members() { writer_.begin_object(); }
  void put(std::string_view name, std::string_view text) {
    if (text.empty()) return;
    writer_.name(name);
    writer_.string(text);
  }
  void put(std::string_view name, std::int64_t number) {
    writer_.name(name);
    writer_.number(number);
  }
  void put(std::string_view name, const std::optional<Timestamp>& time) {
    if (time) put(name, to_rfc3339(*time));
  }
  std::string finish() && {
    writer_.end_object();
    return std::move(writer_).take();
  }

 private:
  json::Writer writer_;
};

}  // namespace

std::string_view name(AlertKind kind) {
  constexpr std::string_view kNames[] = {"failing", "gone", "silent", "recovered", "moved"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::optional<DueAlert> due_alert(const store::SourceRow& row, std::chrono::seconds after) {
  const RefreshHistory& history = row.history;
  if (history.state == SourceState::New || history.state == SourceState::Disabled) return std::nullopt;
  const Timestamp since = history.since.value_or(history.last_poll.value_or(Timestamp{}));
  std::optional<DueAlert> due;
  if (history.state != row.told.state) {
    const bool waits = history.state == SourceState::Failing;
    due = DueAlert{kind_of(history.state), waits ? since + after : since};
  }
  if (!has_moved(row.adopted_url, row.told)) return due;
  const DueAlert moved{AlertKind::Moved, history.last_poll.value_or(since)};
  return due && due->at <= moved.at ? due : moved;
}

bool may_be_news(const store::SourceGauge& gauge) {
  return is_trouble(gauge.state) || is_trouble(gauge.told.state) || has_moved(gauge.adopted_url, gauge.told);
}

store::Told told_by(const store::SourceRow& row, AlertKind kind) {
  store::Told told = row.told;
  if (kind == AlertKind::Moved) {
    told.adopted_url = row.adopted_url;
  } else {
    told.state = row.history.state;
  }
  return told;
}

std::string alert_to_json(const store::SourceRow& row, AlertKind kind, const config::Service& service, Timestamp now) {
  const RefreshHistory& history = row.history;
  Members members;
  members.put("event", name(kind));
  members.put("source", row.slug);
  members.put("title", row.head.title);
  members.put("state", name(history.state));
  members.put("since", history.since);
  members.put("failures", history.failures);
  if (history.http_status != 0) members.put("http", history.http_status);
  members.put("message", history.message);
  members.put("last_success", history.last_success);
  members.put("next_poll", row.next_poll);
  members.put("url", without_userinfo(row.url));
  if (kind == AlertKind::Moved) members.put("moved_to", without_userinfo(row.adopted_url));
  members.put("page", page_of(row, service));
  members.put("service", service.title);
  members.put("text", harmless(sentence(row, kind, now)) + next_try(row, kind, now));
  return std::move(members).finish();
}

}  // namespace commonplace::app
