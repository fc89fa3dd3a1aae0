#include "app/hub_notifier.h"

#include <boost/asio/redirect_error.hpp>

#include "app/delivery.h"
#include "app/spawn.h"
#include "app/topic_selection.h"
#include "commonplace/schedule.h"
#include "commonplace/url.h"
#include "publish/links.h"
#include "runtime/log.h"

namespace commonplace::app {

using runtime::Task;
using std::chrono::seconds;

std::vector<std::string> changed_feeds(const Live& live, const serve::Snapshot* before, const serve::Snapshot& now) {
  std::vector<std::string> changed;
  if (!before) return changed;
  const Site site = live.site();
  for (const Topic& topic : live.config.topics) {
    if (!is_public(topic)) continue;
    for (const OutputFormat format : publish::kFeedFormats) {
      const std::string path = publish::topic_url(Site{}, topic.slug, format);
      const auto was = before->by_path.find(path);
      const auto is = now.by_path.find(path);
      if (is == now.by_path.end()) continue;
      if (was == before->by_path.end() || was->second != is->second) changed.push_back(site.public_url + path);
    }
  }
  return changed;
}

void HubNotifier::tell(const std::string& hub, const std::vector<std::string>& feeds) {
  hub_ = hub;
  if (hub_.empty()) return waiting_.clear();
  waiting_.insert(feeds.begin(), feeds.end());
  if (waiting_.empty() || stopping_ || std::exchange(at_work_, true)) return;
  spawn_logged(parts_.net, run(), "hub");
}

void HubNotifier::stop() {
  stopping_ = true;
  pause_.cancel();
}

Task<bool> HubNotifier::run() {
  while (!waiting_.empty() && !stopping_) {
    const std::string feed = *waiting_.begin();
    waiting_.erase(waiting_.begin());
    Task<std::optional<Result<bool>>> work = logged(post(feed), "hub");
    const std::optional<Result<bool>> told = co_await std::move(work);
    if (told && *told) {
      failures_ = 0;
      continue;
    }
    if (stopping_ || hub_.empty()) break;
    waiting_.insert(feed);
    const seconds pause = pause_after(++failures_);
    if (told) runtime::log_warn("hub not told: " + told->error().detail + "; next try in " + in_words(pause));
    pause_.expires_after(pause);
    boost::system::error_code interrupted;
    co_await pause_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, interrupted));
  }
  at_work_ = false;
  co_return true;
}

// Both parameters are in use: the first by what hubs have implemented, the second by PubSubHubbub 0.4.
Task<Result<bool>> HubNotifier::post(std::string feed) {
  Result<Url> url = parse_url(hub_);
  if (!url) co_return fail(url.error());
  std::string form;
  publish::append_parameter(form, "hub.mode", "publish");
  publish::append_parameter(form, "hub.url", feed);
  publish::append_parameter(form, "hub.topic", feed);
  fetch::FetchRequest request = delivery(std::move(*url), {}, "application/x-www-form-urlencoded", form.substr(1));
  Task<Result<fetch::FetchResponse>> work = parts_.network.fetch(std::move(request));
  const Result<fetch::FetchResponse> response = co_await std::move(work);
  if (!response) co_return fail(response.error());
  if (is_delivered(*response)) co_return true;
  co_return fail(Errc::HttpStatus, "it answered with HTTP " + std::to_string(response->status));
}

}  // namespace commonplace::app
