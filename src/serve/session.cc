#include "serve/session.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include "runtime/log.h"
#include "serve/headers.h"
#include "serve/http_rules.h"
#include "serve/outgoing.h"
#include "serve/request_reader.h"

namespace commonplace::serve {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using runtime::Task;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

Response failed(const char* reason) {
  runtime::log_error(std::string("http status=500 reason=\"") + reason + '"');
  return plain_text(500, "Something went wrong here.\n");
}

class HttpSession final : public Session {
 public:
  HttpSession(Socket socket, Delegate& delegate, const Limits& limits)
      : socket_(std::move(socket)),
        delegate_(delegate),
        limits_(limits),
        buffer_(limits.head_bytes),
        reader_(limits.head_bytes, limits.body_bytes) {
    error_code ignored;
    const auto local = socket_.local_endpoint(ignored);
    transport_ = !ignored && local.protocol().family() == AF_UNIX ? Transport::Unix : Transport::Tcp;
    // We write whole answers, and wait for writing to be possible ourselves.
    if (transport_ == Transport::Tcp) {
      const int yes = 1;
      ::setsockopt(socket_.native_handle(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
    }
    socket_.native_non_blocking(true, ignored);
  }

  Task<void> run() override {
    bool more = true;  // g++ 12.2 compiles an await in the condition of a loop to a trap
    while (more) more = co_await serve_one();
    co_await close_gently();
  }

  Phase phase() const override { return phase_; }
  Time phase_since() const override { return since_; }
  Time deadline() const override { return deadline_; }

  void finish() override {
    last_ = true;
    if (phase_ == Phase::Idle) abort();
  }
  void abort() override {
    last_ = true;
    aborted_ = true;
    error_code ignored;
    socket_.close(ignored);
  }

 private:
  using State = RequestReader::State;

  // The other side has so long for what comes next.
  void enter(Phase phase, std::chrono::milliseconds time) {
    phase_ = phase;
    since_ = std::chrono::steady_clock::now();
    allow(since_, time);
  }
  void allow(Time from, std::chrono::milliseconds time) {
    deadline_ = from + time;
    delegate_.expect(deadline_);
  }
  // While it is our turn nothing is late.
  void enter_answering() {
    phase_ = Phase::Answering;
    deadline_ = Time::max();
  }

  // One request and its answer. False: the connection is done.
  Task<bool> serve_one() {
    if (last_) co_return false;
    // A connection that never asked anything is given less time than one that did.
    enter(Phase::Idle, served_ == 0 ? limits_.header_time : limits_.idle_time);
    reader_.begin();
    has_begun_ = false;
    feed(State::Head);
    while (reader_.state() == State::Head) {
      // One deadline for all of a head, however slowly its bytes come.
      if (phase_ == Phase::Idle && has_begun_) enter(Phase::Reading, limits_.header_time);
      if (buffer_.size() == buffer_.max_size()) {
        reader_.refuse_length();
        break;
      }
      const auto [error, count] = co_await socket_.async_read_some(room(), kAwait);
      if (error) co_return false;
      buffer_.commit(count);
      feed(State::Head);
    }
    if (reader_.state() == State::Refused) co_return co_await refuse(reader_.refusal());
    if (const int status = judge(reader_.head(), limits_.target_bytes); status != 0) co_return co_await refuse(status);
    if (reader_.state() == State::Body) {
      const bool is_read = co_await read_body();
      if (!is_read) co_return false;
    }

    enter_answering();
    ++served_;
    const bool is_head = reader_.head().request.method == Method::Head;
    const int version = reader_.head().version;
    const bool keep = reader_.keeps_alive();
    reader_.head().request.transport = transport_;
    Reply reply = ask();
    if (auto* later = std::get_if<Task<Response>>(&reply)) {
      Task<Response> waiting = wait_for(std::move(*later));
      reply = co_await std::move(waiting);
    }
    Response& response = std::get<Response>(reply);
    const bool kept = keep && !last_;
    head_.clear();
    write_head(head_, response, {delegate_.date(), version, kept});
    Outgoing answer(head_, is_head || !may_have_body(response.status) ? Body() : std::move(response.body));
    Outgoing::Progress progress = answer.push(socket_.native_handle());
    if (progress == Outgoing::Progress::Blocked) {
      Task<bool> rest = write_rest(answer);
      const bool is_written = co_await std::move(rest);
      if (!is_written) co_return false;
    } else if (progress == Outgoing::Progress::Failed) {
      co_return false;
    }
    co_return kept && !last_;
  }

  asio::mutable_buffer room() {
    constexpr std::size_t kAtOnce = 4096;
    return buffer_.prepare(std::min(buffer_.max_size() - buffer_.size(), kAtOnce));
  }

  // What is there goes to the reader, until it has come further than `state`.
  void feed(State state) {
    while (buffer_.size() > 0 && reader_.state() == state) {
      has_begun_ = true;
      const asio::const_buffer bytes = buffer_.data();
      const std::size_t used = reader_.take({static_cast<const char*>(bytes.data()), bytes.size()});
      buffer_.consume(used);
      if (used == 0) break;
    }
  }

  Task<bool> read_body() {
    enter(Phase::Reading, limits_.body_time);
    if (expects_continue(reader_.head())) {
      static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      const auto [error, count] = co_await asio::async_write(socket_, asio::buffer(kContinue), kAwait);
      if (error) co_return false;
    }
    feed(State::Body);
    while (reader_.state() == State::Body) {
      if (buffer_.size() == buffer_.max_size()) {
        reader_.refuse_length();
        break;
      }
      const auto [error, count] = co_await socket_.async_read_some(room(), kAwait);
      if (error) co_return false;
      buffer_.commit(count);
      feed(State::Body);
    }
    if (reader_.state() == State::Done) co_return true;
    co_await refuse(reader_.refusal());
    co_return false;
  }

  Reply ask() {
    try {
      return delegate_.answer(std::move(reader_.head().request));
    } catch (const std::exception& failure) {
      return failed(failure.what());
    }
  }

  Task<Response> wait_for(Task<Response> work) {
    try {
      co_return co_await std::move(work);
    } catch (const std::exception& failure) {
      co_return failed(failure.what());
    }
  }

  // The client must take so much within its time, again and again.
  Task<bool> write_rest(Outgoing& answer) {
    constexpr std::size_t kChunk = 64 * 1024;
    std::size_t taken = answer.sent();
    allow(std::chrono::steady_clock::now(), limits_.write_stall);
    auto progress = Outgoing::Progress::Blocked;
    while (progress == Outgoing::Progress::Blocked) {
      const auto [error] = co_await socket_.async_wait(asio::socket_base::wait_write, kAwait);
      if (error) co_return false;
      progress = answer.push(socket_.native_handle());
      if (answer.sent() - taken < kChunk) continue;
      taken = answer.sent();
      allow(std::chrono::steady_clock::now(), limits_.write_stall);
    }
    co_return progress == Outgoing::Progress::Done;
  }

  // Says why, and that this was the last request: what follows on the connection cannot be trusted.
  Task<bool> refuse(int status) {
    enter_answering();
    const Response response = plain_text(status, std::string(reason_phrase(status)) + "\n");
    head_.clear();
    write_head(head_, response, {delegate_.date(), 11, false});
    const bool is_head = reader_.head().request.method == Method::Head;
    Outgoing answer(head_, is_head ? Body() : response.body);
    linger_ = answer.push(socket_.native_handle()) == Outgoing::Progress::Done;
    co_return false;
  }

  // After a refusal the client may still be sending; closing on unread bytes would reset the connection before it has
  // read why. So a little is read and thrown away first.
  Task<void> close_gently() {
    if (aborted_) co_return;
    error_code ignored;
    socket_.shutdown(asio::socket_base::shutdown_send, ignored);
    if (linger_) {
      constexpr std::size_t kMost = 256 * 1024;
      std::array<char, 4096> trash;
      enter(Phase::Reading, std::min<std::chrono::milliseconds>(limits_.header_time, std::chrono::seconds{1}));
      for (std::size_t read = 0; read < kMost;) {
        const auto [error, count] = co_await socket_.async_read_some(asio::buffer(trash), kAwait);
        if (error) break;
        read += count;
      }
    }
    socket_.close(ignored);
  }

  Transport transport_ = Transport::Tcp;
  Socket socket_;
  Delegate& delegate_;
  const Limits& limits_;
  boost::beast::flat_buffer buffer_;
  RequestReader reader_;
  std::string head_;  // of the answer
  Phase phase_ = Phase::Idle;
  Time since_ = std::chrono::steady_clock::now();
  Time deadline_ = Time::max();
  std::size_t served_ = 0;
  bool has_begun_ = false;  // to send a request
  bool last_ = false;       // no further request
  bool aborted_ = false;    // the socket is closed
  bool linger_ = false;
};

}  // namespace

std::unique_ptr<Session> make_session(Socket socket, Session::Delegate& delegate, const Limits& limits) {
  return std::make_unique<HttpSession>(std::move(socket), delegate, limits);
}

}  // namespace commonplace::serve
