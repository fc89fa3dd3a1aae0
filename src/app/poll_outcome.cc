#include "app/poll_outcome.h"

#include "fetch/response.h"

namespace commonplace::app {
namespace {

using std::chrono::hours;

void set_state(RefreshHistory& history, SourceState state, Timestamp now) {
  if (history.state != state) history.since = now;
  history.state = state;
}

std::string in_words(std::chrono::seconds duration) {
  const auto count = duration.count();
  if (count % 86400 == 0) return std::to_string(count / 86400) + "d";
  if (count % 3600 == 0) return std::to_string(count / 3600) + "h";
  if (count % 60 == 0) return std::to_string(count / 60) + "m";
  return std::to_string(count) + "s";
}

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

RefreshHints hints_of(const fetch::FetchResponse& response, Timestamp now) {
  RefreshHints hints;
  if (response.status == 429 || response.status == 503) hints.retry_after = fetch::retry_after(response, now);
  if (response.status == 200 || response.status == 304) hints.max_age = fetch::max_age(response, now);
  return hints;
}

void record_success(RefreshHistory& history, Timestamp now) {
  set_state(history, SourceState::Ok, now);
  history.failures = 0;
  history.message.clear();
  history.last_poll = history.last_success = now;
}

void record_failure(RefreshHistory& history, PollReport& report, const Error& error, Timestamp now) {
  const bool gone = error.code == Errc::Gone;
  set_state(history, gone ? SourceState::Gone : SourceState::Failing, now);
  ++history.failures;
  history.last_poll = now;
  history.message = report.message = error.detail;
  report.status = gone                                 ? PollStatus::Gone
                  : error.code == Errc::AddressBlocked ? PollStatus::Blocked
                                                       : PollStatus::Error;
}

std::string explain_next(const RefreshHistory& history, const RefreshHints& hints, const RefreshPolicy& policy) {
  if (history.state == SourceState::Gone) return "the feed is gone: one look a week";
  std::string reason;
  if (history.failures > 0) {
    reason = "trying again after " + std::to_string(history.failures) +
             (history.failures == 1 ? " failure" : " failures in a row") + ", at growing intervals up to a day";
  } else {
    reason = "every " + in_words(policy.interval);
    if (hints.ttl && *hints.ttl > policy.interval)
      reason += ", lengthened by the feed's ttl of " + in_words(*hints.ttl);
    if (hints.max_age && *hints.max_age > policy.interval) {
      reason += ", lengthened by the server's max-age of " + in_words(*hints.max_age);
    }
    reason += ", between " + in_words(policy.min_interval) + " and " + in_words(policy.max_interval);
  }
  if (hints.retry_after) reason += "; the server asked us to wait " + in_words(*hints.retry_after);
  return reason;
}

}  // namespace commonplace::app
