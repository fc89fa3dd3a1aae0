#include "fetch/curl/errors.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <string>
#include <string_view>

namespace commonplace::fetch::curl {
namespace {

Failure failure(CURLcode code) {
  Failure failure;
  failure.code = code;
  failure.host = "example.org";
  failure.address = "203.0.113.7";
  failure.limit = std::chrono::seconds(20);
  return failure;
}

TEST(CurlErrors, BecomeOneSentence) {
  struct Case {
    CURLcode code;
    Errc errc;
    std::string_view detail;
  };
  const Case cases[] = {
      {CURLE_COULDNT_RESOLVE_HOST, Errc::NameNotFound, "the name example.org cannot be resolved"},
      {CURLE_COULDNT_CONNECT, Errc::ConnectFailed, "cannot connect to example.org (203.0.113.7)"},
      {CURLE_OPERATION_TIMEDOUT, Errc::TimedOut,
       "example.org (203.0.113.7) timed out while connecting (limit total=20 s)"},
      {CURLE_GOT_NOTHING, Errc::ConnectionLost, "example.org (203.0.113.7) closed the connection without an answer"},
      {CURLE_RECV_ERROR, Errc::ConnectionLost, "example.org (203.0.113.7) broke off the connection while connecting"},
      {CURLE_PARTIAL_FILE, Errc::ConnectionLost, "example.org (203.0.113.7) ended the answer after 5 of 9 bytes"},
      {CURLE_UNSUPPORTED_PROTOCOL, Errc::BadResponse,
       "example.org (203.0.113.7) answered with something that is not HTTP"},
      {CURLE_SSL_CACERT_BADFILE, Errc::TlsFailed, "the file of trusted certificate authorities cannot be read"},
      {CURLE_SSL_CONNECT_ERROR, Errc::TlsFailed, "no TLS connection with example.org (203.0.113.7): libcurl's words"},
      {CURLE_BAD_FUNCTION_ARGUMENT, Errc::BadResponse, "example.org (203.0.113.7) cannot be fetched: libcurl's words"},
  };
  for (const Case& c : cases) {
    Failure what = failure(c.code);
    what.stage = Stage::Connecting;
    what.received = 5;
    what.announced = 9;
    what.words = "libcurl's words";
    const Error error = to_error(what);
    EXPECT_EQ(name(error.code), name(c.errc)) << c.detail;
    EXPECT_EQ(error.detail, c.detail);
  }
}

TEST(CurlErrors, NameTheCertificatesFault) {
  struct Case {
    long verification;
    std::string_view detail;
  };
  const Case cases[] = {
      {9, "the TLS certificate of example.org is not valid yet"},
      {10, "the TLS certificate of example.org has expired"},
      {18, "the TLS certificate of example.org is self-signed"},
      {20,
       "the TLS certificate of example.org comes from an unknown authority, or without the certificates "
       "that lead to a known one"},
      {999, "the TLS certificate of example.org cannot be verified: odd"},
  };
  for (const Case& c : cases) {
    Failure what = failure(CURLE_PEER_FAILED_VERIFICATION);
    what.verification = c.verification;
    what.words = "odd";
    EXPECT_EQ(to_error(what).code, Errc::TlsFailed);
    EXPECT_EQ(to_error(what).detail, c.detail);
  }
}

TEST(CurlErrors, TellApartWhatSharesACode) {
  struct Case {
    CURLcode code;
    std::string_view words;
    Errc errc;
    std::string_view detail;
  };
  const Case cases[] = {
      {CURLE_PEER_FAILED_VERIFICATION, "SSL: no alternative certificate subject name matches target host name 'x'",
       Errc::TlsFailed, "the TLS certificate of example.org is for another name"},
      {CURLE_OPERATION_TIMEDOUT, "Operation too slow. Less than 64 bytes/sec transferred the last 15 seconds",
       Errc::TimedOut, "example.org (203.0.113.7) sends too slowly (limit low_speed=64 bytes a second for 15 s)"},
      {CURLE_RECV_ERROR, "Illegal or missing hexadecimal sequence in chunked-encoding", Errc::BadResponse,
       "example.org (203.0.113.7) sent a faulty HTTP answer: Illegal or missing hexadecimal sequence in "
       "chunked-encoding"},
      {CURLE_RECV_ERROR, "Recv failure: Connection reset by peer", Errc::ConnectionLost,
       "example.org (203.0.113.7) broke off the connection before connecting"},
  };
  for (const Case& c : cases) {
    Failure what = failure(c.code);
    what.words = c.words;
    what.slow = std::chrono::seconds(15);
    EXPECT_EQ(name(to_error(what).code), name(c.errc)) << c.words;
    EXPECT_EQ(to_error(what).detail, c.detail);
  }
}

TEST(CurlErrors, SayInPlainWordsWhyThereIsNoTls) {
  struct Case {
    std::string_view words;
    std::string_view reason;
  };
  const Case cases[] = {
      {"OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number", "it does not speak TLS on this port"},
      {"OpenSSL/3.0.19: error:0A000102:SSL routines::unsupported protocol",
       "it knows only versions of TLS that are not safe any more"},
      {"OpenSSL/3.0.19: error:0A00042E:SSL routines::tlsv1 alert protocol version",
       "it knows only versions of TLS that are not safe any more"},
      {"OpenSSL/3.0.19: error:0A000410:SSL routines::sslv3 alert handshake failure",
       "it wants none of the ciphers that we know"},
      {"Recv failure: Connection reset by peer", "it broke off the connection"},
      {"OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to example.org:443", "it broke off the connection"},
      {"OpenSSL/3.0.19: error:0A0003F2:SSL routines::sslv3 alert unexpected message", "sslv3 alert unexpected message"},
      {"libcurl's words", "libcurl's words"},
  };
  for (const Case& c : cases) {
    Failure what = failure(CURLE_SSL_CONNECT_ERROR);
    what.words = c.words;
    EXPECT_EQ(to_error(what).detail, "no TLS connection with example.org (203.0.113.7): " + std::string(c.reason));
  }
}

TEST(CurlErrors, TellOurOwnNetworkFromTheirs) {
  struct Case {
    const char* name;
    CURLcode code;
    int system_error;
    Stage stage;
    Errc errc;
  };
  const Case cases[] = {
      {"no network", CURLE_COULDNT_CONNECT, ENETUNREACH, Stage::Connecting, Errc::Offline},
      {"no address to go from", CURLE_COULDNT_CONNECT, EADDRNOTAVAIL, Stage::Connecting, Errc::Offline},
      {"the interface is down", CURLE_COULDNT_CONNECT, ENETDOWN, Stage::Connecting, Errc::Offline},
      {"refused", CURLE_COULDNT_CONNECT, ECONNREFUSED, Stage::Connecting, Errc::ConnectFailed},
      {"no way to that host", CURLE_COULDNT_CONNECT, EHOSTUNREACH, Stage::Connecting, Errc::ConnectFailed},
      {"the name server is silent", CURLE_OPERATION_TIMEDOUT, 0, Stage::Resolving, Errc::Offline},
      {"the host is silent", CURLE_OPERATION_TIMEDOUT, 0, Stage::Connecting, Errc::TimedOut},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Failure what = failure(c.code);
    what.system_error = c.system_error;
    if (c.stage == Stage::Resolving) what.address = {};
    what.stage = c.stage;
    EXPECT_EQ(name(to_error(what).code), name(c.errc));
  }
}

TEST(CurlErrors, GiveTheSystemsReasonAndTheProxy) {
  Failure what = failure(CURLE_COULDNT_CONNECT);
  what.system_error = ECONNREFUSED;
  EXPECT_EQ(to_error(what).detail, "cannot connect to example.org (203.0.113.7): Connection refused");
  what.proxy = "proxy.example:1080";
  EXPECT_EQ(to_error(what).detail,
            "cannot connect to example.org through the proxy proxy.example:1080: Connection refused");
  what.proxy_status = 403;
  EXPECT_EQ(to_error(what).detail, "the proxy proxy.example:1080 refused to connect us to example.org (HTTP 403)");
  what.proxy_status = 407;
  EXPECT_EQ(to_error(what).detail, "the proxy proxy.example:1080 asks for a user name and password (HTTP 407)");
  what.proxy_status = 200;
  what.code = CURLE_COULDNT_RESOLVE_PROXY;
  EXPECT_EQ(to_error(what).detail, "the name of the proxy proxy.example:1080 cannot be resolved");
}

TEST(CurlErrors, DoNotRepeatALiteralAddress) {
  Failure what = failure(CURLE_GOT_NOTHING);
  what.host = "203.0.113.7:8080";
  EXPECT_EQ(to_error(what).detail, "203.0.113.7:8080 closed the connection without an answer");
  what.address = "";
  EXPECT_EQ(to_error(what).detail, "203.0.113.7:8080 closed the connection without an answer");
}

}  // namespace
}  // namespace commonplace::fetch::curl
