#include "serve/session.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>

#include "base/text.h"
#include "commonplace/time.h"
#include "runtime/log.h"
#include "serve/headers.h"
#include "serve/http_rules.h"

namespace commonplace::serve {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using beast::error_code;
using runtime::Task;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);

Method to_method(http::verb verb) {
  switch (verb) {
    case http::verb::get:
      return Method::Get;
    case http::verb::head:
      return Method::Head;
    case http::verb::post:
      return Method::Post;
    case http::verb::options:
      return Method::Options;
    default:
      return Method::Other;
  }
}

RequestHead to_head(const http::request_header<>& from) {
  RequestHead head{static_cast<int>(from.version()), {}};
  head.request.method = to_method(from.method());
  head.request.target = std::string(from.target());
  for (const auto& field : from)
    head.request.headers.emplace_back(base::to_ascii_lower(std::string_view(field.name_string())),
                                      std::string(field.value()));
  return head;
}

Transport transport_of(const Socket& socket) {
  error_code error;
  const auto local = socket.local_endpoint(error);
  return !error && local.protocol().family() == AF_UNIX ? Transport::Unix : Transport::Tcp;
}

class HttpSession final : public Session {
 public:
  HttpSession(Socket socket, const Listener::Handler& handler, const Limits& limits)
      : transport_(transport_of(socket)),
        stream_(std::move(socket)),
        handler_(handler),
        limits_(limits),
        buffer_(limits.head_bytes) {}

  Task<void> run() override {
    bool more = true;  // g++ 12.2 compiles an await in the condition of a loop to a trap
    while (more) more = co_await serve_one();
    co_await close_gently();
  }

  Phase phase() const override { return phase_; }
  std::chrono::steady_clock::time_point phase_since() const override { return since_; }

  void finish() override {
    last_ = true;
    if (phase_ == Phase::Idle) abort();
  }
  void abort() override {
    last_ = true;
    aborted_ = true;
    stream_.close();
  }

 private:
  using Parser = http::request_parser<http::string_body>;
  using Stream = beast::basic_stream<asio::generic::stream_protocol>;

  void enter(Phase phase) {
    phase_ = phase;
    since_ = std::chrono::steady_clock::now();
  }

  // One request and its answer. False: the connection is done.
  Task<bool> serve_one() {
    if (!co_await wait_for_first_byte()) co_return false;
    enter(Phase::Reading);
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(limits_.head_bytes));
    parser_->body_limit(limits_.body_bytes);

    if (!co_await read_head()) co_return false;
    RequestHead head = to_head(parser_->get());
    if (const int status = judge(head, limits_.target_bytes); status != 0) {
      co_await refuse(status);
      co_return false;
    }
    if (!co_await read_body(head)) co_return false;
    head.request.body = std::move(parser_->get().body());
    head.request.transport = transport_;

    enter(Phase::Answering);
    const bool is_head = head.request.method == Method::Head;
    const bool keep = parser_->get().keep_alive();
    ++served_;
    const Response response = co_await answer(std::move(head.request));
    const bool kept = keep && !last_;
    const bool written = co_await write(response, is_head, head.version, kept);
    enter(Phase::Idle);
    co_return written&& kept && !last_;
  }

  // A connection that never asked anything is given less time than one that did.
  Task<bool> wait_for_first_byte() {
    enter(Phase::Idle);
    if (last_) co_return false;
    if (buffer_.size() > 0) co_return true;
    stream_.expires_after(served_ == 0 ? limits_.header_time : limits_.idle_time);
    auto space = buffer_.prepare(std::min<std::size_t>(buffer_.max_size(), 4096));
    const auto [error, count] = co_await stream_.async_read_some(space, kAwait);
    buffer_.commit(count);
    co_return !error;
  }

  Task<bool> read_head() {
    // One deadline for all of it, however slowly its bytes come.
    stream_.expires_after(limits_.header_time);
    const auto [error, count] = co_await http::async_read_header(stream_, buffer_, *parser_, kAwait);
    if (!error) co_return true;
    if (const int status = status_for(error); status != 0) co_await refuse(status);
    co_return false;
  }

  Task<bool> read_body(const RequestHead& head) {
    if (parser_->is_done()) co_return true;
    stream_.expires_after(limits_.body_time);
    if (expects_continue(head)) {
      static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      const auto [error, count] = co_await asio::async_write(stream_, asio::buffer(kContinue), kAwait);
      if (error) co_return false;
    }
    const auto [error, count] = co_await http::async_read(stream_, buffer_, *parser_, kAwait);
    if (!error) co_return true;
    if (const int status = status_for(error); status != 0) co_await refuse(status);
    co_return false;
  }

  // The status that tells the client what it did wrong; 0 where nobody is left to tell (after a timeout, too: the
  // stream has closed itself by then).
  int status_for(const error_code& error) const {
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
      return parser_->get().target().empty() ? 414 : 431;
    if (error == http::error::body_limit) return 413;
    if (error == http::error::end_of_stream || error == http::error::partial_message) return 0;
    const bool malformed = error.category() == make_error_code(http::error::bad_method).category();
    return malformed ? 400 : 0;
  }

  Task<Response> answer(Request request) {
    try {
      Task<Response> work = handler_(std::move(request));
      co_return co_await std::move(work);
    } catch (const std::exception& failure) {
      runtime::log_error(std::string("http status=500 reason=\"") + failure.what() + '"');
    }
    co_return plain_text(500, "Something went wrong here.\n");
  }

  // Says why, and that this was the last request: what follows on the connection cannot be trusted.
  Task<void> refuse(int status) {
    enter(Phase::Answering);
    const Response response = plain_text(
        status, std::string(http::obsolete_reason(http::int_to_status(static_cast<unsigned>(status)))) + "\n");
    linger_ = co_await write(response, false, 11, false);
  }

  Task<bool> write(const Response& response, bool is_head, int version, bool keep) {
    const std::string_view body = response.body ? std::string_view(*response.body) : std::string_view();
    const bool has_body = !is_head && may_have_body(response.status);
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const std::string_view reason = http::obsolete_reason(http::int_to_status(static_cast<unsigned>(response.status)));
    const std::string head = format_head(response, {reason, version, keep, body.size(), now});

    constexpr std::size_t kChunk = 64 * 1024;
    std::size_t sent = has_body ? std::min(body.size(), kChunk) : 0;
    const std::array<asio::const_buffer, 2> first = {asio::buffer(head), asio::buffer(body.data(), sent)};
    stream_.expires_after(limits_.write_stall);
    auto [error, count] = co_await asio::async_write(stream_, first, kAwait);
    while (!error && has_body && sent < body.size()) {
      const std::string_view chunk = body.substr(sent, kChunk);
      stream_.expires_after(limits_.write_stall);
      std::tie(error, count) = co_await asio::async_write(stream_, asio::buffer(chunk.data(), chunk.size()), kAwait);
      sent += chunk.size();
    }
    co_return !error;
  }

  // After a refusal the client may still be sending; closing on unread bytes would reset the connection before it has
  // read why. So a little is read and thrown away first.
  Task<void> close_gently() {
    if (aborted_) co_return;
    error_code ignored;
    stream_.socket().shutdown(asio::socket_base::shutdown_send, ignored);
    if (linger_) {
      constexpr std::size_t kMost = 256 * 1024;
      std::array<char, 4096> trash;
      stream_.expires_after(std::min<std::chrono::milliseconds>(limits_.header_time, std::chrono::seconds{1}));
      for (std::size_t read = 0; read < kMost;) {
        const auto [error, count] = co_await stream_.async_read_some(asio::buffer(trash), kAwait);
        if (error) break;
        read += count;
      }
    }
    stream_.close();
  }

  const Transport transport_;
  Stream stream_;
  const Listener::Handler& handler_;
  const Limits& limits_;
  beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  Phase phase_ = Phase::Idle;
  std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
  std::size_t served_ = 0;
  bool last_ = false;     // no further request
  bool aborted_ = false;  // the socket is closed
  bool linger_ = false;
};

}  // namespace

std::unique_ptr<Session> make_session(Socket socket, const Listener::Handler& handler, const Limits& limits) {
  return std::make_unique<HttpSession>(std::move(socket), handler, limits);
}

}  // namespace commonplace::serve
