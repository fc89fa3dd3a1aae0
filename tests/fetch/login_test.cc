// Passwords and proxies, with real libcurl.

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "fetch/harness.h"

namespace commonplace::fetch {
namespace {

using testing::OriginReply;
using testing::OriginRequest;

class LoggingIn : public WithOrigin {};
class ThroughAProxy : public WithOrigin {};

FetchRequest with_password(const std::string& url) {
  FetchRequest request = request_for(url);
  request.username = "u";
  request.password = "p";
  return request;
}

TEST_F(LoggingIn, LogsInWhenAskedTo) {
  origin_.route("/", [](const OriginRequest& request) {
    if (request.header("authorization") == "Basic dTpw") return OriginReply::ok("inside");
    OriginReply reply = OriginReply::empty(401, {{"WWW-Authenticate", "Basic realm=\"x\""}});
    reply.body = "outside";
    return reply;
  });
  const auto response = get(with_password(origin_.url("/")));
  ASSERT_TRUE(response) << response.error().detail;
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->body, "inside");
  EXPECT_EQ(response->header("www-authenticate"), "");
}

TEST_F(LoggingIn, WaitsToBeAskedForThePasswordOnlyOnce) {
  std::string challenge = "Basic realm=\"x\"";
  origin_.route("/", [&](const OriginRequest& request) {
    if (request.header("authorization").starts_with(challenge.substr(0, 5))) return OriginReply::ok("inside");
    return OriginReply::empty(401, {{"WWW-Authenticate", challenge}});
  });
  std::vector<std::string> seen;
  const auto ask = [&]() -> int {
    const std::size_t before = origin_.requests().size();
    const auto response = get(with_password(origin_.url("/")));
    const auto requests = origin_.requests();
    seen.clear();
    for (std::size_t i = before; i < requests.size(); ++i) {
      seen.push_back(requests[i].header("authorization").substr(0, 6));
    }
    return response ? response->status : 0;
  };
  EXPECT_EQ(ask(), 200);
  EXPECT_EQ(seen, (std::vector<std::string>{"", "Basic "}));
  EXPECT_EQ(ask(), 200);
  EXPECT_EQ(seen, (std::vector<std::string>{"Basic "}));
  challenge = "Digest realm=\"x\", nonce=\"n\"";
  EXPECT_EQ(ask(), 401) << "it is not asked again in the same breath";
  EXPECT_EQ(ask(), 200);
  EXPECT_EQ(seen, (std::vector<std::string>{"", "Digest"}));
  EXPECT_EQ(ask(), 200);
  EXPECT_EQ(seen, (std::vector<std::string>{"", "Digest"})) << "never as it is where another way is known";
}

TEST_F(LoggingIn, SendsThePasswordAtOnceToNoOtherAddress) {
  origin_.route("/a", [](const OriginRequest& request) {
    if (request.has("authorization")) return OriginReply::ok("inside");
    return OriginReply::empty(401, {{"WWW-Authenticate", "Basic realm=\"x\""}});
  });
  origin_.route("/b", OriginReply::ok("open"));
  ASSERT_TRUE(get(with_password(origin_.url("/a"))));
  ASSERT_TRUE(get(with_password(origin_.url("/b"))));
  EXPECT_FALSE(origin_.requests().back().has("authorization"));
}

TEST_F(ThroughAProxy, GoesThroughAProxyAndStillRefusesPrivateAddressesWrittenOut) {
  origin_.route("http://feeds.example.org/feed", OriginReply::ok("by proxy"));
  FetchRequest request = request_for("http://feeds.example.org/feed");
  request.proxy = origin_.url("");
  const auto response = get(request);
  ASSERT_TRUE(response) << response.error().detail;
  EXPECT_EQ(response->body, "by proxy");
  request.url = url_of("http://10.0.0.8/feed");
  EXPECT_EQ(error_of(get(request)).code, Errc::AddressBlocked);
  EXPECT_EQ(origin_.requests().size(), 1u);
}

TEST_F(ThroughAProxy, SaysThatTheProxyRefused) {
  struct Case {
    int status;
    std::string_view words;
  };
  const Case cases[] = {
      {403, "the proxy of this source refused to connect us to feeds.example.org (HTTP 403)"},
      {407, "the proxy of this source asks for a user name and password (HTTP 407)"},
      {503, "the proxy of this source refused to connect us to feeds.example.org (HTTP 503)"},
  };
  for (const Case& c : cases) {
    origin_.route("feeds.example.org:443", OriginReply::empty(c.status));
    FetchRequest request = request_for("https://feeds.example.org/feed");
    request.proxy = origin_.url("");
    const Error error = error_of(get(request));
    EXPECT_EQ(error.code, Errc::ConnectFailed);
    EXPECT_EQ(error.detail, c.words);
  }
}

}  // namespace
}  // namespace commonplace::fetch
