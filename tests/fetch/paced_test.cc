#include "fetch/paced/fetcher.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <map>

#include "support/fake_fetcher.h"
#include "support/manual_clock.h"

namespace commonplace::fetch::paced {
namespace {

using namespace std::chrono_literals;
using commonplace::testing::FakeFetcher;
using commonplace::testing::make_response;
using commonplace::testing::ManualClock;
using Visit = HostLimits::Visit;

class PacedTest : public ::testing::Test {
 protected:
  void ask(const std::string& url) {
    FetchRequest request;
    request.url = parse_url(url).value();
    auto one = [](PacedTest* self, FetchRequest asked) -> runtime::Task<bool> {
      const std::string name = asked.url.href();
      const Result<FetchResponse> response = co_await self->fetcher_.fetch(std::move(asked));
      self->ended_.push_back(
          name + (response ? " " + std::to_string(response->status) : " " + std::string(name_of(response.error()))));
      co_return true;
    };
    boost::asio::co_spawn(net_, one(this, std::move(request)), boost::asio::detached);
  }

  static std::string_view name_of(const Error& error) { return commonplace::name(error.code); }

  void run() {
    net_.restart();
    net_.run();
  }

  boost::asio::io_context net_{1};
  FakeFetcher network_;
  ManualClock clock_;
  PacedFetcher fetcher_{net_.get_executor(), network_, {.rate = 0, .burst = 1, .concurrent = 1}, clock_};
  std::vector<std::string> ended_;
};

TEST_F(PacedTest, AsksAHostInTheOrderInWhichItWasAsked) {
  std::vector<std::string> expected;
  for (int i = 0; i < 20; ++i) {
    const std::string url = "https://a.example/" + std::to_string(i);
    network_.answer(url, make_response(200, "x"));
    ask(url);
    expected.push_back(url + " 200");
  }
  run();
  EXPECT_EQ(ended_, expected);
}

class NarrowNetwork final : public Fetcher {
 public:
  runtime::Task<Result<FetchResponse>> fetch(FetchRequest) override { co_return fail(Errc::Cancelled, ""); }
  std::size_t room() const override { return 7; }
};

TEST_F(PacedTest, HasTheRoomOfTheNetworkBehindIt) {
  NarrowNetwork network;
  const PacedFetcher fetcher(net_.get_executor(), network, {}, clock_);
  EXPECT_EQ(fetcher.room(), 7u);
}

class SilentNetwork final : public Fetcher {
 public:
  runtime::Task<Result<FetchResponse>> fetch(FetchRequest request) override {
    if (request.url.path() == "/elsewhere") {
      runtime::Task<Result<bool>> asking = request.before_host("b.example");
      co_await std::move(asking);
    }
    boost::asio::steady_timer forever(co_await boost::asio::this_coro::executor,
                                      boost::asio::steady_timer::time_point::max());
    co_await forever.async_wait(boost::asio::use_awaitable);
    co_return fail(Errc::Cancelled, "");
  }
};

TEST(PacedFetcher, MayBeGoneBeforeWhoeverWaitsForIt) {
  SilentNetwork network;
  const ManualClock clock;
  boost::asio::io_context net{1};
  auto paced = std::make_unique<PacedFetcher>(net.get_executor(), network, HostLimits::Rules{0, 1, 1}, clock);
  for (const char* url : {"https://a.example/", "https://a.example/", "https://a.example/",
                          "https://c.example/elsewhere", "https://d.example/elsewhere"}) {
    FetchRequest request;
    request.url = parse_url(url).value();
    boost::asio::co_spawn(net, paced->fetch(std::move(request)), boost::asio::detached);
  }
  net.poll();
  paced.reset();
}  // here the loop destroys what is suspended

// A network that follows redirects: who asks for "https://a.example/to/b.example" is sent on to that host.
class Redirecting final : public Fetcher {
 public:
  runtime::Task<Result<FetchResponse>> fetch(FetchRequest request) override {
    FetchResponse response = make_response(statuses["start"]);
    response.url = request.url;
    std::string path(request.url.path());
    for (std::size_t at = path.find("/to/"); at != std::string::npos; at = path.find("/to/", at + 1)) {
      const std::string host = path.substr(at + 4, path.find('/', at + 4) - at - 4);
      runtime::Task<Result<bool>> asking = request.before_host(host);
      const Result<bool> may = co_await std::move(asking);
      if (!may) co_return fail(may.error());
      asked.push_back(host);
      most_at_once = std::max(most_at_once, ++now);
      co_await boost::asio::post(boost::asio::use_awaitable);
      --now;
      response = make_response(statuses[host], "", {{"retry-after", "3600"}});
      response.url = parse_url("https://" + host + "/").value();
    }
    if (response.status == 0) response.status = 200;
    co_return response;
  }

  std::map<std::string, int> statuses;
  std::vector<std::string> asked;  // by redirects
  int now = 0;
  int most_at_once = 0;
};

class PacedRedirects : public PacedTest {
 protected:
  void ask_of(PacedFetcher& fetcher, const std::string& url) {
    FetchRequest request;
    request.url = parse_url(url).value();
    auto one = [](PacedRedirects* self, PacedFetcher& paced, FetchRequest asked) -> runtime::Task<bool> {
      const Result<FetchResponse> response = co_await paced.fetch(std::move(asked));
      self->ended_.push_back(response ? std::to_string(response->status) : std::string(name_of(response.error())));
      co_return true;
    };
    boost::asio::co_spawn(net_, one(this, fetcher, std::move(request)), boost::asio::detached);
  }
  std::size_t ended(const std::string& how) const { return static_cast<std::size_t>(std::ranges::count(ended_, how)); }

  Redirecting redirecting_;
};

TEST_F(PacedRedirects, TakeTurnsAtTheHostThatTheyLeadTo) {
  PacedFetcher fetcher(net_.get_executor(), redirecting_, {.rate = 0, .burst = 1, .concurrent = 2}, clock_);
  for (int i = 0; i < 16; ++i) ask_of(fetcher, "https://h" + std::to_string(i) + ".example/to/cdn.example");
  run();
  EXPECT_EQ(ended("200"), 16u);
  EXPECT_EQ(redirecting_.most_at_once, 2);
  ask_of(fetcher, "https://h1.example/to/h2.example/to/cdn.example");
  run();
  EXPECT_EQ(ended("200"), 17u) << "all places were given back";
}

// As many as are admitted wait; the others come back one after the other.
TEST_F(PacedRedirects, SendHomeWhoWouldWaitLong) {
  PacedFetcher fetcher(net_.get_executor(), redirecting_, {.rate = 20, .burst = 1, .concurrent = 2}, clock_);
  for (int i = 0; i < 40; ++i) ask_of(fetcher, "https://h" + std::to_string(i) + ".example/to/cdn.example");
  run();
  constexpr std::size_t kAdmitted = 2 * HostLimits::kAdmittedPerConnection;
  EXPECT_EQ(ended("200"), kAdmitted);
  EXPECT_EQ(ended("held"), 40 - kAdmitted);
  EXPECT_EQ(redirecting_.asked.size(), kAdmitted);
  std::size_t told = 0;
  for (int i = 0; i < 40; ++i) {
    const std::string host = "h" + std::to_string(i) + ".example";
    const auto elsewhere = fetcher.turned_back(host);
    if (!elsewhere) continue;
    ++told;
    EXPECT_EQ(elsewhere->host, "cdn.example");
    EXPECT_GE(elsewhere->wait, 1s);
    EXPECT_FALSE(fetcher.turned_back(host)) << "told once";
  }
  EXPECT_EQ(told, 40 - kAdmitted);
}

TEST_F(PacedRedirects, KeepAwayFromAHostThatAskedForIt) {
  PacedFetcher fetcher(net_.get_executor(), redirecting_, {.rate = 0, .burst = 1, .concurrent = 2}, clock_);
  redirecting_.statuses["cdn.example"] = 429;
  ask_of(fetcher, "https://a.example/to/cdn.example");
  run();
  ask_of(fetcher, "https://b.example/to/c.example/to/cdn.example");
  run();
  EXPECT_EQ(ended_, (std::vector<std::string>{"429", "held"}));
  EXPECT_EQ(redirecting_.asked, (std::vector<std::string>{"cdn.example", "c.example"}));
  const auto elsewhere = fetcher.turned_back("b.example");
  ASSERT_TRUE(elsewhere);
  EXPECT_EQ(elsewhere->host, "cdn.example");
  EXPECT_GE(elsewhere->wait, 3590s);
  EXPECT_FALSE(fetcher.held("b.example"));
}

TEST_F(PacedRedirects, EndWhenItCloses) {
  PacedFetcher fetcher(net_.get_executor(), redirecting_, {.rate = 0.001, .burst = 1, .concurrent = 2}, clock_);
  for (const char* from : {"a", "b"}) ask_of(fetcher, "https://" + std::string(from) + ".example/to/cdn.example");
  net_.poll();
  EXPECT_EQ(ended("200"), 1u);
  fetcher.close();
  run();
  EXPECT_EQ(ended("cancelled"), 1u);
}

TEST_F(PacedTest, LetsOtherHostsPassAHostThatIsHeld) {
  network_.answer("https://a.example/1", make_response(429, "", {{"retry-after", "3600"}}));
  network_.answer("https://b.example/", make_response(200, "x"));
  ask("https://a.example/1");
  ask("https://a.example/2");
  ask("https://b.example/");
  run();
  ASSERT_EQ(ended_.size(), 3u);
  EXPECT_EQ(network_.count("https://a.example/2"), 0u);
  EXPECT_EQ(std::ranges::count(ended_, "https://a.example/2 held"), 1);
  EXPECT_EQ(std::ranges::count(ended_, "https://b.example/ 200"), 1);
}

TEST_F(PacedTest, HoldsAHostThatAsksForIt) {
  struct Case {
    const char* name;
    int status;
    std::vector<std::pair<std::string, std::string>> headers;
    std::optional<std::chrono::seconds> shortest;
  };
  const Case cases[] = {
      {"429", 429, {{"retry-after", "600"}}, 590s},
      {"503", 503, {{"retry-after", "600"}}, 590s},
      {"403", 403, {{"retry-after", "600"}}, 590s},
      {"429 until a time", 429, {{"retry-after", "Thu, 24 Oct 2024 12:10:00 GMT"}}, 590s},
      {"429 without a word", 429, {}, 50s},
      {"503 without a word", 503, {}, {}},
      {"another failure", 500, {{"retry-after", "600"}}, {}},
      {"all is well", 200, {{"retry-after", "600"}}, {}},
  };
  int number = 0;
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const std::string host = "h" + std::to_string(++number) + ".example";
    network_.answer("https://" + host + "/", make_response(c.status, "x", c.headers));
    ask("https://" + host + "/");
    run();
    EXPECT_EQ(fetcher_.held(host).has_value(), c.shortest.has_value());
    const auto wait = fetcher_.admit(host, Visit::First);
    ASSERT_EQ(wait.has_value(), c.shortest.has_value());
    if (wait) {
      EXPECT_GE(*wait, *c.shortest);
      EXPECT_LE(*wait, *c.shortest + 20s);
    }
  }
}

TEST_F(PacedTest, AdmitsWhateverHasNoHost) {
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(fetcher_.admit("", Visit::First));
  fetcher_.leave("");
}

TEST_F(PacedTest, EndsEverybodysWaitingWhenItCloses) {
  for (int i = 0; i < 3; ++i) ask("https://a.example/" + std::to_string(i));
  fetcher_.close();
  run();
  EXPECT_EQ(ended_.size(), 3u);
  for (const std::string& end : ended_) EXPECT_TRUE(end.ends_with("cancelled")) << end;
}

}  // namespace
}  // namespace commonplace::fetch::paced
