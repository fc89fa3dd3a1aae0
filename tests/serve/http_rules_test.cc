#include "serve/http_rules.h"

#include <gtest/gtest.h>

namespace commonplace::serve {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

RequestHead head_of(std::string target, Headers headers, int version = 11, Method method = Method::Get) {
  RequestHead head{version, {}};
  head.request.method = method;
  head.request.target = std::move(target);
  head.request.headers = std::move(headers);
  return head;
}

const Headers kHost = {{"host", "news.example.org"}};

Headers with(std::string name, std::string value) { return {{"host", "a"}, {std::move(name), std::move(value)}}; }

TEST(Judge, WantsExactlyOneHost) {
  struct Case {
    std::string_view name;
    Headers headers;
    int version;
    int expected;
  };
  const Case cases[] = {
      {"one", kHost, 11, 0},
      {"with a port", {{"host", "[::1]:8080"}}, 11, 0},
      {"none", {}, 11, 400},
      {"none in 1.0", {}, 10, 0},
      {"two", {{"host", "a"}, {"host", "a"}}, 11, 400},
      {"two in 1.0", {{"host", "a"}, {"host", "b"}}, 10, 400},
      {"empty", {{"host", ""}}, 11, 400},
      {"with a path", {{"host", "a/b"}}, 11, 400},
      {"with user", {{"host", "a@b"}}, 11, 400},
      {"with a space", {{"host", "a b"}}, 11, 400},
      {"a list", {{"host", "a\tb"}}, 11, 400},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    RequestHead head = head_of("/", c.headers, c.version);
    EXPECT_EQ(judge(head, 100), c.expected);
  }
}

TEST(Judge, RefusesDoubtfulLengths) {
  struct Case {
    std::string_view name;
    Headers headers;
    int version;
    int expected;
  };
  const Case cases[] = {
      {"a length", with("content-length", "5"), 11, 0},
      {"chunked", with("transfer-encoding", "Chunked"), 11, 0},
      {"two lengths", {{"host", "a"}, {"content-length", "5"}, {"content-length", "5"}}, 11, 400},
      {"a list of lengths", with("content-length", "5, 5"), 11, 400},
      {"a sign", with("content-length", "+5"), 11, 400},
      {"hexadecimal", with("content-length", "0x5"), 11, 400},
      {"length and coding", {{"host", "a"}, {"content-length", "5"}, {"transfer-encoding", "chunked"}}, 11, 400},
      {"two codings", {{"host", "a"}, {"transfer-encoding", "chunked"}, {"transfer-encoding", "chunked"}}, 11, 400},
      {"another coding", with("transfer-encoding", "gzip, chunked"), 11, 400},
      {"identity", with("transfer-encoding", "identity"), 11, 400},
      {"nearly chunked", with("transfer-encoding", "xchunked"), 11, 400},
      {"a coding in 1.0", with("transfer-encoding", "chunked"), 10, 400},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    RequestHead head = head_of("/", c.headers, c.version, Method::Post);
    EXPECT_EQ(judge(head, 100), c.expected);
  }
}

TEST(Judge, ReducesTargetsToOriginForm) {
  struct Case {
    std::string_view target, reduced;
    int expected;
  };
  const Case cases[] = {
      {"/a?b", "/a?b", 0},
      {"http://news.example.org/a?b", "/a?b", 0},
      {"HTTP://x/", "/", 0},
      {"https://x", "/", 0},
      {"http://x?q", "/?q", 0},
      {"ftp://x/", "ftp://x/", 400},
      {"x:443", "x:443", 400},
      {"a/b", "a/b", 400},
      {"", "", 400},
      {"*", "*", 400},
      {"/a b", "/a b", 400},
      {"/\x7f", "/\x7f", 400},
      {"/\xc3\xa9", "/\xc3\xa9", 400},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.target);
    RequestHead head = head_of(std::string(c.target), kHost);
    EXPECT_EQ(judge(head, 100), c.expected);
    EXPECT_EQ(head.request.target, c.reduced);
  }
}

TEST(Judge, KnowsItsLimitsAndVersions) {
  RequestHead at_limit = head_of("/" + std::string(99, 'a'), kHost);
  EXPECT_EQ(judge(at_limit, 100), 0);
  RequestHead beyond = head_of("/" + std::string(100, 'a'), kHost);
  EXPECT_EQ(judge(beyond, 100), 414);
  RequestHead future = head_of("/", kHost, 20);
  EXPECT_EQ(judge(future, 100), 505);
  RequestHead star = head_of("*", kHost, 11, Method::Options);
  EXPECT_EQ(judge(star, 100), 0);
  RequestHead expecting = head_of("/", with("expect", "100-Continue"));
  EXPECT_EQ(judge(expecting, 100), 0);
  EXPECT_TRUE(expects_continue(expecting));
  RequestHead demanding = head_of("/", with("expect", "a-miracle"));
  EXPECT_EQ(judge(demanding, 100), 417);
}

std::string head_of(const Response& response, int version, bool keep_alive) {
  std::string head;
  write_head(head, response, {"Thu, 24 Oct 2024 12:00:00 GMT", version, keep_alive});
  return head;
}

TEST(WriteHead, SpellsStatusLineAndHeaders) {
  Response response;
  response.status = 200;
  response.headers = {{"ETag", "\"a\""}};
  response.body = Body("hello");
  EXPECT_EQ(head_of(response, 11, true),
            "HTTP/1.1 200 OK\r\nDate: Thu, 24 Oct 2024 12:00:00 GMT\r\nETag: \"a\"\r\nContent-Length: 5\r\n\r\n");
  EXPECT_TRUE(head_of(response, 11, false).ends_with("Connection: close\r\n\r\n"));
  EXPECT_TRUE(head_of(response, 10, true).ends_with("Connection: keep-alive\r\n\r\n"));
}

// What was spelled beforehand has its length in it.
TEST(WriteHead, TakesSpelledLinesAsTheyAre) {
  const auto owner = std::make_shared<const std::string>("ETag: \"a\"\r\n");
  Response response;
  response.spelled = {{*owner, "Content-Length: 3\r\n"}, owner};
  response.headers = {{"Retry-After", "5"}};
  EXPECT_EQ(
      head_of(response, 11, true),
      "HTTP/1.1 200 OK\r\nDate: Thu, 24 Oct 2024 12:00:00 GMT\r\nETag: \"a\"\r\nContent-Length: 3\r\nRetry-After: "
      "5\r\n\r\n");
}

TEST(WriteHead, GivesAReasonForEveryStatusWeSend) {
  for (const int status :
       {200, 204, 302, 304, 307, 308, 400, 401, 403, 404, 405, 410, 413, 414, 417, 431, 500, 503, 505}) {
    EXPECT_NE(reason_phrase(status), "") << status;
  }
  EXPECT_EQ(reason_phrase(299), "");
}

TEST(WriteHead, GivesNoLengthWhereThereCanBeNoBody) {
  for (const int status : {204, 304}) {
    Response response;
    response.status = status;
    EXPECT_EQ(head_of(response, 11, true).find("Content-Length"), std::string::npos) << status;
  }
}

}  // namespace
}  // namespace commonplace::serve
