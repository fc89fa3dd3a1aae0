// Redirects, blocked addresses and cancellation, with real libcurl.

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "fetch/harness.h"
#include "fetch/transfer_slots.h"

namespace commonplace::fetch {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using testing::OriginReply;
using testing::OriginRequest;
using testing::OriginServer;

class Following : public WithOrigin {};

TEST_F(Following, FollowsEveryKindOfRedirect) {
  origin_.route("/feed", OriginReply::ok("here"));
  for (const int status : {301, 302, 303, 307, 308}) {
    SCOPED_TRACE(status);
    origin_.route("/old", OriginReply::redirect(status, "/feed"));
    const auto response = get("/old");
    ASSERT_TRUE(response) << response.error().detail;
    EXPECT_EQ(response->body, "here");
    EXPECT_EQ(response->url.href(), origin_.url("/feed"));
    EXPECT_EQ(response->permanent_url.has_value(), status == 301 || status == 308);
  }
}

TEST_F(Following, TellsThePermanentPartOfTheWay) {
  origin_.route("/a", OriginReply::redirect(301, "/b"));
  origin_.route("/b", OriginReply::redirect(302, "/c"));
  origin_.route("/c", OriginReply::redirect(301, "/d"));
  origin_.route("/d", OriginReply::ok("x"));
  const auto response = get("/a");
  ASSERT_TRUE(response) << response.error().detail;
  EXPECT_EQ(response->url.href(), origin_.url("/d"));
  ASSERT_TRUE(response->permanent_url);
  EXPECT_EQ(response->permanent_url->href(), origin_.url("/b"));
}

TEST_F(Following, StopsAtTheLimitAndInCircles) {
  for (int i = 0; i < 6; ++i) {
    origin_.route("/" + std::to_string(i), OriginReply::redirect(302, "/" + std::to_string(i + 1)));
  }
  origin_.route("/6", OriginReply::ok("x"));
  origin_.route("/circle", OriginReply::redirect(302, "/circle"));
  EXPECT_TRUE(get("/1"));
  const Error far = error_of(get("/0"));
  EXPECT_EQ(far.code, Errc::TooManyRedirects);
  EXPECT_NE(far.detail.find("more than 5 redirects"), std::string::npos) << far.detail;
  const std::size_t before = origin_.requests().size();
  EXPECT_EQ(error_of(get("/circle")).code, Errc::TooManyRedirects);
  EXPECT_EQ(origin_.requests().size(), before + 1);
}

TEST_F(Following, RefusesRedirectsToNowhere) {
  const std::string cases[] = {"", "   ", "http://", "http://[::1", std::string(20'000, 'a')};
  for (const std::string& location : cases) {
    SCOPED_TRACE(location.substr(0, 40));
    origin_.route("/", OriginReply::redirect(302, location));
    EXPECT_EQ(error_of(get("/")).code, Errc::BadRedirect);
  }
}

TEST_F(Following, RefusesRedirectsToOtherSchemes) {
  for (const std::string_view location : {"file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/",
                                          "dict://127.0.0.1/", "data:text/xml,x", "javascript:0"}) {
    SCOPED_TRACE(location);
    origin_.route("/", OriginReply::redirect(301, location));
    const Error error = error_of(get("/"));
    EXPECT_EQ(error.code, Errc::SchemeNotAllowed);
    EXPECT_NE(error.detail.find("only http and https"), std::string::npos) << error.detail;
  }
}

FetchRequest with_secrets(const std::string& url) {
  FetchRequest request = request_for(url);
  request.validators = {"\"tag\"", "Thu, 24 Oct 2024 12:00:00 GMT"};
  request.headers = {{"X-Token", "secret"}, {"Cookie", "a=1"}};
  request.username = "u";
  request.password = "p";
  return request;
}

TEST_F(Following, KeepsSecretsWithinTheOrigin) {
  OriginServer other;
  const auto ask_for_login = [](const OriginRequest&) {
    return OriginReply::empty(401, {{"WWW-Authenticate", "Basic realm=\"x\""}});
  };
  other.route("/feed", ask_for_login);
  origin_.route("/", OriginReply::redirect(302, other.url("/feed")));
  ASSERT_TRUE(get(with_secrets(origin_.url("/"))));
  EXPECT_EQ(origin_.requests().at(0).header("x-token"), "secret");
  ASSERT_EQ(other.requests().size(), 1u);
  for (const std::string_view header : {"authorization", "cookie", "x-token", "if-none-match", "if-modified-since"}) {
    EXPECT_FALSE(other.requests().at(0).has(header)) << header;
  }
}

TEST_F(Following, DoesNotResumeSecretsAfterADetour) {
  OriginServer other;
  other.route("/", OriginReply::redirect(302, origin_.url("/end")));
  origin_.route("/start", OriginReply::redirect(302, other.url("/")));
  origin_.route("/end", OriginReply::ok("x"));
  ASSERT_TRUE(get(with_secrets(origin_.url("/start"))));
  EXPECT_FALSE(origin_.requests().at(1).has("x-token"));
}

TEST_F(Following, KeepsHeadersAndValidatorsOnTheSameOrigin) {
  origin_.route("/", OriginReply::redirect(301, "/feed"));
  origin_.route("/feed", OriginReply::empty(304));
  ASSERT_TRUE(get(with_secrets(origin_.url("/"))));
  EXPECT_EQ(origin_.requests().at(1).header("if-none-match"), "\"tag\"");
  EXPECT_EQ(origin_.requests().at(1).header("x-token"), "secret");
}

TEST_F(Following, CountsAllHopsTowardsOneTime) {
  origin_.route("/", OriginReply::redirect(302, "/hang"));
  origin_.route("/hang", OriginReply::silence());
  FetchRequest request = request_for(origin_.url("/"));
  request.limits.total = milliseconds(300);
  const auto begin = steady_clock::now();
  EXPECT_EQ(error_of(get(request)).code, Errc::TimedOut);
  EXPECT_LT(steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST_F(Following, AsksBeforeItGoesToAnotherHost) {
  const std::string elsewhere = "http://localhost:" + std::to_string(origin_.port());
  origin_.route("/start", OriginReply::redirect(302, "/near"));
  origin_.route("/near", OriginReply::redirect(302, elsewhere + "/far"));
  origin_.route("/far", OriginReply::ok("here"));
  std::vector<std::string> hosts;
  FetchRequest request = request_for(origin_.url("/start"));
  request.before_host = [&hosts](std::string host) -> runtime::Task<Result<bool>> {
    hosts.push_back(std::move(host));
    co_return true;
  };
  const auto response = get(request);
  ASSERT_TRUE(response) << response.error().detail;
  EXPECT_EQ(response->body, "here");
  EXPECT_EQ(hosts, std::vector<std::string>{"localhost"});

  request.before_host = [](std::string host) -> runtime::Task<Result<bool>> {
    co_return fail(Errc::Held, host + " wants no visitors");
  };
  const Error error = error_of(get(request));
  EXPECT_EQ(error, (Error{Errc::Held, "localhost wants no visitors"}));
  EXPECT_EQ(origin_.requests().size(), 5u) << "the last hop was not made";
}

TEST_F(Following, WaitingForAnotherHostTakesNoTimeAndNoSlot) {
  curl::Settings narrow = settings();
  narrow.parallel = 1;
  fetcher_.replace_settings(narrow);
  origin_.route("/", OriginReply::redirect(302, "http://localhost:" + std::to_string(origin_.port()) + "/far"));
  origin_.route("/far", OriginReply::ok("far"));
  origin_.route("/other", OriginReply::ok("other"));
  FetchRequest request = request_for(origin_.url("/"));
  request.limits.total = milliseconds(500);
  request.before_host = [this](std::string) -> runtime::Task<Result<bool>> {
    asio::steady_timer timer(context_, milliseconds(700));
    runtime::Task<Result<FetchResponse>> asking = fetcher_.fetch(request_for(origin_.url("/other")));
    const Result<FetchResponse> other = co_await std::move(asking);
    co_await timer.async_wait(asio::use_awaitable);
    co_return other.has_value();
  };
  const auto response = get(request);
  ASSERT_TRUE(response) << response.error().detail;
  EXPECT_EQ(response->body, "far");
  EXPECT_LT(response->elapsed, milliseconds(700));
}

class Blocking : public WithOrigin {
 protected:
  Blocking() { origin_.route("/", OriginReply::ok("private")); }
  Error refused(curl::Settings settings, const std::string& url) {
    settings.user_agent = "test";
    fetcher_.replace_settings(std::move(settings));
    return error_of(get(request_for(url)));
  }
};

TEST_F(Blocking, RefusesPrivateAddressesUnlessAllowed) {
  const Error error = refused({}, origin_.url("/"));
  EXPECT_EQ(error.code, Errc::AddressBlocked);
  EXPECT_EQ(error.detail,
            "127.0.0.1:" + std::to_string(origin_.port()) + " is blocked: 127.0.0.1 is a loopback address");
  EXPECT_EQ(origin_.connections(), 0u);
}

TEST_F(Blocking, RefusesNamesThatLeadToPrivateAddresses) {
  const Error error = refused({}, "http://localhost:" + std::to_string(origin_.port()) + "/");
  EXPECT_EQ(error.code, Errc::AddressBlocked);
  EXPECT_EQ(origin_.connections(), 0u);
}

TEST_F(Blocking, AllowsOnePortAndNoOther) {
  OriginServer other;
  curl::Settings settings;
  settings.allow_networks = {"127.0.0.1/32:" + std::to_string(origin_.port())};
  EXPECT_EQ(refused(settings, other.url("/")).code, Errc::AddressBlocked);
  EXPECT_EQ(other.connections(), 0u);
  EXPECT_TRUE(get("/"));
}

TEST_F(Blocking, AllowsWhatTheRequestItselfMayEnter) {
  fetcher_.replace_settings({});
  FetchRequest request = request_for(origin_.url("/"));
  request.allow_networks = {"127.0.0.1"};
  EXPECT_TRUE(get(request));
  request.allow_networks = {"127.0.0.1/33"};
  EXPECT_EQ(error_of(get(request)).code, Errc::BadConfig);
}

TEST_F(Blocking, ChecksConnectionsThatAreUsedAgain) {
  EXPECT_TRUE(get("/"));
  EXPECT_EQ(refused({}, origin_.url("/")).code, Errc::AddressBlocked);
  EXPECT_EQ(origin_.requests().size(), 1u);
}

TEST_F(Blocking, ChecksEveryHop) {
  OriginServer inner;
  inner.route("/", OriginReply::ok("private"));
  origin_.route("/out", OriginReply::redirect(302, inner.url("/")));
  curl::Settings settings;
  settings.allow_networks = {"127.0.0.1/32:" + std::to_string(origin_.port())};
  const Error error = refused(settings, origin_.url("/out"));
  EXPECT_EQ(error.code, Errc::AddressBlocked);
  EXPECT_EQ(inner.connections(), 0u);
}

class Cancelling : public WithOrigin {
 protected:
  Cancelling() { origin_.route("/", OriginReply::silence()); }

  // Starts a transfer that will hang.
  template <class Token>
  void start(Token token) {
    asio::co_spawn(context_, fetcher_.fetch(request_for(origin_.url("/"))), std::move(token));
  }
  // Runs the loop until the origin has seen so many requests.
  void run_until_seen(std::size_t requests) {
    const auto give_up = steady_clock::now() + std::chrono::seconds(10);
    while (origin_.requests().size() < requests && steady_clock::now() < give_up) {
      context_.run_one_for(milliseconds(5));
    }
    ASSERT_GE(origin_.requests().size(), requests);
  }
};

TEST_F(Cancelling, ClosingEndsAHundredHangingTransfersAtOnce) {
  curl::Settings wide = settings();
  wide.parallel = 100;
  fetcher_.replace_settings(wide);
  int cancelled = 0;
  for (int i = 0; i < 110; ++i) {  // ten of them still wait for their turn
    start([&](std::exception_ptr, Result<FetchResponse> response) {
      cancelled += !response && response.error().code == Errc::Cancelled;
    });
  }
  run_until_seen(100);
  const auto begin = steady_clock::now();
  fetcher_.close();
  context_.run();
  EXPECT_EQ(cancelled, 110);
  EXPECT_LT(steady_clock::now() - begin, std::chrono::seconds(1));
  EXPECT_EQ(error_of(get("/")).code, Errc::Cancelled);
}

TEST_F(Cancelling, EndsWithTheAwaitingCoroutine) {
  asio::cancellation_signal signal;
  bool ended = false;
  start(asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr, Result<FetchResponse> response) {
    ended = true;
    EXPECT_FALSE(response);
  }));
  run_until_seen(1);
  signal.emit(asio::cancellation_type::terminal);
  context_.run_for(std::chrono::seconds(5));
  EXPECT_TRUE(ended);
  origin_.route("/", OriginReply::ok("still alive"));
  EXPECT_TRUE(get("/"));
}

TEST_F(Cancelling, HandsOnATurnThatIsGivenUp) {
  curl::Settings narrow = settings();
  narrow.parallel = 1;
  fetcher_.replace_settings(narrow);
  asio::cancellation_signal first, second;
  int ended = 0;
  const auto count = [&](std::exception_ptr, Result<FetchResponse>) { ++ended; };
  start(asio::bind_cancellation_slot(first.slot(), count));
  start(asio::bind_cancellation_slot(second.slot(), count));
  start(count);
  run_until_seen(1);
  first.emit(asio::cancellation_type::terminal);
  second.emit(asio::cancellation_type::terminal);
  run_until_seen(2);
  origin_.release();
  context_.run_for(std::chrono::seconds(5));
  EXPECT_EQ(ended, 3);
}

// Servers that hang do not keep others waiting, but there is an end to it.
TEST_F(Cancelling, SlowTransfersGiveTheirSlotsUpWithinABound) {
  curl::Settings narrow = settings();
  narrow.parallel = 3;
  fetcher_.replace_settings(narrow);
  constexpr std::size_t kMost = 3 * (1 + TransferSlots::kSlowPerSlot);
  EXPECT_EQ(fetcher_.room(), 6u) << "three may run, and as many wait";
  int ended = 0;
  for (int i = 0; i < 20; ++i) start([&](std::exception_ptr, Result<FetchResponse>) { ++ended; });
  run_until_seen(kMost);
  context_.run_for(TransferSlots::kBrisk + milliseconds(50));
  EXPECT_EQ(origin_.requests().size(), kMost);
  EXPECT_EQ(fetcher_.room(), 0u) << "eight wait already";
  origin_.release();
  context_.run_for(std::chrono::seconds(10));
  EXPECT_EQ(ended, 20);
  EXPECT_EQ(fetcher_.room(), 6u);
}

TEST_F(Cancelling, WhoeverWaitsTakesRoomFromTheNext) {
  curl::Settings narrow = settings();
  narrow.parallel = 3;
  fetcher_.replace_settings(narrow);
  constexpr std::size_t kMost = 3 * (1 + TransferSlots::kSlowPerSlot);
  const auto ignore = [](std::exception_ptr, Result<FetchResponse>) {};
  for (std::size_t i = 0; i < kMost; ++i) start(ignore);
  run_until_seen(kMost);
  for (const std::size_t room : {3u, 2u, 1u, 0u, 0u}) {
    EXPECT_EQ(fetcher_.room(), room);
    start(ignore);
    context_.restart();
    context_.poll();
  }
}

TEST(FetcherLifetime, SurvivesLosingLoopAndFetcherWithTransfersUnderWay) {
  OriginServer origin;
  origin.route("/", OriginReply::silence());
  auto context = std::make_unique<asio::io_context>(1);
  {
    curl::Settings settings;
    settings.allow_networks = {"127.0.0.0/8"};
    curl::CurlFetcher fetcher(context->get_executor(), settings);
    for (int i = 0; i < 5; ++i) {
      asio::co_spawn(*context, fetcher.fetch(request_for(origin.url("/"))),
                     [](std::exception_ptr, Result<FetchResponse>) {});
    }
    const auto give_up = steady_clock::now() + std::chrono::seconds(10);
    while (origin.requests().size() < 5 && steady_clock::now() < give_up) context->run_one_for(milliseconds(5));
  }
  context.reset();
}

}  // namespace
}  // namespace commonplace::fetch
