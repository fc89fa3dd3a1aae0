// One table from CURLcode to Errc; the words are made from what was found, libcurl's own only where nothing better is
// known.

#include "fetch/curl/errors.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace commonplace::fetch::curl {
namespace {

std::string seconds_text(std::chrono::milliseconds time) {
  const auto count = time.count();
  if (count % 1000 == 0) return std::to_string(count / 1000) + " s";
  return std::to_string(count) + " ms";
}

// The address too, where the host is a name: one machine of several may be the one that fails.
std::string with_address(const Failure& failure) {
  std::string text(failure.host);
  const bool is_literal = failure.host.find(failure.address) != std::string_view::npos;
  if (!is_literal) text += " (" + std::string(failure.address) + ")";
  return text;
}

std::string name_not_found(const Failure& failure) {
  return "the name " + std::string(failure.host) + " cannot be resolved";
}

std::string proxy_not_found(const Failure& failure) {
  return "the name of the proxy " + std::string(failure.proxy) + " cannot be resolved";
}

std::string connect_failed(const Failure& failure) {
  std::string text = failure.proxy.empty() ? "cannot connect to " + with_address(failure)
                                           : "cannot connect to " + std::string(failure.host) + " through the proxy " +
                                                 std::string(failure.proxy);
  if (failure.system_error != 0) text += ": " + std::generic_category().message(failure.system_error);
  return text;
}

std::string timed_out(const Failure& failure) {
  static constexpr std::array<std::string_view, 5> kDoing = {"looking up the name", "connecting", "setting up TLS",
                                                             "waiting for the answer", "receiving the answer"};
  return with_address(failure) + " timed out while " + std::string(kDoing[static_cast<std::size_t>(failure.stage)]) +
         " (limit total=" + seconds_text(failure.limit) + ")";
}

// OpenSSL's numbers (openssl-verification-options(1)); they are part of its stable interface.
struct Verification {
  long code;
  std::string_view meaning;
};
constexpr Verification kVerifications[] = {
    {9, "is not valid yet"},
    {10, "has expired"},
    {18, "is self-signed"},
    {19, "comes from an authority that is self-signed and not trusted"},
    {20, "comes from an unknown authority, or without the certificates that lead to a known one"},
    {21, "comes from an unknown authority, or without the certificates that lead to a known one"},
    {23, "has been revoked"},
    {24, "comes from an authority that may not issue certificates"},
    {26, "is not meant for servers"},
    {66, "has a key that is too weak"},
    {67, "comes from an authority with a key that is too weak"},
    {68, "has a signature that is too weak"},
};

std::string bad_certificate(const Failure& failure) {
  const std::string subject = "the TLS certificate of " + std::string(failure.host) + " ";
  const auto row = std::ranges::find(kVerifications, failure.verification, &Verification::code);
  if (row != std::end(kVerifications)) return subject + std::string(row->meaning);
  return subject + "cannot be verified: " + std::string(failure.words);
}

std::string wrong_name(const Failure& failure) {
  return "the TLS certificate of " + std::string(failure.host) + " is for another name";
}

std::string no_trust(const Failure&) { return "the file of trusted certificate authorities cannot be read"; }

// What OpenSSL's reasons mean to an operator.
struct TlsReason {
  std::string_view words;
  std::string_view meaning;
};
constexpr TlsReason kTlsReasons[] = {
    {"wrong version number", "it does not speak TLS on this port"},
    {"packet length too long", "it does not speak TLS on this port"},
    {"unsupported protocol", "it knows only versions of TLS that are not safe any more"},
    {"alert protocol version", "it knows only versions of TLS that are not safe any more"},
    {"unsafe legacy renegotiation", "it knows only a kind of TLS that is not safe any more"},
    {"dh key too small", "it uses a key that is too weak"},
    {"alert handshake failure", "it wants none of the ciphers that we know"},
    {"unrecognized name", "it knows no site of this name"},
    {"certificate required", "it asks for a certificate of ours"},
    {"unexpected eof", "it broke off the connection"},
    {"reset by peer", "it broke off the connection"},
    {"SSL_ERROR_SYSCALL", "it broke off the connection"},
};

// Of "OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number" only the end is words.
std::string_view tls_reason(std::string_view words) {
  const auto known = std::ranges::find_if(
      kTlsReasons, [&](const TlsReason& reason) { return words.find(reason.words) != std::string_view::npos; });
  if (known != std::end(kTlsReasons)) return known->meaning;
  const auto routine = words.rfind("::");
  return routine == std::string_view::npos ? words : words.substr(routine + 2);
}

std::string tls_failed(const Failure& failure) {
  return "no TLS connection with " + with_address(failure) + ": " + std::string(tls_reason(failure.words));
}

std::string cut_short(const Failure& failure) {
  std::string text = with_address(failure) + " ended the answer after " + std::to_string(failure.received);
  if (failure.announced >= 0) text += " of " + std::to_string(failure.announced);
  return text + " bytes";
}

std::string no_answer(const Failure& failure) {
  return with_address(failure) + " closed the connection without an answer";
}

std::string lost(const Failure& failure) {
  static constexpr std::array<std::string_view, 5> kWhen = {"before connecting", "while connecting",
                                                            "while setting up TLS", "before an answer",
                                                            "in the middle of the answer"};
  return with_address(failure) + " broke off the connection " +
         std::string(kWhen[static_cast<std::size_t>(failure.stage)]);
}

std::string not_http(const Failure& failure) {
  return with_address(failure) + " answered with something that is not HTTP";
}

std::string bad_http(const Failure& failure) {
  std::string text = with_address(failure) + " sent a faulty HTTP answer";
  if (!failure.words.empty()) text += ": " + std::string(failure.words);
  return text;
}

std::string bad_coding(const Failure& failure) {
  return with_address(failure) + " sent a body that cannot be decompressed";
}

std::string header_line_too_long(const Failure& failure) {
  return with_address(failure) + " sent a header line that is too long (limit header_line=102400)";
}

std::string proxy_failed(const Failure& failure) {
  return "the proxy " + std::string(failure.proxy) + " refused or failed: " + std::string(failure.words);
}

std::string proxy_refused(const Failure& failure) {
  const std::string status = " (HTTP " + std::to_string(failure.proxy_status) + ")";
  const std::string proxy = "the proxy " + std::string(failure.proxy);
  if (failure.proxy_status == 407) return proxy + " asks for a user name and password" + status;
  return proxy + " refused to connect us to " + std::string(failure.host) + status;
}

std::string bad_url(const Failure& failure) {
  return "libcurl cannot use the address of " + std::string(failure.host) + ": " + std::string(failure.words);
}

std::string too_slow(const Failure& failure) {
  return with_address(failure) + " sends too slowly (limit low_speed=" + std::to_string(kSlowBytesPerSecond) +
         " bytes a second for " + seconds_text(failure.slow) + ")";
}

struct Row {
  CURLcode curl;
  Errc errc;
  std::string (*words)(const Failure&);
  std::string_view only_if = {};  // libcurl's words contain this: some codes mean several things
};

constexpr Row kRows[] = {
    {CURLE_COULDNT_RESOLVE_HOST, Errc::NameNotFound, name_not_found},
    {CURLE_COULDNT_RESOLVE_PROXY, Errc::NameNotFound, proxy_not_found},
    {CURLE_COULDNT_CONNECT, Errc::ConnectFailed, connect_failed},
    {CURLE_INTERFACE_FAILED, Errc::ConnectFailed, connect_failed},
    {CURLE_OPERATION_TIMEDOUT, Errc::TimedOut, too_slow, "too slow"},
    {CURLE_OPERATION_TIMEDOUT, Errc::TimedOut, timed_out},
    {CURLE_PEER_FAILED_VERIFICATION, Errc::TlsFailed, wrong_name, "match"},
    {CURLE_PEER_FAILED_VERIFICATION, Errc::TlsFailed, bad_certificate},
    {CURLE_SSL_CACERT_BADFILE, Errc::TlsFailed, no_trust},
    {CURLE_SSL_CONNECT_ERROR, Errc::TlsFailed, tls_failed},
    {CURLE_SSL_CIPHER, Errc::TlsFailed, tls_failed},
    {CURLE_SSL_ISSUER_ERROR, Errc::TlsFailed, tls_failed},
    {CURLE_SSL_CLIENTCERT, Errc::TlsFailed, tls_failed},
    {CURLE_PARTIAL_FILE, Errc::ConnectionLost, cut_short},
    {CURLE_GOT_NOTHING, Errc::ConnectionLost, no_answer},
    {CURLE_SEND_ERROR, Errc::ConnectionLost, lost},
    {CURLE_RECV_ERROR, Errc::BadResponse, bad_http, "chunk"},
    {CURLE_RECV_ERROR, Errc::ConnectionLost, lost},
    {CURLE_UNSUPPORTED_PROTOCOL, Errc::BadResponse, not_http},
    {CURLE_WEIRD_SERVER_REPLY, Errc::BadResponse, bad_http},
    {CURLE_HTTP2, Errc::BadResponse, bad_http},
    {CURLE_HTTP2_STREAM, Errc::BadResponse, bad_http},
    {CURLE_BAD_CONTENT_ENCODING, Errc::BadResponse, bad_coding},
    {CURLE_WRITE_ERROR, Errc::BadResponse, bad_coding},
    {CURLE_OUT_OF_MEMORY, Errc::TooLarge, header_line_too_long},
    {CURLE_PROXY, Errc::ConnectFailed, proxy_failed},
    {CURLE_URL_MALFORMAT, Errc::BadUrl, bad_url},
};

// No way out of this machine, or no address of its own to go from.
constexpr int kOurs[] = {ENETUNREACH, ENETDOWN, EADDRNOTAVAIL};

// Nothing came back, not even from the next router or the name server: that says nothing of the host.
bool is_ours(const Failure& failure, Errc code) {
  switch (code) {
    case Errc::TimedOut:
      return failure.stage == Stage::Resolving && failure.address.empty() && failure.proxy.empty();
    case Errc::ConnectFailed:
      return std::ranges::find(kOurs, failure.system_error) != std::end(kOurs);
    default:
      return false;
  }
}

bool has_passed(CURL* easy, CURLINFO milestone) {
  curl_off_t microseconds = 0;
  return curl_easy_getinfo(easy, milestone, &microseconds) == CURLE_OK && microseconds > 0;
}

// With the host, or with the proxy: libcurl calls it connected only when TLS is set up too.
bool has_connection(CURL* easy) {
  const char* address = nullptr;
  return curl_easy_getinfo(easy, CURLINFO_PRIMARY_IP, &address) == CURLE_OK && address != nullptr && *address != '\0';
}

bool has_tunnel(CURL* easy) {
  long status = 0;
  return curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &status) == CURLE_OK && status / 100 == 2;
}

}  // namespace

Error to_error(const Failure& failure) {
  if (failure.proxy_status >= 300) return {Errc::ConnectFailed, proxy_refused(failure)};
  const auto fits = [&](const Row& row) {
    return row.curl == failure.code && failure.words.find(row.only_if) != std::string_view::npos;
  };
  const auto row = std::ranges::find_if(kRows, fits);
  if (row != std::end(kRows)) {
    return {is_ours(failure, row->errc) ? Errc::Offline : row->errc, row->words(failure)};
  }
  const std::string_view words = failure.words.empty() ? curl_easy_strerror(failure.code) : failure.words;
  return {Errc::BadResponse, with_address(failure) + " cannot be fetched: " + std::string(words)};
}

Stage stage_of(CURL* easy, EgressGate::Way way) {
  if (has_passed(easy, CURLINFO_STARTTRANSFER_TIME_T)) return Stage::Receiving;
  if (has_passed(easy, CURLINFO_PRETRANSFER_TIME_T)) return Stage::Waiting;
  if (has_connection(easy) && (way == EgressGate::Way::Direct || has_tunnel(easy))) return Stage::Securing;
  if (has_passed(easy, CURLINFO_NAMELOOKUP_TIME_T)) return Stage::Connecting;
  return Stage::Resolving;
}

}  // namespace commonplace::fetch::curl
