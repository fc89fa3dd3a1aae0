#include "serve/request_reader.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/optional/optional.hpp>
#include <optional>

#include "base/text.h"

namespace commonplace::serve {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

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

// Writes straight into the request: Beast's own container of fields would be filled only to be copied.
class Sink final : public http::basic_parser<true> {
 public:
  explicit Sink(RequestHead& head) : head_(head) {}

 private:
  void on_request_impl(http::verb verb, string_view, string_view target, int version, error_code&) override {
    head_.version = version;
    head_.request.method = to_method(verb);
    head_.request.target.assign(target.data(), target.size());
  }
  void on_field_impl(http::field, string_view name, string_view value, error_code&) override {
    if (is_head_done_) return;  // a trailer: nothing we know may stand there
    head_.request.headers.emplace_back(base::to_ascii_lower(std::string_view(name.data(), name.size())),
                                       std::string(value.data(), value.size()));
  }
  void on_header_impl(error_code&) override { is_head_done_ = true; }
  std::size_t on_body_impl(string_view bytes, error_code&) override { return take(bytes); }
  std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code&) override { return take(bytes); }

  std::size_t take(string_view bytes) {
    head_.request.body.append(bytes.data(), bytes.size());
    return bytes.size();
  }

  void on_response_impl(int, string_view, int, error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
  void on_finish_impl(error_code&) override {}

  RequestHead& head_;
  bool is_head_done_ = false;
};

}  // namespace

class RequestReader::Parser {
 public:
  std::optional<Sink> sink;  // Beast's parsers read one request each
};

RequestReader::RequestReader(std::size_t head_bytes, std::size_t body_bytes)
    : head_bytes_(head_bytes), body_bytes_(body_bytes), parser_(std::make_unique<Parser>()) {
  begin();
}

RequestReader::~RequestReader() = default;

void RequestReader::begin() {
  constexpr std::size_t kUsualHeaders = 8;
  head_ = {};
  head_.request.headers.reserve(kUsualHeaders);
  state_ = State::Head;
  refusal_ = 0;
  parser_->sink.emplace(head_);
  parser_->sink->header_limit(static_cast<std::uint32_t>(head_bytes_));
  parser_->sink->body_limit(body_bytes_);
}

std::size_t RequestReader::take(std::string_view bytes) {
  Sink& sink = *parser_->sink;
  error_code error;
  const std::size_t used = sink.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
  if (error && error != http::error::need_more) {
    state_ = State::Refused;
    refusal_ = error == http::error::body_limit ? 413 : 400;
    if (error == http::error::header_limit) refuse_length();
  } else if (sink.is_done()) {
    state_ = State::Done;
  } else if (sink.is_header_done()) {
    state_ = State::Body;
  }
  return used;
}

void RequestReader::refuse_length() {
  state_ = State::Refused;
  refusal_ = head_.request.target.empty() ? 414 : 431;
}

bool RequestReader::keeps_alive() const { return parser_->sink->keep_alive(); }

}  // namespace commonplace::serve
