// Real libcurl against a scripted loopback origin: one hop's answers, limits and faults.

#include <gtest/gtest.h>
#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "fetch/conditional.h"
#include "fetch/harness.h"

namespace commonplace::fetch {
namespace {

using std::chrono::milliseconds;
using testing::OriginReply;
using testing::OriginRequest;
using testing::OriginServer;

class Transfer : public WithOrigin {
 protected:
  // For an answer that stops behind `raw`, and never ends.
  FetchRequest request_held_after(std::string_view raw) {
    OriginReply reply = OriginReply::bytes(std::string(raw));
    reply.hold = true;
    origin_.route("/", std::move(reply));
    return request_for(origin_.url("/"));
  }
};

TEST_F(Transfer, GivesStatusHeadersAndBody) {
  origin_.route("/feed", OriginReply::ok("<rss/>", {{"Content-Type", " application/rss+xml "}, {"ETag", "W/\"a b\""}}));
  const auto response = get("/feed?x=1");
  ASSERT_TRUE(response) << response.error().detail;
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->body, "<rss/>");
  EXPECT_EQ(response->header("content-type"), "application/rss+xml");
  EXPECT_EQ(response->header("etag"), "W/\"a b\"");
  EXPECT_EQ(response->url.href(), origin_.url("/feed?x=1"));
  EXPECT_FALSE(response->permanent_url);
}

TEST_F(Transfer, SaysWhoItIsAndWhatItUnderstands) {
  origin_.route("/", OriginReply::ok(""));
  ASSERT_TRUE(get("/"));
  const OriginRequest request = origin_.requests().at(0);
  EXPECT_EQ(request.header("user-agent"), "commonplace/1.0 (+mailto:ops@example.org)");
  EXPECT_EQ(request.header("a-im"), "feed");
  EXPECT_EQ(request.header("accept-encoding"), "gzip, br, zstd");
  EXPECT_TRUE(request.header("accept").starts_with("application/atom+xml"));
  EXPECT_FALSE(request.has("if-none-match"));
  EXPECT_FALSE(request.has("if-modified-since"));
  EXPECT_FALSE(request.has("authorization"));
}

TEST_F(Transfer, LetsARequestReplaceTheUsualHeaders) {
  origin_.route("/", OriginReply::ok(""));
  FetchRequest request = request_for(origin_.url("/"));
  request.headers = {{"accept", "text/plain"}, {"User-Agent", "other/1"}, {"Accept-encoding", "identity"}};
  ASSERT_TRUE(get(request));
  const OriginRequest seen = origin_.requests().at(0);
  for (const auto& [name, value] : request.headers) {
    const std::string lower = base::to_ascii_lower(name);
    EXPECT_EQ(std::ranges::count(seen.headers, lower, &std::pair<std::string, std::string>::first), 1) << name;
    EXPECT_EQ(seen.header(lower), value);
  }
}

TEST_F(Transfer, SaysWhoWeAreWhereverItAsks) {
  origin_.route("/form", OriginReply::ok(""));
  FetchRequest posting = request_for(origin_.url("/form"));
  posting.body = "a=b";
  ASSERT_TRUE(get(posting));
  FetchRequest tunnelled = request_for("https://feeds.example.org/feed");
  tunnelled.proxy = origin_.url("");
  EXPECT_FALSE(get(tunnelled)) << "the origin makes no tunnels";
  for (const OriginRequest& request : origin_.requests()) {
    EXPECT_EQ(request.header("user-agent"), "commonplace/1.0 (+mailto:ops@example.org)") << request.method;
  }
  EXPECT_EQ(origin_.requests().size(), 2u);
}

TEST_F(Transfer, TakesAnyStatusForAnAnswer) {
  for (const int status : {200, 204, 206, 300, 400, 404, 410, 429, 500, 503}) {
    SCOPED_TRACE(status);
    origin_.route("/s", OriginReply::empty(status));
    const auto response = get("/s");
    ASSERT_TRUE(response) << response.error().detail;
    EXPECT_EQ(response->status, status);
  }
}

TEST_F(Transfer, SendsValidatorsByteForByteAndTakesThe304) {
  const Validators known{"W/\"x,y\"\xC3\xA9", "Wed, 1 Jan 2020 00:00:00 +0100 (sic)"};
  origin_.route("/", [&](const OriginRequest& request) {
    const bool same =
        request.header("if-none-match") == known.etag && request.header("if-modified-since") == known.last_modified;
    return OriginReply::empty(same ? 304 : 200, {{"ETag", "\"new\""}});
  });
  FetchRequest request = request_for(origin_.url("/"));
  request.validators = known;
  const auto response = get(request);
  ASSERT_TRUE(response) << response.error().detail;
  EXPECT_EQ(response->status, 304);
  EXPECT_EQ(response->body, "");
  EXPECT_EQ(refreshed(known, *response), (Validators{"\"new\"", known.last_modified}));
}

TEST_F(Transfer, AsksForAllOfItWhereAConditionIsNotUnderstood) {
  const OriginReply chokes[] = {OriginReply::ok(""), OriginReply::empty(412)};
  for (const OriginReply& choked : chokes) {
    SCOPED_TRACE(choked.status);
    origin_.route("/", [&choked](const OriginRequest& request) {
      return request.has("if-none-match") ? choked : OriginReply::ok("all of it");
    });
    const std::size_t before = origin_.requests().size();
    FetchRequest request = request_for(origin_.url("/"));
    request.validators.etag = "\"1\"";
    const auto response = get(request);
    ASSERT_TRUE(response) << response.error().detail;
    EXPECT_EQ(response->body, "all of it");
    EXPECT_EQ(origin_.requests().size(), before + 2);
  }
  origin_.route("/", OriginReply::ok(""));
  const std::size_t before = origin_.requests().size();
  EXPECT_TRUE(get("/"));
  EXPECT_EQ(origin_.requests().size(), before + 1) << "there was no condition";
}

TEST_F(Transfer, NeverSendsAValidatorThatWouldSplitTheRequest) {
  origin_.route("/", OriginReply::ok(""));
  FetchRequest request = request_for(origin_.url("/"));
  request.validators = {"\"a\"\r\nX-Injected: 1", std::string(2000, 'e')};
  request.headers = {{"X-Good", "1"}, {"X-Bad", "1\r\nX-Injected: 1"}, {"X-Empty", ""}};
  ASSERT_TRUE(get(request));
  const OriginRequest seen = origin_.requests().at(0);
  EXPECT_FALSE(seen.has("x-injected"));
  EXPECT_FALSE(seen.has("if-none-match"));
  EXPECT_FALSE(seen.has("if-modified-since"));
  EXPECT_EQ(seen.header("x-good"), "1");
  EXPECT_TRUE(seen.has("x-empty"));
}

TEST_F(Transfer, IgnoresTheBodyOfA304) {
  origin_.route("/", OriginReply::bytes("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nhello"));
  const auto response = get("/");
  ASSERT_TRUE(response) << response.error().detail;
  EXPECT_EQ(response->status, 304);
  EXPECT_EQ(response->body, "");
}

TEST_F(Transfer, PassesOverInterimAnswersAndTrailers) {
  origin_.route("/", OriginReply::bytes("HTTP/1.1 103 Early Hints\r\nETag: \"hint\"\r\n\r\n"
                                        "HTTP/1.1 200 OK\r\nETag: \"real\"\r\nTransfer-Encoding: chunked\r\n\r\n"
                                        "3\r\nabc\r\n0\r\nX-Trailer: 1\r\n\r\n"));
  const auto response = get("/");
  ASSERT_TRUE(response) << response.error().detail;
  EXPECT_EQ(response->body, "abc");
  EXPECT_EQ(response->header("etag"), "\"real\"");
  EXPECT_EQ(response->header("x-trailer"), "");
}

TEST_F(Transfer, CutsWhatNeverEnds) {
  struct Case {
    std::string_view name, head, endless, limit;
  };
  const Case cases[] = {
      {"body", "HTTP/1.1 200 OK\r\n\r\n", "<item>", "body_bytes"},
      {"headers", "HTTP/1.1 200 OK\r\n", "X-More: yes\r\n", "header_bytes"},
      {"one header", "HTTP/1.1 200 OK\r\nX-Long: ", "more and ", "header_line"},
      {"interim answers", "", "HTTP/1.1 100 Continue\r\n\r\n", "header_bytes"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    OriginReply reply = OriginReply::bytes(std::string(c.head));
    for (int i = 0; i < 1000; ++i) reply.endless += c.endless;
    origin_.route("/", std::move(reply));
    const Error error = error_of(get("/"));
    EXPECT_EQ(error.code, Errc::TooLarge);
    EXPECT_NE(error.detail.find(c.limit), std::string::npos) << error.detail;
  }
}

TEST_F(Transfer, TellsHowTheAnswerWasBroken) {
  struct Case {
    std::string_view name, raw;
    Errc code;
    std::string_view words;
  };
  const Case cases[] = {
      {"nothing at all", "", Errc::ConnectionLost, "closed the connection without an answer"},
      {"truncated body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss>", Errc::ConnectionLost,
       "ended the answer after 5 of 100 bytes"},
      {"truncated chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n<rss>", Errc::ConnectionLost,
       "ended the answer after"},
      {"bad chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<rss>", Errc::BadResponse,
       "faulty HTTP answer"},
      {"half of the headers", "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n", Errc::ConnectionLost,
       "in the middle of the headers"},
      {"not HTTP", "SSH-2.0-OpenSSH_9.2\r\n\r\n", Errc::BadResponse, "something that is not HTTP"},
      {"NUL in a header", std::string_view("HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n", 28), Errc::BadResponse,
       "faulty HTTP answer"},
      {"unknown coding", "HTTP/1.1 200 OK\r\nContent-Encoding: dcb\r\nContent-Length: 1\r\n\r\n\x01", Errc::BadResponse,
       "encoded as \"dcb\", which we cannot read"},
      {"corrupt gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\n\x1f\x8bt gzip!",
       Errc::BadResponse, "not gzip as it says"},
      {"corrupt brotli", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 9\r\n\r\n\xff\xfft gzip!",
       Errc::BadResponse, "not br as it says"},
      {"endless length", "HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n", Errc::TooLarge,
       "limit body_bytes=10485760"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    origin_.route("/", OriginReply::bytes(std::string(c.raw)));
    const Error error = error_of(get("/"));
    EXPECT_EQ(name(error.code), name(c.code)) << error.detail;
    EXPECT_NE(error.detail.find(c.words), std::string::npos) << error.detail;
  }
}

TEST_F(Transfer, TimesOutWhereverTheOriginHangs) {
  struct Case {
    std::string_view name, raw, stage;
  };
  const Case cases[] = {
      {"before the answer", "", "waiting for the answer"},
      {"in the headers", "HTTP/1.1 200 OK\r\nX: ", "receiving the answer"},
      {"in the body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss>", "receiving the answer"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    FetchRequest request = request_held_after(c.raw);
    request.limits.total = milliseconds(300);
    const Error error = error_of(get(request));
    EXPECT_EQ(error.code, Errc::TimedOut);
    EXPECT_NE(error.detail.find(c.stage), std::string::npos) << error.detail;
    EXPECT_NE(error.detail.find("limit total=300 ms"), std::string::npos) << error.detail;
  }
}

TEST_F(Transfer, WaitsForAServerThatThinksButNotForOneThatDrips) {
  struct Case {
    std::string_view name, raw, words;
  };
  const Case cases[] = {
      {"thinks", "", "timed out while waiting for the answer (limit total=1500 ms)"},
      {"drips", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss>",
       "sends too slowly (limit low_speed=64 bytes a second for 1 s)"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    FetchRequest request = request_held_after(c.raw);
    request.limits.total = milliseconds(c.raw.empty() ? 1500 : 10'000);
    request.limits.slow = std::chrono::seconds(1);
    const Error error = error_of(get(request));
    EXPECT_EQ(error.code, Errc::TimedOut);
    EXPECT_NE(error.detail.find(c.words), std::string::npos) << error.detail;
  }
}

// The origin never sees a whole request: what TLS begins with is none.
TEST_F(Transfer, SaysThatTlsIsNeverSetUp) {
  FetchRequest request = request_for("https://127.0.0.1:" + std::to_string(origin_.port()) + "/");
  request.limits.total = milliseconds(300);
  const Error error = error_of(get(request));
  EXPECT_EQ(error.code, Errc::TimedOut);
  EXPECT_NE(error.detail.find("timed out while setting up TLS"), std::string::npos) << error.detail;
}

TEST_F(Transfer, SaysThatNobodyListens) {
  std::string url;
  {
    const OriginServer gone;
    url = gone.url("/feed");
  }
  const Error error = error_of(get(request_for(url)));
  EXPECT_EQ(error.code, Errc::ConnectFailed);
  EXPECT_NE(error.detail.find("Connection refused"), std::string::npos) << error.detail;
  EXPECT_NE(error.detail.find("127.0.0.1"), std::string::npos) << error.detail;
}

TEST_F(Transfer, SaysThatANameDoesNotExist) {
  const Error error = error_of(get(request_for("http://no-such-host.invalid/feed")));
  EXPECT_EQ(error.code, Errc::NameNotFound);
  EXPECT_EQ(error.detail, "the name no-such-host.invalid cannot be resolved");
}

TEST_F(Transfer, TakesOnlyHttpAddresses) {
  for (const std::string_view url : {"file:///etc/passwd", "ftp://example.org/", "data:text/plain,x"}) {
    SCOPED_TRACE(url);
    EXPECT_EQ(error_of(get(request_for(url))).code, Errc::SchemeNotAllowed);
  }
}

TEST_F(Transfer, KeepsConnectionsBetweenRequests) {
  origin_.route("/", OriginReply::ok("x"));
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(get("/"));
  EXPECT_EQ(origin_.connections(), 1u);
}

TEST_F(Transfer, SendsABodyWithPost) {
  origin_.route("/hook", OriginReply::empty(204));
  FetchRequest request = request_for(origin_.url("/hook"));
  request.headers = {{"Content-Type", "application/json"}};
  request.body = "{\"a\":1}";
  const auto response = get(request);
  ASSERT_TRUE(response) << response.error().detail;
  EXPECT_EQ(response->status, 204);
  const OriginRequest seen = origin_.requests().at(0);
  EXPECT_EQ(seen.method, "POST");
  EXPECT_EQ(seen.header("content-type"), "application/json");
  EXPECT_EQ(seen.body, "{\"a\":1}");
  EXPECT_FALSE(seen.has("a-im"));
  request.body = "";
  ASSERT_TRUE(get(request));
  EXPECT_EQ(origin_.requests().at(1).method, "POST");
}

TEST_F(Transfer, TakesABodyNowhereElse) {
  for (const int status : {301, 302, 303, 307, 308}) {
    origin_.route("/hook", OriginReply::redirect(status, origin_.url("/elsewhere")));
    FetchRequest request = request_for(origin_.url("/hook"));
    request.body = "{}";
    const auto response = get(request);
    ASSERT_TRUE(response) << response.error().detail;
    EXPECT_EQ(response->status, status);
  }
  for (const OriginRequest& request : origin_.requests()) EXPECT_EQ(request.target, "/hook");
}

TEST_F(Transfer, SendsNoCookiesBack) {
  origin_.route("/", OriginReply::ok("x", {{"Set-Cookie", "a=1; Path=/"}}));
  ASSERT_TRUE(get("/"));
  ASSERT_TRUE(get("/"));
  EXPECT_FALSE(origin_.requests().at(1).has("cookie"));
}

TEST(MakeUserAgent, NamesTheContactWhereThereIsOne) {
  EXPECT_EQ(curl::make_user_agent("1.2", ""), "commonplace/1.2");
  EXPECT_EQ(curl::make_user_agent("1.2", "https://example.org/bot"), "commonplace/1.2 (+https://example.org/bot)");
  EXPECT_EQ(curl::make_user_agent("1.2", "a\r\nX: b"), "commonplace/1.2 (+aX: b)");
}

}  // namespace
}  // namespace commonplace::fetch
