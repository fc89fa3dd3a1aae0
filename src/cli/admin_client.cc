#include "cli/admin_client.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

namespace commonplace::cli {
namespace {

namespace http = boost::beast::http;

template <class Stream>
AdminAnswer exchange(Stream& stream, std::string_view method, const std::string& target) {
  http::request<http::string_body> request(http::string_to_verb({method.data(), method.size()}), target, 11);
  request.set(http::field::host, "localhost");
  request.set("X-Commonplace", "1");
  request.prepare_payload();
  http::write(stream, request);
  boost::beast::flat_buffer buffer;
  http::response_parser<http::string_body> parser;
  parser.body_limit(256u << 20);
  http::read(stream, buffer, parser);
  return {static_cast<int>(parser.get().result_int()), std::move(parser.get().body())};
}

}  // namespace

Result<AdminAnswer> ask_daemon(const std::string& address, std::string_view method, const std::string& target) {
  boost::asio::io_context context;
  try {
    if (address.starts_with("unix:")) {
      boost::asio::local::stream_protocol::socket socket(context);
      socket.connect(boost::asio::local::stream_protocol::endpoint(address.substr(5)));
      return exchange(socket, method, target);
    }
    const std::size_t colon = address.rfind(':');
    std::string host = address.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    boost::asio::ip::tcp::socket socket(context);
    socket.connect(
        {boost::asio::ip::make_address(host), static_cast<unsigned short>(std::stoi(address.substr(colon + 1)))});
    return exchange(socket, method, target);
  } catch (const std::exception& error) {
    return fail(Errc::StoreLocked, "the store is in use, but no daemon answers at " + address + ": " + error.what());
  }
}

}  // namespace commonplace::cli
