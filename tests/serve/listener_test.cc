#include "serve/listener.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstring>
#include <filesystem>
#include <future>
#include <stdexcept>
#include <thread>

#include "client.h"
#include "serve/headers.h"
#include "serve/respond.h"
#include "serve/sockets.h"

namespace commonplace::serve {
namespace {

using namespace std::chrono_literals;
using runtime::Task;

Limits quick_limits() {
  Limits limits;
  limits.header_time = 300ms;
  limits.body_time = 300ms;
  limits.write_stall = 300ms;
  limits.idle_time = 300ms;
  return limits;
}

// More than any socket buffer takes.
std::shared_ptr<const Representation> large() {
  static const auto kLarge = represent({"image/x", std::string(16 << 20, 'l'), Timestamp{1729771200s}}, 60s);
  return kLarge;
}

// Sent by the kernel from a file in memory.
std::shared_ptr<const Representation> in_file() {
  static MemoryFiles files(1);
  static const auto kInFile = [] {
    Shelf shelf(files);
    return represent({"image/x", std::string(1 << 20, 'f') + "end", Timestamp{1729771200s}}, 60s, Audience::Everybody,
                     &shelf);
  }();
  return kInFile;
}

// A server on a thread of its own, answering from a small snapshot.
class Server {
 public:
  explicit Server(Limits limits = {}, const std::string& where = "127.0.0.1:0")
      : listener_(std::make_unique<Listener>(
            context_.get_executor(), [this](Request request) { return answer(std::move(request)); }, limits)) {
    snapshot_.by_path["/feed"] = represent(
        {"application/atom+xml; charset=utf-8", "<feed>" + std::string(3000, 'f'), Timestamp{1729771200s}}, 60s);
    snapshot_.by_path["/large"] = large();
    snapshot_.by_path["/in-file"] = in_file();
    const Result<std::string> bound = listener_->listen(where);
    if (!bound) throw std::runtime_error(bound.error().detail);
    address_ = *bound;
    thread_ = std::thread([this] { context_.run(); });
  }

  ~Server() {
    run([this] { listener_.reset(); });
    context_.stop();
    thread_.join();
  }

  const std::string& address() const { return address_; }
  Listener& listener() { return *listener_; }

  // On the server's thread, to its end.
  template <class Work>
  void run(Work work) {
    std::promise<void> done;
    boost::asio::post(context_, [&] {
      work();
      done.set_value();
    });
    done.get_future().wait();
  }

  std::future<bool> drain(std::chrono::milliseconds deadline) {
    auto done = std::make_shared<std::promise<bool>>();
    auto work = [](Listener& listener, std::chrono::milliseconds limit,
                   std::shared_ptr<std::promise<bool>> promise) -> Task<void> {
      promise->set_value(co_await listener.drain(limit));
    };
    boost::asio::co_spawn(context_, work(*listener_, deadline, done), boost::asio::detached);
    return done->get_future();
  }

  std::size_t connections() {
    std::size_t count = 0;
    run([&] { count = listener_->connections(); });
    return count;
  }

  // The handler of "/wait" goes on from here.
  void release() {
    run([this] {
      if (gate_) gate_->cancel();
    });
  }
  void await_arrival() { arrived_.get_future().wait(); }

 private:
  Task<Response> answer(Request request) {
    if (request.path() == "/throw") throw std::runtime_error("deliberate");
    if (request.path() == "/echo") co_return plain_text(200, request.body);
    if (request.path() == "/transport")
      co_return plain_text(200, request.transport == Transport::Unix ? "unix" : "tcp");
    if (request.path() == "/wait") {
      gate_.emplace(context_, 60s);
      arrived_.set_value();
      boost::system::error_code ignored;
      co_await gate_->async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
    }
    Answer answered = respond(request, &snapshot_);
    co_return std::get<Response>(std::move(answered));
  }

  boost::asio::io_context context_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard_{context_.get_executor()};
  Snapshot snapshot_;
  std::optional<boost::asio::steady_timer> gate_;
  std::promise<void> arrived_;
  std::unique_ptr<Listener> listener_;
  std::string address_;
  std::thread thread_;
};

std::string get(const std::string& path, const std::string& more = "") {
  return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n";
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(Listener, AnswersAndKeepsTheConnection) {
  Server server;
  EXPECT_FALSE(server.address().ends_with(":0"));
  Client client(server.address());
  for (int i = 0; i < 3; ++i) {
    const std::string answer = client.ask(get("/feed"));
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\nDate: ")) << answer.substr(0, 200);
    EXPECT_TRUE(contains(answer, "Content-Length: 3006\r\n"));
    EXPECT_TRUE(answer.ends_with("\r\n\r\n<feed>" + std::string(3000, 'f')));
  }
}

TEST(Listener, SendsHeadsWithoutBodiesAndBodiesPacked) {
  Server server;
  Client client(server.address());
  client.send("HEAD /feed HTTP/1.1\r\nHost: a\r\n\r\n");
  const std::string head = client.receive(true);
  EXPECT_TRUE(contains(head, "Content-Length: 3006\r\n"));
  EXPECT_TRUE(head.ends_with("\r\n\r\n"));

  const std::string packed = client.ask(get("/feed", "Accept-Encoding: gzip\r\n"));
  EXPECT_TRUE(contains(packed, "Content-Encoding: gzip\r\n"));
  const auto etag = packed.substr(packed.find("ETag: ") + 6, 34);
  const std::string again = client.ask(get("/feed", "Accept-Encoding: gzip\r\nIf-None-Match: " + etag + "\r\n"));
  EXPECT_TRUE(again.starts_with("HTTP/1.1 304 Not Modified\r\n"));
  EXPECT_TRUE(again.ends_with("\r\n\r\n"));
  EXPECT_FALSE(contains(again, "Content-Length"));
  EXPECT_TRUE(contains(client.ask(get("/feed")), "200 OK")) << "nothing was left over on the connection";
}

TEST(Listener, ClosesWhenAsked) {
  Server server;
  Client closing(server.address());
  EXPECT_TRUE(contains(closing.ask(get("/feed", "Connection: close\r\n")), "Connection: close\r\n"));
  EXPECT_TRUE(closing.is_closed());

  Client old(server.address());
  EXPECT_TRUE(contains(old.ask("GET /feed HTTP/1.0\r\n\r\n"), "Connection: close\r\n"));
  EXPECT_TRUE(old.is_closed());

  Client old_but_staying(server.address());
  EXPECT_TRUE(contains(old_but_staying.ask("GET /feed HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"),
                       "Connection: keep-alive\r\n"));
}

TEST(Listener, AnswersPipelinedRequestsInOrder) {
  Server server;
  Client client(server.address());
  client.send(get("/feed") + get("/nowhere") + get("/healthz"));
  EXPECT_TRUE(contains(client.receive(), "200 OK"));
  EXPECT_TRUE(contains(client.receive(), "404 Not Found"));
  EXPECT_TRUE(client.receive().ends_with("ok\n"));
}

TEST(Listener, ReadsBodies) {
  Server server;
  Client client(server.address());
  EXPECT_TRUE(
      client.ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello").ends_with("\r\n\r\nhello"));
  EXPECT_TRUE(client
                  .ask("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n"
                       "0\r\n\r\n")
                  .ends_with("\r\n\r\nhello"));
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.receive(true), "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_TRUE(client.ask("ok").ends_with("\r\n\r\nok"));
}

TEST(DescribePeer, CountsIpv6ByNetwork) {
  struct Case {
    const char* address;
    const char* counted;
    bool is_local;
  };
  const Case cases[] = {
      {"2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", false},
      {"2001:db8:1:2:ffff::1", "2001:db8:1:2::/64", false},
      {"2001:db8:1:3::1", "2001:db8:1:3::/64", false},
      {"::1", "::/64", true},
      {"::ffff:192.0.2.7", "192.0.2.7", false},
      {"::ffff:127.0.0.1", "127.0.0.1", true},
  };
  for (const Case& c : cases) {
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    ASSERT_EQ(inet_pton(AF_INET6, c.address, &address.sin6_addr), 1);
    const Peer peer = describe_peer(reinterpret_cast<const sockaddr*>(&address), sizeof address);
    EXPECT_EQ(peer.address, c.counted);
    EXPECT_EQ(peer.is_local, c.is_local) << c.address;
  }
}

TEST(Listener, RefusesWhatIsTooLargeOrWrong) {
  struct Case {
    std::string_view name;
    std::string request;
    std::string_view status;
  };
  const Case cases[] = {
      {"a long target", get("/" + std::string(9000, 'a')), "414"},
      {"an endless target", "GET /" + std::string(20000, 'a'), "414"},
      {"large headers", get("/feed", "X: " + std::string(20000, 'x') + "\r\n"), "431"},
      {"endless headers", "GET /feed HTTP/1.1\r\nHost: a\r\nX: " + std::string(20000, 'x'), "431"},
      {"a large body", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 65537\r\n\r\n", "413"},
      {"a large chunked body", "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n20000\r\n", "413"},
      {"an endless chunk extension",
       "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;x=" + std::string(20000, 'x'), "431"},
      {"no host", "GET /feed HTTP/1.1\r\n\r\n", "400"},
      {"two hosts", get("/feed", "Host: b\r\n"), "400"},
      {"length and chunks",
       "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
      {"chunks and length",
       "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", "400"},
      {"two lengths", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", "400"},
      {"a space before the colon", "GET /feed HTTP/1.1\r\nHost: a\r\nContent-Length : 5\r\n\r\n", "400"},
      {"no HTTP", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello\r\n\r\n", "400"},
      {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400"},
      {"a NUL in a header", std::string("GET /feed HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n", 39), "400"},
  };
  Server server;
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Client client(server.address());
    client.send(c.request);
    const std::string answer = client.receive_all();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 " + std::string(c.status))) << answer.substr(0, 60);
    EXPECT_TRUE(contains(answer, "Connection: close\r\n"));
    EXPECT_EQ(answer.find("HTTP/1.1"), answer.rfind("HTTP/1.1")) << "what follows is not a request";
  }
  Client after(server.address());
  EXPECT_TRUE(contains(after.ask(get("/feed")), "200 OK"));
}

TEST(Listener, RefusesAHeadWithoutABody) {
  for (const char* request : {"HEAD / HTTP/1.1\r\n\r\n", "HEAD / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"}) {
    SCOPED_TRACE(request);
    Server server;
    Client client(server.address());
    client.send(request);
    const std::string answer = client.receive_all();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 400 ")) << answer.substr(0, 60);
    EXPECT_TRUE(contains(answer, "Content-Length: ")) << "as of the answer to a GET";
    EXPECT_TRUE(answer.ends_with("\r\n\r\n")) << answer;
  }
}

TEST(Listener, TurnsExceptionsIntoAnAnswer) {
  Server server;
  Client client(server.address());
  const std::string answer = client.ask(get("/throw"));
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 500 "));
  EXPECT_FALSE(contains(answer, "deliberate"));
}

// The head has one deadline, however often a byte arrives.
TEST(Listener, ClosesOnThoseWhoDripTheirHeaders) {
  Server server(quick_limits());
  Client client(server.address());
  const auto start = std::chrono::steady_clock::now();
  std::string answer;
  client.send("GET /feed HTTP/1.1\r\nHost: a\r\nX: ");
  std::thread drip([&] {
    while (std::chrono::steady_clock::now() - start < 5s && client.send("x")) std::this_thread::sleep_for(20ms);
  });
  answer = client.receive_all();
  const auto waited = std::chrono::steady_clock::now() - start;
  drip.join();
  EXPECT_LT(waited, 4s);
  EXPECT_GE(waited, 250ms);
  EXPECT_EQ(answer, "");
}

TEST(Listener, ClosesOnThoseWhoSayNothing) {
  Server server(quick_limits());
  Client silent(server.address());
  EXPECT_TRUE(silent.is_closed());
  Client idle(server.address());
  idle.ask(get("/feed"));
  EXPECT_TRUE(idle.is_closed());
  Client half(server.address());
  half.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe");
  EXPECT_TRUE(half.is_closed());
}

TEST(Listener, ClosesOnThoseWhoDoNotRead) {
  Server server(quick_limits());
  Client client(server.address());
  client.send(get("/large"));
  while (server.connections() == 0) std::this_thread::yield();
  for (int i = 0; i < 500 && server.connections() > 0; ++i) std::this_thread::sleep_for(10ms);
  EXPECT_EQ(server.connections(), 0U);
}

TEST(Listener, MakesRoomByClosingTheLongestIdle) {
  Limits limits;
  limits.connections = 2;
  Server server(limits);
  Client first(server.address());
  first.ask(get("/feed"));
  Client second(server.address());
  second.ask(get("/feed"));
  Client third(server.address());
  EXPECT_TRUE(contains(third.ask(get("/feed")), "200 OK"));
  EXPECT_TRUE(first.is_closed());
  EXPECT_TRUE(contains(second.ask(get("/feed")), "200 OK"));
}

TEST(Listener, TurnsAwayWhenAllAreBusy) {
  Limits limits;
  limits.connections = 1;
  Server server(limits);
  Client busy(server.address());
  busy.send(get("/wait"));
  server.await_arrival();
  Client other(server.address());
  EXPECT_TRUE(other.receive_all().starts_with("HTTP/1.1 503 "));
  server.release();
  EXPECT_TRUE(contains(busy.receive(), "404 Not Found"));
}

// The first address of this machine that is not its own loopback; empty where there is none.
std::string outer_address() {
  ifaddrs* all = nullptr;
  if (::getifaddrs(&all) != 0) return {};
  std::string found;
  for (const ifaddrs* one = all; one && found.empty(); one = one->ifa_next) {
    if (!one->ifa_addr || one->ifa_addr->sa_family != AF_INET || (one->ifa_flags & IFF_LOOPBACK) != 0) continue;
    char text[INET_ADDRSTRLEN] = {};
    ::inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(one->ifa_addr)->sin_addr, text, sizeof(text));
    found = text;
  }
  ::freeifaddrs(all);
  return found;
}

TEST(Listener, CountsTheConnectionsOfEachAddressButItsOwn) {
  Limits limits;
  limits.connections_per_address = 2;
  {
    Server server(limits);
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 5; ++i) {
      clients.push_back(std::make_unique<Client>(server.address()));
      EXPECT_TRUE(contains(clients.back()->ask(get("/feed")), "200 OK")) << "a proxy on this machine";
    }
  }
  const std::string outside = outer_address();
  if (outside.empty()) GTEST_SKIP() << "this machine has no address but loopback";
  Server server(limits, outside + ":0");
  auto first = std::make_unique<Client>(server.address());
  Client second(server.address());
  EXPECT_TRUE(contains(first->ask(get("/feed")), "200 OK"));
  EXPECT_TRUE(contains(second.ask(get("/feed")), "200 OK"));
  EXPECT_TRUE(Client(server.address()).receive_all().starts_with("HTTP/1.1 503 "));
  first.reset();
  while (server.connections() > 1) std::this_thread::yield();
  EXPECT_TRUE(contains(Client(server.address()).ask(get("/feed")), "200 OK")) << "there is room again";
}

TEST(Listener, SendsLargeBodiesFromFiles) {
  Server server;
  const std::string expected = in_file()->identity.body.text();
  ASSERT_TRUE(in_file()->identity.body.is_in_file());
  Client client(server.address());
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(client.ask(get("/in-file")).ends_with("\r\n\r\n" + expected));
  EXPECT_TRUE(contains(client.ask(get("/feed")), "200 OK"));
}

// Whole answers only: a part would have to be exact in every encoding, for documents that nobody reads in parts.
TEST(Listener, IgnoresRanges) {
  Server server;
  Client client(server.address());
  for (const char* range : {"bytes=0-9", "bytes=-5", "bytes=9999999-", "bytes=0-0,2-2", "lines=1"}) {
    const std::string answer = client.ask(get("/feed", std::string("Range: ") + range + "\r\n"));
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK")) << range;
    EXPECT_TRUE(contains(answer, "Content-Length: 3006\r\n")) << range;
    EXPECT_FALSE(contains(answer, "Content-Range")) << range;
  }
}

TEST(Listener, DrainsWhenStopped) {
  Server server;
  Client idle(server.address());
  idle.ask(get("/feed"));
  Client busy(server.address());
  busy.send(get("/wait"));
  server.await_arrival();
  std::future<bool> drained = server.drain(10s);
  EXPECT_TRUE(idle.is_closed());
  EXPECT_THROW(Client(server.address()), std::runtime_error);
  server.release();
  EXPECT_TRUE(contains(busy.receive(), "Connection: close\r\n"));
  EXPECT_TRUE(drained.get());
}

TEST(Listener, StopsWaitingAtTheDeadline) {
  Server server;
  Client busy(server.address());
  busy.send(get("/wait"));
  server.await_arrival();
  EXPECT_FALSE(server.drain(50ms).get());
  EXPECT_TRUE(busy.is_closed());
  server.release();
}

class UnixSocket : public ::testing::Test {
 protected:
  UnixSocket() { std::filesystem::create_directory(directory_); }
  ~UnixSocket() override { std::filesystem::remove_all(directory_); }
  const std::filesystem::path directory_ =
      std::filesystem::temp_directory_path() / ("commonplace-serve-" + std::to_string(::getpid()));
  const std::string path_ = directory_ / "http.sock";
};

TEST_F(UnixSocket, IsServedAndRemovedInTheEnd) {
  {
    Server server({}, "unix:" + path_);
    struct stat status {};
    ASSERT_EQ(::stat(path_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0660U);
    Client client("unix:" + path_);
    EXPECT_TRUE(client.ask(get("/transport")).ends_with("unix"));
  }
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(UnixSocket, ReplacesOneThatNobodyListensOn) {
  const int stale = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path_.c_str(), sizeof(address.sun_path) - 1);
  ASSERT_EQ(::bind(stale, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
  ::close(stale);
  Server server({}, "unix:" + path_);
  Client client("unix:" + path_);
  EXPECT_TRUE(contains(client.ask(get("/feed")), "200 OK"));
  EXPECT_THROW(Server({}, "unix:" + path_), std::runtime_error) << "one that is in use stays";
}

TEST(Listener, SaysWhyItCannotListen) {
  boost::asio::io_context context;
  Listener listener(context.get_executor(), nullptr);
  struct Case {
    std::string address;
    std::string_view expected;
  };
  const Case cases[] = {{"nonsense", "not an address"},
                        {"127.0.0.1:99999", "not an address"},
                        {"300.0.0.1:80", "not an address"},
                        {"[::g]:80", "not an address"},
                        {"unix:", "at most 107 bytes"},
                        {"unix:" + std::string(200, 'x'), "at most 107 bytes"},
                        {"unix:/nowhere/at/all.sock", "No such file"},
                        {"192.0.2.1:0", "annot assign"}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.address);
    const Result<std::string> bound = listener.listen(c.address);
    ASSERT_FALSE(bound);
    EXPECT_EQ(bound.error().code, Errc::Io);
    EXPECT_NE(bound.error().detail.find(c.address), std::string::npos) << bound.error().detail;
    EXPECT_NE(bound.error().detail.find(c.expected), std::string::npos) << bound.error().detail;
  }
}

}  // namespace
}  // namespace commonplace::serve
