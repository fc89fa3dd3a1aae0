#include "app/alerts.h"

#include <algorithm>
#include <boost/asio/redirect_error.hpp>

#include "app/delivery.h"
#include "app/spawn.h"
#include "commonplace/schedule.h"
#include "fetch/response.h"
#include "runtime/log.h"

namespace commonplace::app {
namespace {

using namespace std::chrono_literals;
using runtime::run_on;
using runtime::Task;
using std::chrono::seconds;

constexpr seconds kLongestSleep = 60s;  // the clock may be set while we sleep
constexpr seconds kAfterFailure = 60s;  // a store that could not be read may be readable again
constexpr auto kSpacing = 250ms;        // between two alerts: when a whole network fails, people read them

}  // namespace

void Alerts::start() { spawn_logged(parts_.net, run(), "alerts"); }

void Alerts::stop() {
  stopping_ = true;
  wake();
}

void Alerts::wake() { timer_.cancel(); }

Task<bool> Alerts::apply(std::shared_ptr<const Live> live) {
  live_ = std::move(live);
  watched_.clear();
  paused_until_.reset();
  failures_ = 0;
  if (live_->config.service.alerts.webhook.empty()) co_return true;
  auto read = [this] { return parts_.store.gauges(); };
  const Result<std::vector<store::SourceGauge>> gauges = co_await run_on(parts_.writer, std::move(read));
  if (!gauges) {
    runtime::log_error("alerts cannot read the sources: " + gauges.error().detail);
    co_return false;
  }
  const Timestamp now = parts_.clock.now();
  for (const store::SourceGauge& gauge : *gauges) {
    if (may_be_news(gauge)) watched_[gauge.slug].look = now;
  }
  wake();
  co_return true;
}

void Alerts::polled(const PollReport& report) {
  if (!live_ || live_->config.service.alerts.webhook.empty()) return;
  const bool is_calm = report.state == SourceState::Ok || report.state == SourceState::New;
  const auto known = watched_.find(report.source);
  if (is_calm && !report.adopted && known == watched_.end()) return;
  Watched& watched = known == watched_.end() ? watched_[report.source] : known->second;
  if (watched.attempts > 0) return;  // it is looked at again when the webhook is
  watched.look = parts_.clock.now();
  wake();
}

Alerts::Watch::iterator Alerts::next() {
  auto earliest = watched_.end();
  for (auto it = watched_.begin(); it != watched_.end(); ++it) {
    if (!it->second.look) continue;
    if (earliest == watched_.end() || *it->second.look < *earliest->second.look) earliest = it;
  }
  return earliest;
}

Task<std::optional<seconds>> Alerts::step() {
  const auto first = next();
  if (first == watched_.end()) co_return std::nullopt;
  const Timestamp at = std::max(*first->second.look, paused_until_.value_or(Timestamp{}));
  const Timestamp now = parts_.clock.now();
  if (at > now) co_return at - now;
  const std::string slug = first->first;
  Task<std::optional<bool>> work = logged(look_at(slug), "alert of " + slug);
  const std::optional<bool> looked = co_await std::move(work);
  if (!looked) look_later(slug);
  co_return seconds{0};
}

Task<bool> Alerts::look_at(std::string slug) {
  auto read = [this, slug] { return parts_.store.source(slug); };
  Result<std::optional<store::SourceRow>> row = co_await run_on(parts_.writer, std::move(read));
  const auto watched = watched_.find(slug);
  if (watched == watched_.end()) co_return true;
  if (!row) {
    runtime::log_error("alerts cannot read source=" + slug + ": " + row.error().detail);
    look_later(slug);
    co_return false;
  }
  if (!*row || (*row)->history.state == SourceState::Disabled) {
    watched_.erase(watched);
    co_return true;
  }
  if (watched->second.told) (*row)->told = *watched->second.told;
  const auto due = due_alert(**row, live_->config.service.alerts.after);
  if (due && due->at <= parts_.clock.now()) {
    Task<bool> work = tell(**row, due->kind);
    co_return co_await std::move(work);
  }
  const bool is_over = !due && (*row)->history.state == SourceState::Ok;
  if (is_over) {
    watched_.erase(watched);
  } else {
    watched->second.look = due ? std::optional(due->at) : std::nullopt;
    watched->second.attempts = 0;
  }
  co_return true;
}

Task<bool> Alerts::tell(store::SourceRow row, AlertKind kind) {
  std::string json = alert_to_json(row, kind, live_->config.service, parts_.clock.now());
  Task<Result<bool>> work = post(std::move(json));
  const Result<bool> posted = co_await std::move(work);
  if (!posted) {
    if (posted.error().code != Errc::Cancelled) put_off(row.slug, posted.error());
    co_return false;
  }
  ++delivered_;
  failures_ = 0;
  runtime::log_info("alert source=" + row.slug + " event=" + std::string(name(kind)));
  const store::Told told = told_by(row, kind);
  auto write = [this, id = row.id, told] { return parts_.store.remember_told(id, told); };
  const Result<bool> written = co_await run_on(parts_.writer, std::move(write));
  if (!written) runtime::log_error("alerts cannot write down what was told: " + written.error().detail);
  // Looked at again now: there may be something else to tell of it.
  if (const auto watched = watched_.find(row.slug); watched != watched_.end()) {
    watched->second = {parts_.clock.now(), 0, written ? std::nullopt : std::optional(told)};
  }
  co_return true;
}

Task<Result<bool>> Alerts::post(std::string json) {
  const config::Alerts& alerts = live_->config.service.alerts;
  Result<Url> url = parse_url(alerts.webhook);
  if (!url) co_return fail(url.error());
  fetch::FetchRequest request = delivery(std::move(*url), alerts.headers, "application/json", std::move(json));
  request.allow_networks = alerts.allow_networks;
  asked_to_wait_.reset();
  Task<Result<fetch::FetchResponse>> work = parts_.network.fetch(std::move(request));
  const Result<fetch::FetchResponse> response = co_await std::move(work);
  if (!response) co_return fail(response.error());
  if (is_delivered(*response)) co_return true;
  asked_to_wait_ = fetch::retry_after(*response, parts_.clock.now());
  co_return fail(Errc::HttpStatus, "the webhook answered with HTTP " + std::to_string(response->status));
}

// The webhook rests, and this alert longer with each attempt: one that it will never take must not hold up the others.
void Alerts::put_off(const std::string& slug, const Error& error) {
  const auto watched = watched_.find(slug);
  if (watched == watched_.end()) return;
  ++failed_;
  const Timestamp now = parts_.clock.now();
  const seconds asked = std::min(asked_to_wait_.value_or(0s), kLongestPause);
  const seconds pause = std::max(pause_after(++failures_), asked);
  paused_until_ = now + pause;
  const seconds later = std::max(pause_after(++watched->second.attempts), pause);
  watched->second.look = now + later;
  runtime::log_warn("alert source=" + slug + " not delivered: " + error.detail + "; next try in " + in_words(later));
}

// What failed was ours: the webhook is as good as before.
void Alerts::look_later(const std::string& slug) {
  const auto watched = watched_.find(slug);
  if (watched != watched_.end()) watched->second.look = parts_.clock.now() + kAfterFailure;
}

Task<bool> Alerts::run() {
  while (!stopping_) {
    const std::size_t before = delivered_;
    Task<std::optional<std::optional<seconds>>> work = logged(step(), "alerts");
    const std::optional<std::optional<seconds>> wait = co_await std::move(work);
    if (stopping_) break;
    std::chrono::milliseconds sleep = std::min(wait ? wait->value_or(kLongestSleep) : kAfterFailure, kLongestSleep);
    if (delivered_ != before) sleep = kSpacing;
    if (sleep == 0ms) continue;
    timer_.expires_after(sleep);
    boost::system::error_code interrupted;
    co_await timer_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, interrupted));
  }
  co_return true;
}

}  // namespace commonplace::app
