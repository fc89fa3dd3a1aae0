#include "app/poll_outcome.h"

#include <algorithm>

#include "base/utf8.h"
#include "fetch/response.h"

namespace commonplace::app {
namespace {

using std::chrono::hours;

constexpr std::size_t kLongestMessage = 1000;  // bytes; some of it is a stranger's

void set_state(RefreshHistory& history, SourceState state, Timestamp now) {
  if (history.state != state) history.since = now;
  history.state = state;
}

bool is_missing(int status) { return status == 404 || status == 410; }

// What the statuses that need no more words mean to an operator.
std::string meaning_of(int status) {
  struct Row {
    int status;
    std::string_view meaning;
  };
  constexpr Row kRows[] = {
      {401, "the server asks for a user name and password"},
      {403, "the server refuses to let us read this"},
      {404, "the server knows no such page; the feed may have moved"},
      {407, "the proxy asks for a user name and password"},
      {429, "the server asks us to come less often"},
      {500, "the server failed"},
      {502, "the server behind the gateway failed"},
      {503, "the server is not available for now"},
      {504, "the server behind the gateway did not answer in time"},
  };
  for (const Row& row : kRows) {
    if (row.status == status) return std::string(row.meaning) + " (HTTP " + std::to_string(status) + ")";
  }
  return "the server answered with HTTP " + std::to_string(status) + ", not with a feed";
}

}  // namespace

bool wants_unconditional(const RefreshHistory& history, Timestamp now) {
  return history.last_unconditional && now - *history.last_unconditional >= hours{24};
}

std::optional<Error> refusal_of(const fetch::FetchResponse& response) {
  switch (response.status) {
    case 304:
      return std::nullopt;
    case 200:
    case 203:
    case 226:
      if (!response.body.empty()) return std::nullopt;
      return Error{Errc::Empty, "the server answered with an empty document"};
    case 410:
      return Error{Errc::Gone, "the publisher says that this feed is gone for good (HTTP 410)"};
    case 429:
      return Error{Errc::RateLimited, meaning_of(429)};
    default:
      return Error{Errc::HttpStatus, meaning_of(response.status)};
  }
}

Error unasked_304() {
  return {Errc::BadResponse,
          "the server answered 304 Not Modified to a request without validators, which asks for the whole document"};
}

Error refusal_elsewhere(Error refusal, const fetch::FetchResponse& response, Secrets secrets) {
  const std::string sent_on = "we were sent on to " + std::string(response.url.host());
  if (refusal.code == Errc::Gone) {
    return {Errc::HttpStatus, sent_on + ", which says that the feed is gone for good (HTTP 410)"};
  }
  if (secrets == Secrets::Withheld && (response.status == 401 || response.status == 403)) {
    refusal.detail = "we were sent on to " + response.url.origin() +
                     ", which is not told the password and headers of this source: if they are meant for it, configure "
                     "its address; " +
                     refusal.detail;
  }
  return refusal;
}

bool wants_suggestion(const RefreshHistory& history, int status) {
  constexpr int kFailuresBetween = 8;
  return is_missing(status) && history.failures % kFailuresBetween == 0;
}

std::optional<std::chrono::seconds> retry_after_of(const fetch::FetchResponse& response, Timestamp now) {
  return fetch::may_ask_to_stay_away(response.status) ? fetch::retry_after(response, now) : std::nullopt;
}

void read_headers(const fetch::FetchResponse& response, PublisherHints& hints, Timestamp now) {
  const auto age = fetch::max_age(response, now);
  if (age || response.status != 304) hints.max_age = age;
}

std::vector<Timestamp> publications_of(const Feed& feed, const Delta& delta, const RefreshHistory& before,
                                       Timestamp now) {
  std::vector<Timestamp> times;
  for (const EntryChange& change : delta.changes) {
    if (change.change != Change::Inserted || change.index >= feed.entries.size()) continue;
    const Entry& entry = feed.entries[change.index];
    Timestamp time = std::min(entry.published.value_or(now), now);
    // What was not there at the last poll appeared since, whatever it claims; of the first poll there is only the
    // claim.
    if (before.last_success && time <= *before.last_success) time = now;
    times.push_back(time);
  }
  return times;
}

bool learned_nothing(const RefreshHistory& before, RefreshHistory after) {
  after.last_poll = before.last_poll;
  after.last_success = before.last_success;
  return after == before;
}

void record_success(RefreshHistory& history, Timestamp now) {
  const std::optional<std::string> silence = describe_silence(history, now);
  set_state(history, silence ? SourceState::Silent : SourceState::Ok, now);
  history.failures = 0;
  history.suggested_url.clear();
  history.message = silence.value_or("");
  history.last_poll = history.last_success = now;
}

void record_failure(RefreshHistory& history, PollReport& report, const Error& error, Timestamp now) {
  const bool gone = error.code == Errc::Gone;
  set_state(history, gone ? SourceState::Gone : SourceState::Failing, now);
  ++history.failures;
  history.last_poll = now;
  history.message = error.detail;
  if (!history.suggested_url.empty() && is_missing(history.http_status)) {
    history.message += "; its site announces " + history.suggested_url;
  }
  history.message = base::truncate_utf8(history.message, kLongestMessage);
  report.message = history.message;
  report.status = gone                                 ? PollStatus::Gone
                  : error.code == Errc::AddressBlocked ? PollStatus::Blocked
                                                       : PollStatus::Error;
}

}  // namespace commonplace::app
