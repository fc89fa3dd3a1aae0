// Options, and the callbacks that keep the limits.

#include "fetch/curl/easy.h"

#include <algorithm>
#include <array>
#include <new>

#include "base/scan.h"
#include "base/text.h"
#include "fetch/conditional.h"
#include "fetch/curl/errors.h"
#include "fetch/response.h"

namespace commonplace::fetch::curl {
namespace {

// Compressed bodies may grow this much once they are beyond the size where it matters.
constexpr std::size_t kLargestRatio = 200;
constexpr std::size_t kRatioAppliesFrom = 1u << 20;
// libcurl reads up to one buffer ahead of the count it shows us.
constexpr std::size_t kReadBuffer = 16u << 10;
constexpr std::size_t kUsuallyAtMost = 12;  // headers of an answer
// Not deflate: servers disagree about what it means. As a header and not as an option, so that libcurl leaves bodies as
// they are.
constexpr const char* kAcceptEncoding = "Accept-Encoding: gzip, br, zstd";

// Sent with GET, unless the request has its own. Short, for libcurl prints them a character at a time; what it makes of
// its options (User-Agent), it prints twice.
struct UsualHeader {
  std::string_view name;
  const char* line;
};
constexpr UsualHeader kUsualHeaders[] = {
    {"Accept", "Accept: application/atom+xml,application/rss+xml,application/feed+json,text/html;q=0.1,*/*;q=0.2"},
    {"A-IM", "A-IM: feed"},
};

template <class Value>
void set(CURL* easy, CURLoption option, Value value) {
  curl_easy_setopt(easy, option, value);
}

long http_version(const FetchRequest& request, const Url& url) {
  if (request.http_version == "1.1") return CURL_HTTP_VERSION_1_1;
  if (request.http_version == "2" && url.scheme() == "http") return CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE;
  return CURL_HTTP_VERSION_2TLS;
}

bool is_header_safe(std::string_view text) { return !base::contains<base::AnyOf<'\r', '\n', '\0'>>(text); }

bool names(const std::map<std::string, std::string>& headers, std::string_view wanted) {
  return std::ranges::any_of(headers,
                             [&](const auto& header) { return base::equals_ignoring_case(header.first, wanted); });
}

std::string limit_text(std::string_view name, std::size_t value) {
  return " (limit " + std::string(name) + "=" + std::to_string(value) + ")";
}

// The host, with its port where it is not the scheme's own.
std::string authority(const Url& url) {
  std::string text(url.host());
  if (url.port()) text += ":" + std::to_string(*url.port());
  return text;
}

template <class Value>
Value info(CURL* easy, CURLINFO what, Value fallback) {
  Value value = fallback;
  return curl_easy_getinfo(easy, what, &value) == CURLE_OK ? value : fallback;
}

// A peer that is slow from its first byte on is dripping on purpose; before, it may be thinking.
void expect_speed(CURL* easy, std::chrono::seconds slow) {
  set(easy, CURLOPT_LOW_SPEED_LIMIT, kSlowBytesPerSecond);
  set(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(slow.count()));
}

}  // namespace

IdleHandles::~IdleHandles() {
  for (CURL* easy : idle_) curl_easy_cleanup(easy);
}

CURL* IdleHandles::take() {
  if (idle_.empty()) {
    idle_.reserve(idle_.capacity() + 1);  // so that giving it back cannot fail
    CURL* made = curl_easy_init();
    if (made == nullptr) throw std::bad_alloc();
    return made;
  }
  CURL* easy = idle_.back();
  idle_.pop_back();
  return easy;
}

// What the next hop must not inherit goes: options, credentials, how authentication stood. Connections are the multi's.
void IdleHandles::give_back(CURL* easy) {
  curl_easy_reset(easy);
  idle_.push_back(easy);
}

Hop::Hop(IdleHandles& handles, const FetchRequest& request, const Url& url, EgressGate& gate,
         const HopSettings& settings)
    : easy_(handles.take(), GiveBack{&handles}),
      url_(url),
      gate_(gate),
      limits_(request.limits),
      through_proxy_(!request.proxy.empty()) {
  set_connection_options(request, settings);
  set_request_options(request, settings);
  set_limits(request, settings);
}

Hop::~Hop() = default;

void Hop::set_connection_options(const FetchRequest& request, const HopSettings& settings) {
  CURL* easy = handle();
  set(easy, CURLOPT_NOSIGNAL, 1L);
  set(easy, CURLOPT_QUICK_EXIT, 1L);  // a resolver that hangs must not hold up the end of a transfer
  set(easy, CURLOPT_ERRORBUFFER, &curl_words_[0]);
  set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  gate_.guard(easy);
  set(easy, CURLOPT_PROXY, request.proxy.c_str());  // an empty one also keeps the environment's out
  set(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  set(easy, CURLOPT_CAPATH, static_cast<char*>(nullptr));  // with a path libcurl parses the authorities anew each time
  if (!settings.ca_file.empty()) set(easy, CURLOPT_CAINFO, settings.ca_file.c_str());
  const long version = http_version(request, url_);
  set(easy, CURLOPT_HTTP_VERSION, version);
  // libcurl 7.88 fails with the second request on such a connection, and the server would be blamed.
  if (version == CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE) set(easy, CURLOPT_FORBID_REUSE, 1L);
}

void Hop::set_request_options(const FetchRequest& request, const HopSettings& settings) {
  CURL* easy = handle();
  set(easy, CURLOPT_URL, url_.href().c_str());
  if (through_proxy_) set(easy, CURLOPT_USERAGENT, settings.user_agent.c_str());
  const auto has_own = [&](std::string_view name) { return settings.first_origin && names(request.headers, name); };
  if (!has_own("User-Agent")) add_header("User-Agent", settings.user_agent);
  if (!has_own("Accept-Encoding")) add_line(kAcceptEncoding);
  for (const auto& [name, line] : kUsualHeaders) {
    if (request.body) break;
    if (!has_own(name)) add_line(line);
  }
  if (settings.first_origin) {
    if (settings.manner.conditional) {
      for (const auto& [name, value] : conditional_headers(request.validators)) add_header(name, value);
    }
    for (const auto& [name, value] : request.headers) add_header(name, value);
    if (!request.username.empty()) {
      set(easy, CURLOPT_USERNAME, request.username.c_str());
      set(easy, CURLOPT_PASSWORD, request.password.c_str());
      set(easy, CURLOPT_HTTPAUTH,
          settings.manner.login == Login::BasicAtOnce ? CURLAUTH_BASIC : CURLAUTH_BASIC | CURLAUTH_DIGEST);
    }
  }
  if (request.body) {
    set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body->size()));
    set(easy, CURLOPT_POSTFIELDS, request.body->data());  // not copied: the request outlives us
  }
  set(easy, CURLOPT_HTTPHEADER, request_headers_.get());
}

void Hop::set_limits(const FetchRequest& request, const HopSettings& settings) {
  CURL* easy = handle();
  set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(std::max<std::int64_t>(settings.time_left.count(), 1)));
  set(easy, CURLOPT_BUFFERSIZE, static_cast<long>(kReadBuffer));
  set(easy, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request.limits.body_bytes));
  set(easy, CURLOPT_WRITEFUNCTION, &Hop::on_body);
  set(easy, CURLOPT_WRITEDATA, this);
  set(easy, CURLOPT_HEADERFUNCTION, &Hop::on_header);
  set(easy, CURLOPT_HEADERDATA, this);
}

// libcurl takes "Name;" for a header without a value, since "Name:" removes one.
void Hop::add_header(std::string_view name, std::string_view value) {
  std::string line;
  line.reserve(name.size() + value.size() + 2);
  line.append(name).append(value.empty() ? ";" : ": ").append(value);
  if (is_header_safe(line)) add_line(line.c_str());
}

void Hop::add_line(const char* line) {
  curl_slist* longer = curl_slist_append(request_headers_.get(), line);
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(request_headers_.release());
  request_headers_.reset(longer);
}

std::size_t Hop::on_body(char* data, std::size_t, std::size_t size, void* self) {
  return static_cast<Hop*>(self)->take({data, size}, &Hop::accept_body);
}

// How many of the bytes were taken: all, or none to end the transfer.
std::size_t Hop::take(std::string_view bytes, Accept accept) noexcept {
  try {
    return (this->*accept)(bytes) ? bytes.size() : 0;
  } catch (...) {
    thrown_ = std::current_exception();
    return 0;
  }
}

bool Hop::accept_body(std::string_view bytes) {
  if (!decoder_) decoder_.emplace(all_values(response_, "content-encoding"), limits_.body_bytes);
  body_bytes_ += bytes.size();
  if (body_bytes_ > limits_.body_bytes) return body_too_large();
  const auto accept = [this](std::string_view decoded) { return accept_decoded(decoded); };
  if (decoder_->feed(bytes, accept)) return true;
  return stopped_ ? false : stop(decoder_->fault()->code, decoder_->fault()->detail);
}

bool Hop::accept_decoded(std::string_view bytes) {
  const std::size_t size = response_.body.size() + bytes.size();
  if (size > limits_.body_bytes) return body_too_large();
  const auto sent = static_cast<std::size_t>(info<curl_off_t>(handle(), CURLINFO_SIZE_DOWNLOAD_T, 0));
  if (size > kRatioAppliesFrom && size / kLargestRatio > sent + kReadBuffer) {
    return stop(Errc::TooLarge, "the body grows too much when decompressed" + limit_text("ratio", kLargestRatio));
  }
  response_.body += bytes;
  return true;
}

bool Hop::body_too_large() {
  return stop(Errc::TooLarge, "the body is larger than allowed" + limit_text("body_bytes", limits_.body_bytes));
}

std::size_t Hop::on_header(char* data, std::size_t, std::size_t size, void* self) {
  return static_cast<Hop*>(self)->take({data, size}, &Hop::accept_header);
}

bool Hop::accept_header(std::string_view line) {
  header_bytes_ += line.size();
  if (header_bytes_ > limits_.header_bytes) {
    return stop(Errc::TooLarge,
                "the headers are larger than allowed" + limit_text("header_bytes", limits_.header_bytes));
  }
  if (base::starts_with_ignoring_case(line, "HTTP/")) {  // a new answer after 1xx, or after authentication
    expect_speed(handle(), limits_.slow);
    response_.headers.clear();
    response_.headers.reserve(kUsuallyAtMost);
    response_.body.clear();
    in_body_ = false;
    body_bytes_ = 0;
    decoder_.reset();
    return true;
  }
  if (in_body_) return true;  // trailers
  if (base::trim(line).empty()) in_body_ = true;
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return true;
  response_.headers.emplace_back(base::to_ascii_lower(base::trim(line.substr(0, colon))),
                                 base::trim(line.substr(colon + 1)));
  return true;
}

// Returns false, for callbacks to pass on.
bool Hop::stop(Errc code, std::string detail) {
  stopped_ = Error{code, std::string(url_.host()) + ": " + std::move(detail)};
  return false;
}

Result<FetchResponse> Hop::finish(CURLcode code) {
  if (thrown_) std::rethrow_exception(thrown_);
  if (gate_.thrown()) std::rethrow_exception(gate_.thrown());
  if (code != CURLE_OK) return fail(explain(code));
  if (!in_body_) return fail(cut_off("in the middle of the headers"));
  if (decoder_ && !decoder_->is_whole()) return fail(cut_off("in the middle of the compressed body"));
  response_.status = static_cast<int>(info<long>(handle(), CURLINFO_RESPONSE_CODE, 0));
  return std::move(response_);
}

bool Hop::was_asked_for_basic() const {
  const auto offered = static_cast<unsigned long>(info<long>(handle(), CURLINFO_HTTPAUTH_AVAIL, 0));
  return (offered & (CURLAUTH_BASIC | CURLAUTH_DIGEST)) == CURLAUTH_BASIC;
}

Error Hop::cut_off(std::string_view where) const {
  return {Errc::ConnectionLost, authority(url_) + " ended the answer " + std::string(where)};
}

Error Hop::explain(CURLcode code) const {
  if (stopped_) return *stopped_;
  const std::string host = authority(url_);
  if (const auto refusal = gate_.refusal()) return {Errc::AddressBlocked, host + " is blocked: " + *refusal};
  if (code == CURLE_FILESIZE_EXCEEDED) {
    return {Errc::TooLarge, host + ": the body is larger than allowed" + limit_text("body_bytes", limits_.body_bytes)};
  }
  Failure failure;
  failure.code = code;
  failure.host = host;
  if (const char* address = info<char*>(handle(), CURLINFO_PRIMARY_IP, nullptr)) failure.address = address;
  failure.stage = stage_of(handle(), through_proxy_ ? EgressGate::Way::Proxy : EgressGate::Way::Direct);
  failure.limit = limits_.total;
  failure.slow = limits_.slow;
  failure.received = info<curl_off_t>(handle(), CURLINFO_SIZE_DOWNLOAD_T, 0);
  failure.announced = info<curl_off_t>(handle(), CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, -1);
  failure.verification = info<long>(handle(), CURLINFO_SSL_VERIFYRESULT, 0);
  failure.system_error = static_cast<int>(info<long>(handle(), CURLINFO_OS_ERRNO, 0));
  failure.words = &curl_words_[0];
  if (through_proxy_) failure.proxy = "of this source";
  failure.proxy_status = static_cast<int>(info<long>(handle(), CURLINFO_HTTP_CONNECTCODE, 0));
  return to_error(failure);
}

}  // namespace commonplace::fetch::curl
