#include "serve/request_reader.h"

#include <gtest/gtest.h>

namespace commonplace::serve {
namespace {

using State = RequestReader::State;

constexpr std::size_t kHeadBytes = 1024;
constexpr std::size_t kBodyBytes = 100;

// Gives the reader `bytes` as a connection would, `step` at a time; says how many it left.
std::size_t give(RequestReader& reader, std::string_view bytes, std::size_t step = std::string_view::npos) {
  std::string pending;
  while (!bytes.empty()) {
    pending += bytes.substr(0, step);
    bytes.remove_prefix(std::min(step, bytes.size()));
    while (!pending.empty() && (reader.state() == State::Head || reader.state() == State::Body)) {
      const std::size_t used = reader.take(pending);
      pending.erase(0, used);
      if (used == 0) break;
    }
  }
  return pending.size();
}

TEST(RequestReader, ReadsHeadAndBody) {
  struct Case {
    const char* name;
    std::string_view bytes;
    Method method;
    std::string_view target;
    int version;
    std::string_view body;
    bool keeps_alive;
  };
  const Case cases[] = {
      {"a GET", "GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n", Method::Get, "/a?b=c", 11, "", true},
      {"HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", Method::Get, "/", 10, "", false},
      {"HTTP/1.0 that stays", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", Method::Get, "/", 10, "", true},
      {"that goes", "HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", Method::Head, "/", 11, "", false},
      {"a body", "POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello", Method::Post, "/p", 11, "hello",
       true},
      {"chunks",
       "POST /p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n",
       Method::Post, "/p", 11, "hello", true},
      {"another method", "BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n", Method::Other, "/pot", 11, "", true},
  };
  for (const Case& c : cases) {
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, std::string_view::npos}) {
      SCOPED_TRACE(c.name + std::string(" by ") + std::to_string(step));
      RequestReader reader(kHeadBytes, kBodyBytes);
      EXPECT_EQ(give(reader, c.bytes, step), 0U);
      ASSERT_EQ(reader.state(), State::Done);
      EXPECT_EQ(reader.head().request.method, c.method);
      EXPECT_EQ(reader.head().request.target, c.target);
      EXPECT_EQ(reader.head().version, c.version);
      EXPECT_EQ(reader.head().request.body, c.body);
      EXPECT_EQ(reader.keeps_alive(), c.keeps_alive);
    }
  }
}

TEST(RequestReader, LowersNamesAndLeavesValues) {
  RequestReader reader(kHeadBytes, kBodyBytes);
  give(reader, "GET / HTTP/1.1\r\nHOST: Example\r\nX-Thing:  two words \r\nX-Empty:\r\n\r\n");
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"host", "Example"}, {"x-thing", "two words"}, {"x-empty", ""}};
  EXPECT_EQ(reader.head().request.headers, expected);
}

// What is wrong with a head is to be known before its body.
TEST(RequestReader, StopsAfterTheHead) {
  RequestReader reader(kHeadBytes, kBodyBytes);
  const std::string_view bytes = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";
  const std::size_t used = reader.take(bytes);
  EXPECT_EQ(reader.state(), State::Body);
  EXPECT_EQ(bytes.substr(used), "hello");
  EXPECT_EQ(reader.head().request.body, "");
}

TEST(RequestReader, LeavesTheNextRequestAlone) {
  RequestReader reader(kHeadBytes, kBodyBytes);
  const std::string_view second = "GET /2 HTTP/1.1\r\nHost: x\r\nA: b\r\n\r\n";
  EXPECT_EQ(give(reader, "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n" + std::string(second)), second.size());
  EXPECT_EQ(reader.head().request.target, "/1");
  reader.begin();
  EXPECT_EQ(reader.state(), State::Head);
  EXPECT_EQ(give(reader, second), 0U);
  EXPECT_EQ(reader.head().request.target, "/2");
  EXPECT_EQ(reader.head().request.headers.size(), 2U) << "nothing is left of the first";
}

TEST(RequestReader, TakesNothingFromTrailers) {
  RequestReader reader(kHeadBytes, kBodyBytes);
  give(reader, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Commonplace: 1\r\n\r\n");
  EXPECT_EQ(reader.state(), State::Done);
  EXPECT_EQ(reader.head().request.header("x-commonplace"), "");
}

TEST(RequestReader, RefusesWhatIsNoRequestOrTooLarge) {
  struct Case {
    const char* name;
    std::string bytes;
    int refusal;
  };
  const std::string much(2000, 'x');
  const Case cases[] = {
      {"TLS", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11) + "\r\n\r\n", 400},
      {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
      {"no version", "GET /\r\n\r\n", 400},
      {"a space before the colon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400},
      {"a NUL", std::string("GET / HTTP/1.1\r\nX: a\0b\r\n\r\n", 26), 400},
      {"two lengths", "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400},
      {"a signed length", "POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\n", 400},
      {"a bad chunk", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400},
      {"a long target", "GET /" + much + " HTTP/1.1\r\n\r\n", 414},
      {"long headers", "GET / HTTP/1.1\r\nX: " + much + "\r\n\r\n", 431},
      {"a long body", "POST / HTTP/1.1\r\nContent-Length: 101\r\n\r\n", 413},
      {"a long chunk", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n", 413},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    RequestReader reader(kHeadBytes, kBodyBytes);
    give(reader, c.bytes);
    EXPECT_EQ(reader.state(), State::Refused);
    EXPECT_EQ(reader.refusal(), c.refusal);
  }
}

TEST(RequestReader, SaysWhatIsTooLongWhereAHeadDoesNotEnd) {
  RequestReader reader(kHeadBytes, kBodyBytes);
  give(reader, "GET /aaa");
  reader.refuse_length();
  EXPECT_EQ(reader.refusal(), 414);
  reader.begin();
  give(reader, "GET / HTTP/1.1\r\nX: aaa");
  reader.refuse_length();
  EXPECT_EQ(reader.refusal(), 431);
}

}  // namespace
}  // namespace commonplace::serve
