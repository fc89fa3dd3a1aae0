// Where there is no memory for a body, its transfer ends, and libcurl is as good as before.

#include <cstdlib>
#include <limits>
#include <new>

#include "harness.h"

namespace {

thread_local std::size_t largest = std::numeric_limits<std::size_t>::max();

}  // namespace

void* operator new(std::size_t size) {
  if (size <= largest) {
    if (void* memory = std::malloc(size)) return memory;
  }
  throw std::bad_alloc();
}

void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace commonplace::fetch {
namespace {

using testing::OriginReply;

// On this thread nobody gets more memory in one piece.
class Scarce {
 public:
  explicit Scarce(std::size_t most) { largest = most; }
  Scarce(const Scarce&) = delete;
  Scarce& operator=(const Scarce&) = delete;
  ~Scarce() { largest = std::numeric_limits<std::size_t>::max(); }
};

using OutOfMemory = WithOrigin;

TEST_F(OutOfMemory, EndsTheTransferAndNoOther) {
  origin_.route("/large", OriginReply::ok(std::string(3 << 20, 'x')));
  origin_.route("/small", OriginReply::ok("x"));
  {
    const Scarce scarce(1 << 20);
    EXPECT_THROW(get("/large"), std::bad_alloc);
  }
  const Result<FetchResponse> response = get("/small");
  ASSERT_TRUE(response) << response.error().detail;
  EXPECT_EQ(response->body, "x");
}

}  // namespace
}  // namespace commonplace::fetch
