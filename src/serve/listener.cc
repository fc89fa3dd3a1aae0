#include "serve/listener.h"

#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <map>

#include "commonplace/time.h"
#include "runtime/log.h"
#include "serve/session.h"
#include "serve/sockets.h"

namespace commonplace::serve {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using runtime::Task;
using Acceptor = asio::basic_socket_acceptor<asio::generic::stream_protocol>;
using PeerEndpoint = asio::generic::stream_protocol::endpoint;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

// How long to look away when the process has no descriptor left, instead of asking again at once and for ever.
constexpr std::chrono::milliseconds kAcceptPause{100};

bool is_exhaustion(const error_code& error) {
  return error == asio::error::no_descriptors || error == asio::error::no_buffer_space ||
         error == asio::error::no_memory || error.value() == ENFILE;
}

struct Door {
  Acceptor acceptor;
  std::string path;  // of a unix socket
};

struct Connection {
  std::unique_ptr<Session> session;
  std::string address;   // counted; empty: not
  bool evicted = false;  // closed to make room; gone as soon as its coroutine has noticed
};

}  // namespace

// Outlives the Listener while connections do: their coroutines hold it.
class Listener::State : public std::enable_shared_from_this<Listener::State>, private Session::Delegate {
 public:
  State(asio::any_io_executor executor, Handler handler, Limits limits)
      : executor_(std::move(executor)),
        handler_(std::move(handler)),
        limits_(limits),
        emptied_(executor_),
        late_(executor_) {
    emptied_.expires_at(asio::steady_timer::time_point::max());
  }

  Result<std::string> open(ListeningSocket socket) {
    const auto door = doors_.emplace(doors_.end(), Door{Acceptor(executor_), socket.path});
    error_code error;
    door->acceptor.assign(asio::generic::stream_protocol(socket.family, 0), socket.fd, error);
    if (error) {
      ::close(socket.fd);
      doors_.erase(door);
      return fail(Errc::Io, "cannot listen on " + socket.address + ": " + error.message());
    }
    asio::co_spawn(executor_, accept_from(shared_from_this(), door), asio::detached);
    return socket.address;
  }

  void stop() {
    const bool again = std::exchange(stopping_, true);
    if (again) late_.cancel();
    for (Door& door : doors_) {
      error_code ignored;
      door.acceptor.close(ignored);
      if (!door.path.empty()) ::unlink(std::exchange(door.path, {}).c_str());
    }
    for (Connection& connection : connections_) {
      if (again)
        connection.session->abort();
      else
        connection.session->finish();
    }
  }

  Task<bool> drain(std::chrono::milliseconds deadline) {
    if (!stopping_) stop();
    if (connections_.empty()) co_return true;
    emptied_.expires_after(deadline);
    co_await emptied_.async_wait(kAwait);  // cancelled by the last connection
    if (connections_.empty()) co_return true;
    stop();
    co_return false;
  }

  std::size_t connections() const { return connections_.size(); }

 private:
  using Doors = std::list<Door>;
  using Connections = std::list<Connection>;

  // --- Session::Delegate

  Reply answer(Request request) override { return handler_(std::move(request)); }

  // One timer for all connections, at the earliest of their deadlines or before: with a timer of its own for each of
  // them, every request would set and cancel several.
  void expect(Session::Time deadline) override {
    if (deadline < next_look_) look_at(deadline);
  }

  std::string_view date() override {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    if (now != date_second_) {
      date_second_ = now;
      date_ = to_http_date(now);
    }
    return date_;
  }

  void look_at(Session::Time when) {
    next_look_ = when;
    late_.expires_at(when);
    late_.async_wait([weak = weak_from_this()](error_code cancelled) {
      const auto self = weak.lock();
      if (self && !cancelled) self->end_the_late();
    });
  }

  void end_the_late() {
    constexpr std::chrono::milliseconds kPause{5};
    const Session::Time now = std::chrono::steady_clock::now();
    next_look_ = Session::Time::max();
    Session::Time earliest = Session::Time::max();
    for (Connection& connection : connections_) {
      if (connection.session->deadline() <= now)
        connection.session->abort();
      else
        earliest = std::min(earliest, connection.session->deadline());
    }
    if (earliest != Session::Time::max()) look_at(std::max(earliest, now + kPause));
  }

  static Task<void> accept_from(std::shared_ptr<State> self, Doors::iterator door) {
    while (!self->stopping_) {
      PeerEndpoint peer;
      auto [error, socket] = co_await door->acceptor.async_accept(peer, kAwait);
      if (self->stopping_ || error == asio::error::operation_aborted) co_return;
      if (!error) {
        self->admit(std::move(socket), describe_peer(static_cast<const sockaddr*>(peer.data()), peer.size()));
      } else if (is_exhaustion(error) && !self->evict_one()) {
        asio::steady_timer pause(self->executor_, kAcceptPause);
        co_await pause.async_wait(kAwait);
      }
    }
  }

  void admit(Socket socket, const Peer& peer) {
    if (is_full()) evict_one();
    if (is_full() || !count_in(peer)) return turn_away(std::move(socket));
    std::unique_ptr<Session> session = make_session(std::move(socket), *this, limits_);
    const auto connection = connections_.insert(
        connections_.end(), Connection{std::move(session), peer.is_local ? std::string() : peer.address});
    asio::co_spawn(executor_, attend(shared_from_this(), connection), asio::detached);
  }

  static Task<void> attend(std::shared_ptr<State> self, Connections::iterator connection) {
    try {
      co_await connection->session->run();
    } catch (const std::exception& failure) {
      runtime::log_error(std::string("http connection=broken reason=\"") + failure.what() + '"');
    }
    self->count_out(connection->address);
    if (connection->evicted) --self->evicted_;
    self->connections_.erase(connection);
    if (self->stopping_ && self->connections_.empty()) self->emptied_.cancel();
  }

  bool is_full() const { return connections_.size() - evicted_ >= limits_.connections; }

  bool count_in(const Peer& peer) {
    if (peer.is_local) return true;
    std::size_t& count = by_address_[peer.address];
    if (count >= limits_.connections_per_address) return false;
    ++count;
    return true;
  }

  void count_out(const std::string& address) {
    const auto found = by_address_.find(address);
    if (found != by_address_.end() && --found->second == 0) by_address_.erase(found);
  }

  // Whoever has been idle longest makes room, or else whoever has been sending a request longest: a crowd of
  // connections that ask nothing must not keep out one that does. False: all are being answered.
  bool evict_one() {
    auto worth = [](const Connection& connection) {
      return std::pair(connection.session->phase(), connection.session->phase_since());
    };
    auto victim = connections_.end();
    for (auto at = connections_.begin(); at != connections_.end(); ++at) {
      if (at->session->phase() == Session::Phase::Answering || at->evicted) continue;
      if (victim == connections_.end() || worth(*at) < worth(*victim)) victim = at;
    }
    if (victim == connections_.end()) return false;
    victim->session->abort();
    victim->evicted = true;
    ++evicted_;
    return true;
  }

  // Nothing is awaited for a connection that there is no room for: what the socket takes at once must do.
  static void turn_away(Socket socket) {
    static constexpr std::string_view kBusy =
        "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 10\r\nConnection: close\r\n\r\n";
    (void)::send(socket.native_handle(), kBusy.data(), kBusy.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  }

  asio::any_io_executor executor_;
  Handler handler_;
  Limits limits_;
  Doors doors_;
  Connections connections_;
  std::map<std::string, std::size_t, std::less<>> by_address_;  // connections of each remote address
  std::size_t evicted_ = 0;                                     // of connections_
  asio::steady_timer emptied_;
  asio::steady_timer late_;
  Session::Time next_look_ = Session::Time::max();
  Timestamp date_second_;
  std::string date_;
  bool stopping_ = false;
};

Listener::Listener(asio::any_io_executor executor, Handler handler, Limits limits)
    : state_(std::make_shared<State>(std::move(executor), std::move(handler), limits)) {}

Listener::~Listener() {
  state_->stop();
  state_->stop();
}

Result<std::string> Listener::listen(const std::string& address) {
  Result<ListeningSocket> socket = open_listening_socket(address);
  if (!socket) return fail(socket.error());
  return state_->open(std::move(*socket));
}

Result<std::string> Listener::adopt(int socket) {
  Result<ListeningSocket> adopted = adopt_listening_socket(socket);
  if (!adopted) return fail(adopted.error());
  return state_->open(std::move(*adopted));
}

void Listener::stop() { state_->stop(); }

Task<bool> Listener::drain(std::chrono::milliseconds deadline) { return state_->drain(deadline); }

std::size_t Listener::connections() const { return state_->connections(); }

}  // namespace commonplace::serve
