// The rules of libcurl that shape this file: its callbacks may not call back into it, so whatever they ask for happens
// in a handler of its own; and a socket belongs to libcurl, so we wait on it, and let go without closing it.

#include "fetch/curl/multi.h"

#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <new>
#include <utility>
#include <vector>

namespace commonplace::fetch::curl {

using boost::asio::posix::stream_descriptor;
using boost::system::error_code;

struct Multi::Watch {
  explicit Watch(const boost::asio::any_io_executor& executor) : descriptor(executor) {}
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  ~Watch() { let_go(); }

  // At once, not when the last handler is done: libcurl closes the socket next, and its number is used again.
  void let_go() {
    wanted = CURL_POLL_NONE;
    if (descriptor.is_open()) descriptor.release();
  }

  stream_descriptor descriptor;
  int wanted = CURL_POLL_NONE;
  int waiting = CURL_POLL_NONE;  // directions with a wait under way
};

std::shared_ptr<Multi> Multi::create(boost::asio::any_io_executor executor, int idle_connections) {
  return std::shared_ptr<Multi>(new Multi(std::move(executor), idle_connections));
}

Multi::Multi(boost::asio::any_io_executor executor, int idle_connections)
    : executor_(std::move(executor)), multi_(curl_multi_init()), timer_(executor_) {
  if (multi_ == nullptr) throw std::bad_alloc();
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &Multi::on_socket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &Multi::on_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(idle_connections));
}

Multi::~Multi() {
  for (const auto& [easy, finished] : running_) curl_multi_remove_handle(multi_, easy);
  curl_multi_cleanup(multi_);
}

runtime::Task<std::optional<CURLcode>> Multi::perform(CURL* easy) {
  struct Running {
    std::shared_ptr<Multi> multi;
    CURL* easy;
    ~Running() { multi->forget(easy); }
  };
  // The timer is a latch: it never goes off by itself, and stays open once `finished` has moved it into the past.
  boost::asio::steady_timer latch(executor_, boost::asio::steady_timer::time_point::max());
  std::optional<CURLcode> outcome;
  const Running running{shared_from_this(), easy};
  Finished finished = [&latch, &outcome](std::optional<CURLcode> code) {
    outcome = code;
    latch.expires_at(boost::asio::steady_timer::time_point::min());
  };
  start(easy, std::move(finished));
  error_code ignored;
  co_await latch.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
  co_return outcome;
}

void Multi::abort_all() {
  const auto running = std::exchange(running_, {});
  for (const auto& [easy, finished] : running) {
    curl_multi_remove_handle(multi_, easy);
    finished(std::nullopt);
  }
}

void Multi::start(CURL* easy, Finished finished) {
  const auto [entry, is_new] = running_.emplace(easy, std::move(finished));
  if (is_new && curl_multi_add_handle(multi_, easy) != CURLM_OK) {
    const Finished tell = std::move(entry->second);
    running_.erase(entry);
    tell(CURLE_FAILED_INIT);
  }
  abort_if_broken();
}

void Multi::forget(CURL* easy) {
  if (running_.erase(easy) > 0) curl_multi_remove_handle(multi_, easy);
}

int Multi::on_socket(CURL*, curl_socket_t socket, int what, void* self, void*) {
  auto& multi = *static_cast<Multi*>(self);
  try {
    if (multi.watch(socket, what)) return 0;
  } catch (...) {  // must not pass through C
  }
  multi.broken_ = true;
  return -1;
}

bool Multi::watch(curl_socket_t socket, int what) {
  if (what == CURL_POLL_REMOVE) {
    if (auto node = watches_.extract(socket)) node.mapped()->let_go();
    return true;
  }
  std::shared_ptr<Watch>& entry = watches_[socket];
  if (!entry) {
    entry = std::make_shared<Watch>(executor_);
    error_code failure;
    entry->descriptor.assign(socket, failure);
    if (failure) {
      watches_.erase(socket);
      return false;
    }
  }
  entry->wanted = what;
  wait(entry);
  return true;
}

void Multi::wait(const std::shared_ptr<Watch>& watch) {
  wait(watch, CURL_POLL_IN);
  wait(watch, CURL_POLL_OUT);
}

void Multi::wait(const std::shared_ptr<Watch>& watch, int direction) {
  if ((watch->wanted & direction) == 0 || (watch->waiting & direction) != 0) return;
  watch->waiting |= direction;
  const auto type = direction == CURL_POLL_IN ? stream_descriptor::wait_read : stream_descriptor::wait_write;
  auto handler = [self = weak_from_this(), weak = std::weak_ptr<Watch>(watch), direction](error_code failure) {
    const auto multi = self.lock();
    const auto ready_watch = weak.lock();
    if (!multi || !ready_watch || failure == boost::asio::error::operation_aborted) return;
    ready_watch->waiting &= ~direction;
    if ((ready_watch->wanted & direction) == 0) return;
    const int event = direction == CURL_POLL_IN ? CURL_CSELECT_IN : CURL_CSELECT_OUT;
    multi->ready(ready_watch->descriptor.native_handle(), failure ? CURL_CSELECT_ERR : event);
    if (ready_watch->descriptor.is_open()) multi->wait(ready_watch);
  };
  watch->descriptor.async_wait(type, std::move(handler));
}

void Multi::ready(curl_socket_t socket, int events) {
  int still_running = 0;
  curl_multi_socket_action(multi_, socket, events, &still_running);
  report_finished();
  abort_if_broken();
}

// Not in the callback itself, which may not call back.
void Multi::abort_if_broken() {
  if (broken_) abort_all();
}

// libcurl asks to be called at once for each transfer that it is given, and tells a new deadline for each that is the
// first to end: neither must cost a system call.
void Multi::set_timer(long milliseconds) {
  wanted_.reset();
  if (milliseconds < 0) {
    timer_runs_ = false;
    timer_.cancel();
  } else if (milliseconds == 0) {
    call_at_once();
  } else {
    call_at(std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds));
  }
}

int Multi::on_timer(CURLM*, long milliseconds, void* self) {
  auto& multi = *static_cast<Multi*>(self);
  try {
    multi.set_timer(milliseconds);
    return 0;
  } catch (...) {  // must not pass through C
    multi.broken_ = true;
    return -1;
  }
}

void Multi::call_at_once() {
  if (std::exchange(called_soon_, true)) return;
  boost::asio::post(executor_, [weak = weak_from_this()] {
    const auto alive = weak.lock();
    if (!alive) return;
    alive->called_soon_ = false;
    alive->ready(CURL_SOCKET_TIMEOUT, 0);
  });
}

// A timer that goes off too early is set again then.
void Multi::call_at(std::chrono::steady_clock::time_point time) {
  wanted_ = time;
  if (timer_runs_ && timer_.expiry() <= time) return;
  timer_.expires_at(time);
  wait_for_timer();
}

void Multi::wait_for_timer() {
  timer_runs_ = true;
  timer_.async_wait([weak = weak_from_this()](error_code failure) {
    const auto alive = weak.lock();
    if (!alive || failure == boost::asio::error::operation_aborted) return;
    alive->timer_runs_ = false;
    if (!alive->wanted_) return;
    if (std::chrono::steady_clock::now() < *alive->wanted_) return alive->call_at(*alive->wanted_);
    alive->wanted_.reset();
    alive->ready(CURL_SOCKET_TIMEOUT, 0);
  });
}

void Multi::report_finished() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    CURL* easy = message->easy_handle;
    const CURLcode code = message->data.result;  // the message is gone once the handle is removed
    curl_multi_remove_handle(multi_, easy);
    if (auto node = running_.extract(easy)) node.mapped()(code);
  }
}

}  // namespace commonplace::fetch::curl
