// A request → hops, each within what is left of the time → the answer.

#include "fetch/curl/fetcher.h"

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <list>
#include <optional>
#include <stdexcept>
#include <unordered_set>

#include "fetch/curl/easy.h"
#include "fetch/curl/egress.h"
#include "fetch/curl/multi.h"
#include "fetch/curl/name_server.h"
#include "fetch/guard.h"
#include "fetch/redirects.h"
#include "fetch/response.h"
#include "fetch/transfer_slots.h"

namespace commonplace::fetch::curl {

using runtime::Task;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Outlives the CurlFetcher where coroutines still hold it.
class FetcherState {
 public:
  FetcherState(boost::asio::any_io_executor executor, Settings settings)
      : settings_(std::move(settings)),
        executor_(std::move(executor)),
        multi_(make_multi()),
        slots_(settings_.parallel),
        name_server_(executor_) {}

  const Settings& settings() const { return settings_; }
  void replace(Settings settings) {
    settings_ = std::move(settings);
    guard_ = AddressGuard::allowing(settings_.allow_networks);
    slots_.resize(settings_.parallel);
    wake_next();
  }
  // For requests without allowances of their own.
  const Result<AddressGuard>& guard() const { return guard_; }
  Multi& multi() {
    if (multi_->is_broken()) multi_ = make_multi();
    return *multi_;
  }
  NameServer& name_server() { return name_server_; }
  IdleHandles& handles() { return handles_; }
  bool is_closed() const { return closed_; }

  // An address that has asked for a password in the clear, and no other way, is given it at once from then on, until it
  // refuses: otherwise each request would be two.
  Login login_at(const Url& url) const {
    return takes_basic_.contains(url.href()) ? Login::BasicAtOnce : Login::AsAsked;
  }
  void note_login(const Url& url, const Hop& hop, int status) {
    if (status == 401) {
      takes_basic_.erase(url.href());
    } else if (hop.was_asked_for_basic()) {
      takes_basic_.insert(url.href());
    }
  }

  void close() {
    closed_ = true;
    multi_->abort_all();
    name_server_.close();
    for (const Waiting& waiting : line_) waiting.timer->cancel();
  }

  class Turn;
  // Whether a transfer would have to wait for its turn now.
  bool is_crowded() const { return closed_ || !line_.empty() || slots_.wait(steady_clock::now()).has_value(); }
  std::size_t room() const {
    const auto may_wait = static_cast<std::size_t>(std::max(settings_.parallel, 1));
    const std::size_t most = slots_.free(steady_clock::now()) + may_wait;
    return most - std::min(most, line_.size());
  }
  // In the order in which they came. False: cancelled, or closed.
  static Task<bool> wait_for_turn(std::shared_ptr<FetcherState> state);

 private:
  std::shared_ptr<Multi> make_multi() const { return Multi::create(executor_, std::max(settings_.parallel, 1) * 2); }

  class Place;
  struct Waiting {
    boost::asio::steady_timer* timer;
    bool woken = false;  // and has not looked yet
  };

  // Each call wakes another one: of many slots that become free at once, all are filled in one turn of the loop.
  void wake_next() {
    const auto asleep = std::ranges::find(line_, false, &Waiting::woken);
    if (asleep == line_.end()) return;
    asleep->woken = true;
    asleep->timer->cancel();
  }

  Settings settings_;
  Result<AddressGuard> guard_ = AddressGuard::allowing(settings_.allow_networks);
  boost::asio::any_io_executor executor_;
  std::shared_ptr<Multi> multi_;
  IdleHandles handles_;
  TransferSlots slots_;
  NameServer name_server_;
  std::unordered_set<std::string> takes_basic_;  // addresses of sources with a password, which are few
  std::list<Waiting> line_;
  bool closed_ = false;
};

// One of the transfers in flight.
class FetcherState::Turn {
 public:
  explicit Turn(std::shared_ptr<FetcherState> state)
      : state_(std::move(state)), transfer_(state_->slots_.start(steady_clock::now())) {}
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    state_->slots_.finish(transfer_);
    state_->wake_next();
  }

 private:
  std::shared_ptr<FetcherState> state_;
  TransferSlots::Transfer transfer_;
};

// A place at the end of the line, left however the coroutine ends.
class FetcherState::Place {
 public:
  explicit Place(FetcherState& state)
      : state_(state), timer_(state.executor_), place_(state.line_.insert(state.line_.end(), {&timer_})) {}
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() {
    state_.line_.erase(place_);
    state_.wake_next();
  }

  bool is_first() const { return state_.line_.begin() == place_; }
  // The timer, to wait for.
  boost::asio::steady_timer& asleep_until(TransferSlots::Time time) {
    place_->woken = false;
    timer_.expires_at(time);
    return timer_;
  }

 private:
  FetcherState& state_;
  boost::asio::steady_timer timer_;
  std::list<Waiting>::iterator place_;
};

Task<bool> FetcherState::wait_for_turn(std::shared_ptr<FetcherState> state) {
  Place place(*state);
  while (!state->is_closed()) {
    std::optional<TransferSlots::Time> later = TransferSlots::Time::max();  // whoever is before us wakes us
    if (place.is_first()) later = state->slots_.wait(steady_clock::now());
    if (!later) break;
    boost::asio::steady_timer& timer = place.asleep_until(*later);
    boost::system::error_code woken;
    co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, woken));
    const auto cancellation = co_await boost::asio::this_coro::cancellation_state;
    if (cancellation.cancelled() != boost::asio::cancellation_type::none) co_return false;
  }
  co_return !state->is_closed();
}

namespace {

tl::unexpected<Error> cancelled(const Url& url) {
  return fail(Errc::Cancelled, "fetching from " + std::string(url.host()) + " was cancelled");
}

// The addresses that this request may connect to, if it may at all.
Result<AddressGuard> guard_for(const FetcherState& state, const FetchRequest& request) {
  if (!request.url.is_http()) {
    return fail(Errc::SchemeNotAllowed,
                std::string(request.url.scheme()) + ": addresses cannot be fetched; only http and https are allowed");
  }
  if (request.allow_networks.empty()) return state.guard();
  std::vector<std::string> networks = state.settings().allow_networks;
  networks.insert(networks.end(), request.allow_networks.begin(), request.allow_networks.end());
  return AddressGuard::allowing(networks);
}

Error blocked(const Url& url, const std::string& refusal) {
  return {Errc::AddressBlocked, std::string(url.host()) + " is blocked: " + refusal};
}

bool is_logged_in(const FetchRequest& request, const RedirectTrail& trail) {
  return !request.username.empty() && !trail.has_left_origin();
}

Manner usual_manner(const FetcherState& state, const FetchRequest& request, const RedirectTrail& trail) {
  return {is_logged_in(request, trail) ? state.login_at(trail.current()) : Login::AsAsked};
}

// Some servers answer a condition with an empty document, or call it failed, which only If-Match could be.
bool chokes_on_conditions(const FetchResponse& response) {
  return response.status == 412 || (response.status == 200 && response.body.empty());
}

// How else the same address is to be asked, once and in the same visit, after it was asked in this manner.
std::optional<Manner> another_manner(Manner manner, const FetchRequest& request, const FetchResponse& response) {
  if (request.body) return std::nullopt;
  const bool was_conditional = manner.conditional && request.validators != Validators{};
  if (was_conditional && chokes_on_conditions(response)) {
    manner.conditional = false;
    return manner;
  }
  return std::nullopt;
}

tl::unexpected<Error> out_of_time(const FetchRequest& request, const Url& url) {
  return fail(Errc::TimedOut, std::string(url.host()) + " timed out while following redirects (limit total=" +
                                  std::to_string(request.limits.total.count()) + " ms)");
}

// A name that cannot be looked up says nothing of its owner where nobody answers who would know it.
Task<Error> blame(std::shared_ptr<FetcherState> state, Error error, const FetchRequest& request, const Url& url) {
  if (error.code != Errc::NameNotFound || !request.proxy.empty()) co_return error;
  std::string host(url.host());
  Task<bool> looking = state->name_server().is_silent(host);
  const bool silent = co_await std::move(looking);
  if (state->is_closed()) co_return cancelled(url).value();
  if (!silent) co_return error;
  error.detail = "the name " + host + " cannot be looked up: the name server of this machine does not answer";
  error.code = Errc::Offline;
  co_return error;
}

// A slot is not kept while a turn at the next host is waited for.
Task<Result<bool>> wait_for_host(std::shared_ptr<FetcherState> state, const FetchRequest& request, const Url& next,
                                 std::optional<FetcherState::Turn>& turn) {
  turn.reset();
  Task<Result<bool>> waiting = request.before_host(std::string(next.host()));
  const Result<bool> mine = co_await std::move(waiting);
  if (!mine) co_return mine;
  if (state->is_crowded()) {
    const bool may_start = co_await FetcherState::wait_for_turn(state);
    if (!may_start) co_return cancelled(next);
  }
  turn.emplace(state);
  co_return mine;
}

Task<Result<FetchResponse>> run(std::shared_ptr<FetcherState> state, FetchRequest request) {
  const auto guard = guard_for(*state, request);
  if (!guard) co_return fail(guard.error());
  if (state->is_crowded()) {
    const bool may_start = co_await FetcherState::wait_for_turn(state);
    if (!may_start) co_return cancelled(request.url);
  }
  std::optional<FetcherState::Turn> turn(std::in_place, state);

  auto begin = steady_clock::now();
  RedirectTrail trail(request.url, request.limits.redirects);
  Manner manner = usual_manner(*state, request, trail);
  for (;;) {
    const Url url = trail.current();
    const auto elapsed = std::chrono::duration_cast<milliseconds>(steady_clock::now() - begin);
    if (elapsed >= request.limits.total) co_return out_of_time(request, url);
    EgressGate gate(*guard, request.proxy.empty() ? EgressGate::Way::Direct : EgressGate::Way::Proxy);
    if (const auto refusal = gate.refusal_of(url)) co_return fail(blocked(url, *refusal));

    Hop hop(state->handles(), request, url, gate,
            {state->settings().user_agent, state->settings().ca_file, request.limits.total - elapsed,
             !trail.has_left_origin(), manner});
    const std::optional<CURLcode> code = co_await state->multi().perform(hop.handle());
    if (!code) co_return cancelled(url);
    Result<FetchResponse> response = hop.finish(*code);
    if (!response) {
      Task<Error> blaming = blame(state, response.error(), request, url);
      const Error error = co_await std::move(blaming);
      co_return fail(error);
    }

    if (is_logged_in(request, trail)) state->note_login(url, hop, response->status);
    if (const auto other = another_manner(manner, request, *response)) {
      manner = *other;
      continue;
    }
    if (request.body || !is_redirect(response->status)) {
      response->url = url;
      response->permanent_url = trail.permanent();
      response->elapsed = std::chrono::duration_cast<milliseconds>(steady_clock::now() - begin);
      co_return response;
    }
    const auto next = trail.follow(response->status, all_values(*response, "location"));
    if (!next) co_return fail(next.error());
    manner = usual_manner(*state, request, trail);
    if (request.before_host && next->host() != url.host()) {
      const auto asked = steady_clock::now();
      Task<Result<bool>> waiting = wait_for_host(state, request, *next, turn);
      const Result<bool> mine = co_await std::move(waiting);
      if (!mine) co_return fail(mine.error());
      begin += steady_clock::now() - asked;
    }
  }
}

// Once, before the first handle; never undone, as other users of libcurl in the process may remain.
void start_libcurl() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) throw std::runtime_error("libcurl cannot be started");
}

}  // namespace

CurlFetcher::CurlFetcher(boost::asio::any_io_executor executor, Settings settings) {
  start_libcurl();
  state_ = std::make_shared<FetcherState>(std::move(executor), std::move(settings));
}

CurlFetcher::~CurlFetcher() { close(); }

Task<Result<FetchResponse>> CurlFetcher::fetch(FetchRequest request) { return run(state_, std::move(request)); }

std::size_t CurlFetcher::room() const { return state_->room(); }

void CurlFetcher::replace_settings(Settings settings) { state_->replace(std::move(settings)); }

void CurlFetcher::close() { state_->close(); }

std::string make_user_agent(std::string_view version, std::string_view contact) {
  std::string text = "commonplace/" + std::string(version);
  std::string printable(contact);
  std::erase_if(printable, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (!printable.empty()) text += " (+" + printable + ")";
  return text;
}

}  // namespace commonplace::fetch::curl
