#include "serve/outgoing.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

namespace commonplace::serve {
namespace {

using Progress = Outgoing::Progress;

const std::string kHead = "HTTP/1.1 200 OK\r\n\r\n";

// Both ends of a connection of this process with itself.
class Pair {
 public:
  explicit Pair(int family) {
    std::signal(SIGPIPE, SIG_IGN);
    int ends[2];
    if (family == AF_UNIX) {
      EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    } else {
      const int door = ::socket(AF_INET, SOCK_STREAM, 0);
      sockaddr_in address{};
      address.sin_family = AF_INET;
      address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      socklen_t size = sizeof(address);
      auto* raw = reinterpret_cast<sockaddr*>(&address);
      EXPECT_EQ(::bind(door, raw, size), 0);
      EXPECT_EQ(::listen(door, 1), 0);
      EXPECT_EQ(::getsockname(door, raw, &size), 0);
      ends[1] = ::socket(AF_INET, SOCK_STREAM, 0);
      EXPECT_EQ(::connect(ends[1], raw, size), 0);
      ends[0] = ::accept(door, nullptr, nullptr);
      ::close(door);
    }
    ours = ends[0];
    theirs = ends[1];
    ::fcntl(ours, F_SETFL, O_NONBLOCK);
  }
  ~Pair() {
    ::close(ours);
    hang_up();
  }
  void hang_up() {
    if (theirs >= 0) ::close(std::exchange(theirs, -1));
  }
  std::string receive(std::size_t most) const {
    std::string text(most, '\0');
    const ssize_t count = ::recv(theirs, text.data(), most, MSG_DONTWAIT);
    text.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return text;
  }

  int ours = -1;
  int theirs = -1;
};

struct Case {
  const char* name;
  int family;
  bool in_file;
};
constexpr Case kCases[] = {{"TCP, memory", AF_INET, false},
                           {"TCP, file", AF_INET, true},
                           {"unix, memory", AF_UNIX, false},
                           {"unix, file", AF_UNIX, true}};

std::string text_of(std::size_t size) {
  std::string text(size, '\0');
  for (std::size_t i = 0; i < size; ++i) text[i] = static_cast<char>('a' + i * 7919 % 26);
  return text;
}

Body body_of(const std::string& text, MemoryFiles& files, bool in_file) {
  if (!in_file) return Body(text);
  Shelf shelf(files);
  shelf.put(std::string(Shelf::kWorthAFile, '-'));  // so that it does not begin at the file's beginning
  return shelf.put(text);
}

TEST(Outgoing, SendsAllAtOnceWhereThereIsRoom) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.name);
    MemoryFiles files(1);
    Pair pair(c.family);
    const std::string text = text_of(Shelf::kWorthAFile);
    Outgoing outgoing(kHead, body_of(text, files, c.in_file));
    EXPECT_EQ(outgoing.push(pair.ours), Progress::Done);
    EXPECT_EQ(outgoing.sent(), kHead.size() + text.size());
    std::string received;
    for (std::string part = pair.receive(1 << 20); !part.empty(); part = pair.receive(1 << 20)) received += part;
    EXPECT_EQ(received, kHead + text);
  }
}

TEST(Outgoing, GoesOnWhereItStopped) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.name);
    MemoryFiles files(1);
    Pair pair(c.family);
    const std::string text = text_of(16 << 20);  // more than any socket buffer takes
    Outgoing outgoing(kHead, body_of(text, files, c.in_file));
    std::string received;
    int rounds = 0;
    for (Progress progress = outgoing.push(pair.ours); progress != Progress::Done;
         progress = outgoing.push(pair.ours)) {
      ASSERT_EQ(progress, Progress::Blocked);
      ASSERT_LT(++rounds, 1'000'000);
      received += pair.receive(300'007);
    }
    while (received.size() < kHead.size() + text.size()) received += pair.receive(1 << 20);
    EXPECT_GT(rounds, 1);
    EXPECT_EQ(received, kHead + text);
  }
}

TEST(Outgoing, SendsAHeadAlone) {
  Pair pair(AF_INET);
  Outgoing outgoing(kHead, {});
  EXPECT_EQ(outgoing.push(pair.ours), Progress::Done);
  EXPECT_EQ(pair.receive(1 << 20), kHead);
}

// Neither a signal nor an endless loop.
TEST(Outgoing, FailsWhereNobodyListensAnyMore) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.name);
    MemoryFiles files(1);
    Pair pair(c.family);
    const std::string text = text_of(16 << 20);
    Outgoing outgoing(kHead, body_of(text, files, c.in_file));
    ASSERT_EQ(outgoing.push(pair.ours), Progress::Blocked);
    pair.hang_up();
    Progress progress = Progress::Blocked;
    for (int i = 0; i < 1'000'000 && progress == Progress::Blocked; ++i) progress = outgoing.push(pair.ours);
    EXPECT_EQ(progress, Progress::Failed);
  }
}

}  // namespace
}  // namespace commonplace::serve
