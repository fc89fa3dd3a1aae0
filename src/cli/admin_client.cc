#include "cli/admin_client.h"

#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/file_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/json/parse.hpp>

#include "app/run_to_end.h"
#include "base/text.h"
#include "runtime/files.h"

namespace commonplace::cli {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using runtime::Task;

constexpr std::chrono::seconds kConnecting{10};

// What is asked, and where the answer goes: into a file where one is named and there is something for it.
struct Question {
  std::string_view method;
  std::string_view target;
  Patience patience;
  std::string file = {};
};

constexpr std::uint64_t kLargestAnswer = 256u << 20;

template <class Body, class Stream>
Task<bool> read_rest(Stream& stream, boost::beast::flat_buffer& buffer, http::response_parser<Body>& parser) {
  co_await http::async_read(stream, buffer, parser, asio::use_awaitable);
  co_return true;
}

template <class Stream>
Task<AdminAnswer> exchange(Stream& stream, const Question& question) {
  const auto& [method, target, patience, file] = question;
  http::request<http::string_body> request(http::string_to_verb({method.data(), method.size()}),
                                           {target.data(), target.size()}, 11);
  request.set(http::field::host, "localhost");
  request.set("X-Commonplace", "1");
  request.prepare_payload();
  if (patience) {
    stream.expires_after(*patience);
  } else {
    stream.expires_never();
  }
  co_await http::async_write(stream, request, asio::use_awaitable);
  boost::beast::flat_buffer buffer;
  http::response_parser<http::empty_body> head;
  head.body_limit(boost::none);
  co_await http::async_read_header(stream, buffer, head, asio::use_awaitable);
  const int status = static_cast<int>(head.get().result_int());
  if (status == 200 && !file.empty()) {
    http::response_parser<http::file_body> parser(std::move(head));
    boost::system::error_code error;
    parser.get().body().open(file.c_str(), boost::beast::file_mode::write_existing, error);
    if (error) throw boost::system::system_error(error);
    Task<bool> rest = read_rest(stream, buffer, parser);
    co_await std::move(rest);
    co_return AdminAnswer{status, {}};
  }
  http::response_parser<http::string_body> parser(std::move(head));
  parser.body_limit(kLargestAnswer);
  Task<bool> rest = read_rest(stream, buffer, parser);
  co_await std::move(rest);
  co_return AdminAnswer{status, std::move(parser.get().body())};
}

Task<AdminAnswer> ask_unix(asio::io_context& context, std::string path, const Question& question) {
  boost::beast::basic_stream<asio::local::stream_protocol> stream(context);
  stream.expires_after(kConnecting);
  const asio::local::stream_protocol::endpoint endpoint(path);
  co_await stream.async_connect(endpoint, asio::use_awaitable);
  Task<AdminAnswer> answer = exchange(stream, question);
  co_return co_await std::move(answer);
}

Task<AdminAnswer> ask_tcp(asio::io_context& context, std::string host, std::string port, const Question& question) {
  asio::ip::tcp::resolver resolver(context);
  const auto endpoints = co_await resolver.async_resolve(host, port, asio::use_awaitable);
  boost::beast::basic_stream<asio::ip::tcp> stream(context);
  stream.expires_after(kConnecting);
  co_await stream.async_connect(endpoints, asio::use_awaitable);
  Task<AdminAnswer> answer = exchange(stream, question);
  co_return co_await std::move(answer);
}

AdminAnswer ask(const std::string& address, const Question& question) {
  asio::io_context context(1);
  if (address.starts_with("unix:")) return app::run_to_end(context, ask_unix(context, address.substr(5), question));
  const std::size_t colon = address.rfind(':');
  std::string host = address.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  return app::run_to_end(context, ask_tcp(context, host, address.substr(colon + 1), question));
}

// What went wrong, and what helps.
std::string why_silent(const std::string& address, const boost::system::error_code& error) {
  namespace errc = boost::system::errc;
  const std::string nobody = "no daemon answers at " + address;
  if (error == errc::permission_denied)
    return "you may not speak to the daemon at " + address + "; become its user, or join its group";
  if (error == boost::beast::error::timeout)
    return "the daemon at " + address + " does not answer in time; its log says what it is doing";
  if (error == errc::connection_refused || error == errc::no_such_file_or_directory)
    return nobody +
           "; start it with `systemctl start commonplace` or `commonplace serve`, or name where it listens with "
           "--admin-listen";
  return nobody + ": " + error.message();
}

}  // namespace

Result<AdminAnswer> ask_daemon(const std::string& address, std::string_view method, const std::string& target,
                               Patience patience) {
  try {
    return ask(address, {method, target, patience});
  } catch (const boost::system::system_error& error) {
    return fail(Errc::Offline, why_silent(address, error.code()));
  }
}

Result<boost::json::object> ask_daemon_for_object(const std::string& address, std::string_view method,
                                                  const std::string& target, Patience patience) {
  const Result<AdminAnswer> answer = ask_daemon(address, method, target, patience);
  if (!answer) return fail(answer.error());
  if (answer->status == 422) return fail(Errc::BadConfig, std::string(base::trim(answer->body)));
  boost::system::error_code malformed;
  const boost::json::value value = boost::json::parse(answer->body, malformed);
  if (answer->status != 200 || malformed || !value.is_object()) {
    return fail(Errc::Offline, "what answers at " + address + " is no commonplace daemon of this version (HTTP " +
                                   std::to_string(answer->status) + "); see 'admin_listen' in [service]");
  }
  return value.as_object();
}

Result<bool> download_from_daemon(const std::string& address, std::string_view method, const std::string& target,
                                  const std::string& file) {
  const std::string part = file + ".part";  // left where an earlier one was cut short
  ::unlink(part.c_str());
  if (const auto made = runtime::create_file(part, {}); !made) return fail(made.error());
  ::chmod(part.c_str(), 0600);  // what stands in a drop-in may stand in the file, too
  try {
    const AdminAnswer answer = ask(address, {method, target, std::nullopt, part});
    if (answer.status == 200) return runtime::name_new_file(part, file);
    ::unlink(part.c_str());
    return fail(Errc::StoreFailed, std::string(base::trim(answer.body)));
  } catch (const boost::system::system_error& error) {
    ::unlink(part.c_str());
    return fail(Errc::Offline, why_silent(address, error.code()));
  }
}

}  // namespace commonplace::cli
