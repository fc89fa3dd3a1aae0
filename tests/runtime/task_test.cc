#include "runtime/task.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

namespace commonplace::runtime {
namespace {

class RunOn : public ::testing::Test {
 protected:
  // Runs the coroutine to its end on this thread; rethrows what it throws.
  void run(Task<void> task) {
    std::exception_ptr failure;
    auto keep = [&](std::exception_ptr thrown) { failure = thrown; };
    boost::asio::co_spawn(context_, std::move(task), std::move(keep));
    context_.run();
    if (failure) std::rethrow_exception(failure);
  }

  boost::asio::io_context context_{1};
  boost::asio::thread_pool pool_{2};
};

TEST_F(RunOn, GivesTheValueAndResumesAtHome) {
  std::thread::id worked, resumed;
  std::string value;
  const auto body = [&]() -> Task<void> {
    auto work = [&] {
      worked = std::this_thread::get_id();
      return std::string(100, 'x');
    };
    value = co_await run_on(pool_, work);
    resumed = std::this_thread::get_id();
  };
  run(body());
  EXPECT_EQ(value, std::string(100, 'x'));
  EXPECT_EQ(resumed, std::this_thread::get_id());
  EXPECT_NE(worked, resumed);
}

TEST_F(RunOn, CarriesAnExceptionBack) {
  const auto body = [&]() -> Task<void> {
    auto work = []() -> int { throw std::runtime_error("broken"); };
    co_await run_on(pool_, work);
  };
  EXPECT_THROW(run(body()), std::runtime_error);
}

struct OnlyMovable {
  explicit OnlyMovable(int number) : held(std::make_unique<int>(number)) {}
  std::unique_ptr<int> held;
};

TEST_F(RunOn, TakesWorkAndValuesThatCanOnlyBeMoved) {
  int number = 0;
  const auto body = [&]() -> Task<void> {
    auto work = [input = std::make_unique<int>(6)] { return OnlyMovable(*input * 7); };
    const OnlyMovable value = co_await run_on(pool_, std::move(work));
    number = *value.held;
  };
  run(body());
  EXPECT_EQ(number, 42);
}

TEST_F(RunOn, ServesManyAtOnce) {
  int sum = 0;
  const auto body = [&](int number) -> Task<void> {
    auto work = [number] { return number; };
    const int value = co_await run_on(pool_, work);
    sum += value;
  };
  for (int i = 1; i <= 1000; ++i) boost::asio::co_spawn(context_, body(i), boost::asio::detached);
  context_.run();
  EXPECT_EQ(sum, 500500);
}

}  // namespace
}  // namespace commonplace::runtime
